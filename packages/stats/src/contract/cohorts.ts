import { statisticsError } from '../errors.js';
import { isTimeUnit, type TimeUnit } from '../purchase/time-unit.js';

/** Contract cohorts summed to what the likelihood needs. */
export interface ContractCohorts<Period extends TimeUnit = TimeUnit> {
  /** Length of one contract: the time between two renewals. */
  readonly period: Period;
  readonly customers: number;
  /** Longest observed number of periods. */
  readonly periods: number;
  /** lost[t]: customers who left at the end of period t (t = 1..periods; lost[0] is 0). */
  readonly lost: Float64Array;
  /** kept[t]: customers still active when their cohort's observation ended at t. */
  readonly kept: Float64Array;
}

/**
 * Checks cohorts given as counts of active customers, [at the start, after 1 renewal, after 2, ...], never
 * rising; each cohort may have its own length. Everyone is active at 0; a cohort observed for one period says
 * what that period says. `period` is the length of a contract.
 *
 * Throws CONTRACT_EMPTY, CONTRACT_SHAPE, CONTRACT_VALUE, CONTRACT_RISING, CONTRACT_NO_LOSS,
 * CONTRACT_NOTHING_KEPT and PURCHASE_UNIT_NAME. Table of Fader & Hardie (2007).
 */
export function contractCohorts<Period extends TimeUnit>(
  period: Period,
  active: readonly ArrayLike<number>[],
): ContractCohorts<Period> {
  if (!isTimeUnit(period)) throw statisticsError('PURCHASE_UNIT_NAME', period);
  if (active.length === 0) throw statisticsError('CONTRACT_EMPTY');
  const periods = Math.max(...active.map((cohort) => cohort.length - 1));
  const lost = new Float64Array(Math.max(1, periods) + 1);
  const kept = new Float64Array(Math.max(1, periods) + 1);
  let customers = 0;
  active.forEach((cohort, index) => {
    if (cohort.length < 2) throw statisticsError('CONTRACT_SHAPE', index, cohort.length);
    for (let t = 0; t < cohort.length; t++) {
      const count = cohort[t];
      if (!Number.isInteger(count) || count! < 0) throw statisticsError('CONTRACT_VALUE', index, t, count);
      if (t === 0) continue;
      const before = cohort[t - 1]!;
      if (count! > before) throw statisticsError('CONTRACT_RISING', index, t, before, count!);
      lost[t]! += before - count!;
    }
    customers += cohort[0]!;
    kept[cohort.length - 1]! += cohort[cohort.length - 1]!;
  });
  const left = lost.reduce((sum, value) => sum + value, 0);
  if (left === 0) throw statisticsError('CONTRACT_NO_LOSS', customers);
  if (lost[1] === customers) throw statisticsError('CONTRACT_NOTHING_KEPT', customers);
  return Object.freeze({ period, customers, periods, lost, kept });
}
