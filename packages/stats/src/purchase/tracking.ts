import { statisticsError } from '../errors.js';
import type { PurchaseCohort } from './event-log.js';
import type { PurchaseFit } from './fit.js';
import { sameUnit } from './predict.js';
import { DAYS_PER_UNIT, type TimeUnit } from './time-unit.js';

/** Repeat purchases of the whole cohort at the end of each unit of calendar time. */
export interface Tracking {
  /** Day number at the end of each unit, the first unit beginning with the first customer. */
  readonly day: Float64Array;
  readonly expectedCumulative: Float64Array;
  readonly actualCumulative: Float64Array;
  readonly expected: Float64Array;
  readonly actual: Float64Array;
  /** Units up to this index lie in the calibration period. */
  readonly calibrationUnits: number;
}

/**
 * Tracks the fit against what happened: expected repeats are summed over customers, each from its own first
 * purchase, without looking at its history; so calibration and holdout are both a test. As in Fader, Hardie &
 * Lee (2005). Throws PURCHASE_UNIT, and PURCHASE_OPTION for a unit below a day.
 */
export function trackPurchases<Unit extends TimeUnit>(
  fit: PurchaseFit<Unit>,
  cohort: PurchaseCohort<NoInfer<Unit>>,
): Tracking {
  sameUnit(fit, cohort.histories);
  const perUnit = DAYS_PER_UNIT[fit.unit];
  if (perUnit < 1)
    throw statisticsError('PURCHASE_OPTION', 'unit', fit.unit, 'track in days or longer units');
  const births = new Map<number, number>();
  let start = Number.POSITIVE_INFINITY;
  for (const day of cohort.firstDay) {
    births.set(day, (births.get(day) ?? 0) + 1);
    if (day < start) start = day;
  }
  const end = cohort.calibrationEnd + (cohort.holdout?.days ?? 0);
  const units = Math.floor((end - start + 1) / perUnit);
  const day = Float64Array.from({ length: units }, (_, i) => start + (i + 1) * perUnit - 1);
  const expectedAt = new Map<number, number>();
  const expectedRepeats = (age: number) => {
    let value = expectedAt.get(age);
    if (value === undefined) {
      value = fit.model.expectedRepeats(fit.parameters, age / perUnit);
      expectedAt.set(age, value);
    }
    return value;
  };
  const expectedCumulative = day.map((until) => {
    let sum = 0;
    for (const [birth, customers] of births)
      if (birth < until) sum += customers * expectedRepeats(until - birth);
    return sum;
  });
  let seen = 0;
  const actualCumulative = day.map((until) => {
    while (seen < cohort.repeatDays.length && cohort.repeatDays[seen]! <= until) seen++;
    return seen;
  });
  const steps = (values: Float64Array) => values.map((value, i) => value - (i === 0 ? 0 : values[i - 1]!));
  return Object.freeze({
    day,
    expectedCumulative,
    actualCumulative,
    expected: steps(expectedCumulative),
    actual: steps(actualCumulative),
    calibrationUnits: day.filter((until) => until <= cohort.calibrationEnd).length,
  });
}
