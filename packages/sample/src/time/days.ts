/**
 * Days as whole numbers since 1970-01-01, the only calendar arithmetic the simulation needs.
 * (Proleptic Gregorian; algorithm of Howard Hinnant, "chrono-compatible low-level date algorithms".)
 */
export interface YearMonthDay {
  readonly year: number;
  /** 1 to 12. */
  readonly month: number;
  /** 1 to 31. */
  readonly day: number;
}

export function dayOf(year: number, month: number, day: number): number {
  const y = month <= 2 ? year - 1 : year;
  const era = Math.floor(y / 400);
  const yearOfEra = y - era * 400;
  const dayOfYear = Math.floor((153 * (month + (month > 2 ? -3 : 9)) + 2) / 5) + day - 1;
  const dayOfEra = yearOfEra * 365 + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100) + dayOfYear;
  return era * 146097 + dayOfEra - 719468;
}

export function dateOf(dayNumber: number): YearMonthDay {
  const z = dayNumber + 719468;
  const era = Math.floor(z / 146097);
  const dayOfEra = z - era * 146097;
  const yearOfEra = Math.floor(
    (dayOfEra - Math.floor(dayOfEra / 1460) + Math.floor(dayOfEra / 36524) - Math.floor(dayOfEra / 146096)) /
      365,
  );
  const dayOfYear = dayOfEra - (365 * yearOfEra + Math.floor(yearOfEra / 4) - Math.floor(yearOfEra / 100));
  const monthIndex = Math.floor((5 * dayOfYear + 2) / 153);
  const day = dayOfYear - Math.floor((153 * monthIndex + 2) / 5) + 1;
  const month = monthIndex < 10 ? monthIndex + 3 : monthIndex - 9;
  return { year: yearOfEra + era * 400 + (month <= 2 ? 1 : 0), month, day };
}

/** 0 = Monday ... 6 = Sunday. */
export const weekdayOf = (dayNumber: number): number => (((dayNumber + 3) % 7) + 7) % 7;

const pad = (value: number): string => (value < 10 ? `0${value}` : `${value}`);

const isoCache = new Map<number, string>();

/** `2024-07-01`. */
export function isoDay(dayNumber: number): string {
  let text = isoCache.get(dayNumber);
  if (text === undefined) {
    const { year, month, day } = dateOf(dayNumber);
    text = `${year}-${pad(month)}-${pad(day)}`;
    isoCache.set(dayNumber, text);
  }
  return text;
}

export function parseDay(iso: string): number {
  const [year, month, day] = iso.split('-').map(Number) as [number, number, number];
  return dayOf(year, month, day);
}

const daysInMonth = (year: number, month: number): number =>
  month === 12 ? 31 : dayOf(year, month + 1, 1) - dayOf(year, month, 1);

/** The same day of the month `months` later, clamped to the end of a shorter month (31 January + 1 = 28 February). */
export function addMonths(dayNumber: number, months: number): number {
  const { year, month, day } = dateOf(dayNumber);
  const index = year * 12 + month - 1 + months;
  const nextYear = Math.floor(index / 12);
  const nextMonth = (index % 12) + 1;
  return dayOf(nextYear, nextMonth, Math.min(day, daysInMonth(nextYear, nextMonth)));
}
