import { Temporal } from 'temporal-polyfill';
import type { Grain } from './grain.js';
import type { Period } from './period.js';
import { unreachable } from '../unreachable.js';

/** Grains that cut the calendar into equal named pieces. */
export type CalendarGrain = Exclude<Grain, 'total'>;

const two = (value: number): string => String(value).padStart(2, '0');
const four = (value: number): string => String(value).padStart(4, '0');

/** First day of the fiscal year that holds the date. */
function fiscalStart(date: Temporal.PlainDate, startsMonth: number): Temporal.PlainDate {
  const year = date.month >= startsMonth ? date.year : date.year - 1;
  return Temporal.PlainDate.from({ year, month: startsMonth, day: 1 });
}

/** A fiscal year carries the number of the calendar year in which it ends; one that starts in January, its own. */
const fiscalNumber = (start: Temporal.PlainDate): number => (start.month === 1 ? start.year : start.year + 1);

/** The period of that grain that holds the ISO date. */
export function periodAt(date: string, grain: CalendarGrain, fiscalYearStartsMonth: number): Period {
  const day = Temporal.PlainDate.from(date);
  const make = (start: Temporal.PlainDate, span: Temporal.DurationLike, name: string): Period => ({
    name,
    grain,
    start: start.toString(),
    end: start.add(span).toString(),
  });
  switch (grain) {
    case 'day':
      return make(day, { days: 1 }, day.toString());
    case 'week': {
      const start = day.subtract({ days: day.dayOfWeek - 1 });
      return make(
        start,
        { days: 7 },
        `${four(start.yearOfWeek ?? start.year)}-W${two(start.weekOfYear ?? 0)}`,
      );
    }
    case 'month':
      return make(day.with({ day: 1 }), { months: 1 }, `${four(day.year)}-${two(day.month)}`);
    case 'quarter': {
      const quarter = Math.floor((day.month - 1) / 3);
      const start = day.with({ month: quarter * 3 + 1, day: 1 });
      return make(start, { months: 3 }, `${four(day.year)}-Q${quarter + 1}`);
    }
    case 'year':
      return make(day.with({ month: 1, day: 1 }), { years: 1 }, four(day.year));
    case 'fiscal_year': {
      const start = fiscalStart(day, fiscalYearStartsMonth);
      return make(start, { years: 1 }, `FY${four(fiscalNumber(start))}`);
    }
    case 'fiscal_quarter': {
      const year = fiscalStart(day, fiscalYearStartsMonth);
      const months = (day.year - year.year) * 12 + day.month - year.month;
      const quarter = Math.floor(months / 3);
      const start = year.add({ months: quarter * 3 });
      return make(start, { months: 3 }, `FY${four(fiscalNumber(year))}-Q${quarter + 1}`);
    }
    default:
      return unreachable(grain);
  }
}
