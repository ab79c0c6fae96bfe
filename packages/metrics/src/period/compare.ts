import { Temporal } from 'temporal-polyfill';
import { addDays, addMonths, addTo, daysBetween, earlier } from './dates.js';
import type { Rolling } from './grain.js';
import type { Period } from './period.js';
import { rollPeriod } from './enumerate.js';
import { periodAt } from './unit.js';

/** Which earlier period a figure is held against: the one before, or the same a year ago. */
export const comparisons = ['previous', 'year'] as const;
export type Comparison = (typeof comparisons)[number];

const isFirst = (date: string): boolean => date.endsWith('-01');

/** The range of the same length just before: whole months step by months, everything else by days. */
function previousRange(period: Period): Period {
  const { start, end } = period;
  const months =
    isFirst(start) && isFirst(end)
      ? Temporal.PlainDate.from(start).until(end, { largestUnit: 'month' }).months
      : 0;
  const before = months > 0 ? addMonths(start, -months) : addDays(start, -daysBetween(start, end));
  return { ...period, name: `${before}..${addDays(start, -1)}`, start: before, end: start };
}

/** The same range a year ago. */
function yearAgoRange(period: Period): Period {
  const start = addTo(period.start, { years: -1 });
  const end = addTo(period.end, { years: -1 });
  return { ...period, name: `${start}..${addDays(end, -1)}`, start, end };
}

/** Same ISO week number of the year before; week 53 falls back to 52 where that year has none. */
function yearAgoWeek(start: string): string {
  const date = Temporal.PlainDate.from(start);
  const year = (date.yearOfWeek ?? date.year) - 1;
  const weeks = Temporal.PlainDate.from({ year, month: 12, day: 28 }).weekOfYear ?? 52;
  const week = Math.min(date.weekOfYear ?? 1, weeks);
  return Temporal.PlainDate.from({ year, month: 1, day: 4 })
    .add({ weeks: week - 1 })
    .toString();
}

/** The period that `period` (not rolled) is compared with. */
export function comparedPeriod(
  period: Period,
  comparison: Comparison,
  fiscalYearStartsMonth: number,
): Period {
  if (period.grain === 'total') {
    return comparison === 'previous' ? previousRange(period) : yearAgoRange(period);
  }
  const inside =
    comparison === 'previous'
      ? addDays(period.start, -1)
      : period.grain === 'week'
        ? yearAgoWeek(period.start)
        : addTo(period.start, { years: -1 });
  return periodAt(inside, period.grain, fiscalYearStartsMonth);
}

/**
 * The same part of an earlier period: as far into it as `edge` lies in `period`, by whole months and days, so that
 * 1 January to 15 October is held against 1 January to 15 October in a leap year too. Never past its end.
 */
export function samePart(period: Period, edge: string, compared: Period): string {
  const elapsed = Temporal.PlainDate.from(period.start).until(edge, { largestUnit: 'month' });
  return earlier(addTo(compared.start, { months: elapsed.months, days: elapsed.days }), compared.end);
}

/** Rolls the period where a rolling window is asked for. */
export const rolledOrWhole = (period: Period, rolling: Rolling | null): Period =>
  rolling === null ? period : rollPeriod(period, rolling);
