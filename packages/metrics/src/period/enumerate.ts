import { metricsError } from '../errors.js';
import { addTo } from './dates.js';
import type { Grain, Rolling } from './grain.js';
import type { Period } from './period.js';
import { periodAt } from './unit.js';

/** More periods than this in one request is a mistake, not a question. */
export const mostPeriods = 5000;

/**
 * The periods of a grain that touch the range from the first named period to the last, both included.
 * Weeks that straddle an edge of the range come whole.
 */
export function enumeratePeriods(
  from: Period,
  to: Period,
  grain: Grain,
  fiscalYearStartsMonth: number,
): readonly Period[] {
  if (to.end <= from.start) throw metricsError('period_order', [from.name, to.name]);
  if (grain === 'total') {
    const name = from.name === to.name ? from.name : `${from.name}..${to.name}`;
    return [{ name, grain, start: from.start, end: to.end }];
  }
  const periods: Period[] = [];
  let start = from.start;
  while (start < to.end) {
    const period = periodAt(start, grain, fiscalYearStartsMonth);
    periods.push(period);
    if (periods.length > mostPeriods) {
      throw metricsError('too_many_periods', [`more than ${mostPeriods}`, String(mostPeriods)]);
    }
    start = period.end;
  }
  return periods;
}

/** The trailing window that ends where the period ends; its name stays that of the period. */
export function rollPeriod(period: Period, rolling: Rolling): Period {
  const start = addTo(period.end, { [`${rolling.unit}s`]: -rolling.count });
  return { ...period, start };
}
