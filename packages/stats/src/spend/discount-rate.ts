import { statisticsError } from '../errors.js';
import { DAYS_PER_UNIT, isTimeUnit, type TimeUnit } from '../purchase/time-unit.js';

/**
 * A discount rate that carries its period: `{ effective: 0.1, period: 'year' }` is 10% a year. A bare number
 * is not accepted anywhere, because "0.1" has been read as 10% a week (and made values 19 times too small).
 */
export interface DiscountRate<Period extends TimeUnit = TimeUnit> {
  readonly effective: number;
  readonly period: Period;
}

/**
 * A discount of `effective` (0.1 for 10%; finite, at least 0) over each `period`, compounding. Throws
 * SPEND_DISCOUNT for a rate below 0 or not finite, PURCHASE_UNIT_NAME for an unknown period.
 */
export function discountRate<Period extends TimeUnit>(
  effective: number,
  period: Period,
): DiscountRate<Period> {
  if (!isTimeUnit(period)) throw statisticsError('PURCHASE_UNIT_NAME', period);
  if (!Number.isFinite(effective) || effective < 0) throw statisticsError('SPEND_DISCOUNT', effective);
  return Object.freeze({ effective, period });
}

/** `discountRate(effective, 'year')`. Errors as `discountRate`. */
export const annualRate = (effective: number): DiscountRate<'year'> => discountRate(effective, 'year');

/**
 * The continuous rate d >= 0 per `unit` with exp(-d t) equal to the discount over t units: log(1 + effective)
 * times the days of a unit over those of the period, as in Fader, Hardie & Lee (2005), "RFM and CLV". Throws
 * SPEND_DISCOUNT for what is no discount (a bare number, an unknown period, a rate below 0),
 * PURCHASE_UNIT_NAME for an unknown unit.
 */
export function continuousRate(discount: DiscountRate, unit: TimeUnit): number {
  if (!isTimeUnit(unit)) throw statisticsError('PURCHASE_UNIT_NAME', unit);
  if (typeof discount !== 'object' || discount === null || !isTimeUnit(discount.period)) {
    throw statisticsError('SPEND_DISCOUNT', discount);
  }
  const checked = discountRate(discount.effective, discount.period);
  return (Math.log1p(checked.effective) * DAYS_PER_UNIT[unit]) / DAYS_PER_UNIT[checked.period];
}
