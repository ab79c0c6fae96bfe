/** Plain calendar days as ISO text; no time of day and no zone takes part, so UTC arithmetic is exact. */
const at = (iso: string): Date => new Date(`${iso}T00:00:00Z`);
const iso = (date: Date): string => date.toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string =>
  iso(new Date(at(day).getTime() + days * 86_400_000));

/** The first day of the month `months` after the month that holds the day. */
export const monthStart = (day: string, months = 0): string => {
  const date = at(day);
  return iso(new Date(Date.UTC(date.getUTCFullYear(), date.getUTCMonth() + months, 1)));
};

export const yearOf = (day: string): number => Number(day.slice(0, 4));
export const monthOf = (day: string): number => Number(day.slice(5, 7));

const two = (value: number): string => String(value).padStart(2, '0');

/** First day of the fiscal year that holds the day. */
const fiscalStart = (day: string, startsMonth: number): string => {
  const year = monthOf(day) >= startsMonth ? yearOf(day) : yearOf(day) - 1;
  return `${year}-${two(startsMonth)}-01`;
};

/** A fiscal year is named after the calendar year in which it ends; one that starts in January, after its own. */
const fiscalName = (start: string): string => `FY${monthOf(start) === 1 ? yearOf(start) : yearOf(start) + 1}`;

export type NamedGrain = 'day' | 'week' | 'month' | 'quarter' | 'year' | 'fiscal_quarter' | 'fiscal_year';

export interface NamedPeriod {
  readonly name: string;
  readonly start: string;
  /** The day after its last. */
  readonly end: string;
}

/** The period of a grain that holds the day, named as the API names it. */
export const periodOf = (day: string, grain: NamedGrain, startsMonth = 1): NamedPeriod => {
  switch (grain) {
    case 'day':
      return { name: day, start: day, end: addDays(day, 1) };
    case 'week': {
      const weekday = (at(day).getUTCDay() + 6) % 7;
      const start = addDays(day, -weekday);
      const year = yearOf(addDays(start, 3));
      const first = addDays(`${year}-01-04`, -((at(`${year}-01-04`).getUTCDay() + 6) % 7));
      const number = Math.round((at(start).getTime() - at(first).getTime()) / 604_800_000) + 1;
      return { name: `${year}-W${two(number)}`, start, end: addDays(start, 7) };
    }
    case 'month':
      return { name: day.slice(0, 7), start: monthStart(day), end: monthStart(day, 1) };
    case 'quarter': {
      const quarter = Math.floor((monthOf(day) - 1) / 3);
      const start = `${yearOf(day)}-${two(quarter * 3 + 1)}-01`;
      return { name: `${yearOf(day)}-Q${quarter + 1}`, start, end: monthStart(start, 3) };
    }
    case 'year':
      return { name: String(yearOf(day)), start: `${yearOf(day)}-01-01`, end: `${yearOf(day) + 1}-01-01` };
    case 'fiscal_year': {
      const start = fiscalStart(day, startsMonth);
      return { name: fiscalName(start), start, end: monthStart(start, 12) };
    }
    // fiscal_quarter: the only one left.
    default: {
      const year = fiscalStart(day, startsMonth);
      const months = (yearOf(day) - yearOf(year)) * 12 + monthOf(day) - monthOf(year);
      const quarter = Math.floor(months / 3);
      const start = monthStart(year, quarter * 3);
      return { name: `${fiscalName(year)}-Q${quarter + 1}`, start, end: monthStart(start, 3) };
    }
  }
};

/** The day that a period's name begins with; null where the name is none. */
export const startOfName = (name: string, startsMonth = 1): string | null => {
  if (/^\d{4}-\d{2}-\d{2}$/.test(name)) return Number.isNaN(at(name).getTime()) ? null : name;
  const month = /^(\d{4})-(0[1-9]|1[0-2])$/.exec(name);
  if (month) return `${name}-01`;
  const quarter = /^(\d{4})-Q([1-4])$/.exec(name);
  if (quarter) return `${quarter[1]}-${two(Number(quarter[2]) * 3 - 2)}-01`;
  if (/^\d{4}$/.test(name)) return `${name}-01-01`;
  const week = /^(\d{4})-W(\d{2})$/.exec(name);
  if (week) {
    const first = periodOf(`${week[1]}-01-04`, 'week').start;
    return addDays(first, (Number(week[2]) - 1) * 7);
  }
  const fiscal = /^FY(\d{4})(?:-Q([1-4]))?$/.exec(name);
  if (!fiscal) return null;
  const year = startsMonth === 1 ? Number(fiscal[1]) : Number(fiscal[1]) - 1;
  return monthStart(`${year}-${two(startsMonth)}-01`, (Number(fiscal[2] ?? 1) - 1) * 3);
};

/** The grain that a name is written in; null where it is none. */
export const grainOfName = (name: string): NamedGrain | null =>
  /^\d{4}-\d{2}-\d{2}$/.test(name)
    ? 'day'
    : /^\d{4}-\d{2}$/.test(name)
      ? 'month'
      : /^\d{4}-Q\d$/.test(name)
        ? 'quarter'
        : /^\d{4}$/.test(name)
          ? 'year'
          : /^\d{4}-W\d{2}$/.test(name)
            ? 'week'
            : /^FY\d{4}-Q\d$/.test(name)
              ? 'fiscal_quarter'
              : /^FY\d{4}$/.test(name)
                ? 'fiscal_year'
                : null;
