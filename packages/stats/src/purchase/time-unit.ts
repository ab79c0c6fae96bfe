import { statisticsError } from '../errors.js';

/** Units of time a purchase history can be counted in. */
export type TimeUnit = 'hour' | 'day' | 'week' | 'month' | 'quarter' | 'year';

/**
 * Days in one unit. Month, quarter and year are the Gregorian means (400 years have 146,097 days), so a
 * month is never silently "30 days" or "4 weeks".
 */
export const DAYS_PER_UNIT: Readonly<Record<TimeUnit, number>> = Object.freeze({
  hour: 1 / 24,
  day: 1,
  week: 7,
  month: 146097 / 4800,
  quarter: 146097 / 1600,
  year: 146097 / 400,
});

/**
 * A length of time that carries its unit in its type: `Duration<'week'>` is not assignable to
 * `Duration<'month'>`, so 12 months cannot be read as 12 weeks.
 */
export interface Duration<Unit extends TimeUnit = TimeUnit> {
  readonly unit: Unit;
  readonly length: number;
}

/** Whether `value` names a time unit. */
export function isTimeUnit(value: unknown): value is TimeUnit {
  return typeof value === 'string' && Object.hasOwn(DAYS_PER_UNIT, value);
}

/**
 * A duration of `length` units, finite and at least 0. Throws PURCHASE_UNIT_NAME for an unknown unit and
 * PURCHASE_DURATION for a length that is negative or not finite.
 */
export function duration<Unit extends TimeUnit>(length: number, unit: Unit): Duration<Unit> {
  if (!isTimeUnit(unit)) throw statisticsError('PURCHASE_UNIT_NAME', unit);
  if (!Number.isFinite(length) || length < 0) {
    throw statisticsError('PURCHASE_DURATION', 'duration', length, 'pass a finite length of at least 0');
  }
  return Object.freeze({ unit, length });
}

/** `length` days. Errors as `duration`. */
export const days = (length: number): Duration<'day'> => duration(length, 'day');
/** `length` weeks. Errors as `duration`. */
export const weeks = (length: number): Duration<'week'> => duration(length, 'week');
/** `length` mean Gregorian months of 30.436875 days. Errors as `duration`. */
export const months = (length: number): Duration<'month'> => duration(length, 'month');
/** `length` mean Gregorian years of 365.2425 days. Errors as `duration`. */
export const years = (length: number): Duration<'year'> => duration(length, 'year');

/**
 * The same length of time in another unit (Gregorian means): 12 months are 52.1775 weeks. Errors as
 * `duration`.
 */
export function inUnit<Unit extends TimeUnit>(value: Duration, unit: Unit): Duration<Unit> {
  if (!isTimeUnit(unit)) throw statisticsError('PURCHASE_UNIT_NAME', unit);
  if (!isTimeUnit(value.unit)) throw statisticsError('PURCHASE_UNIT_NAME', value.unit);
  return duration((value.length * DAYS_PER_UNIT[value.unit]) / DAYS_PER_UNIT[unit], unit);
}

/**
 * The bare length of `value` once it is certain that it is in `unit`; the last guard for callers without
 * types. Throws PURCHASE_UNIT when the units differ, PURCHASE_DURATION for a bare number or a bad length.
 */
export function lengthIn(value: Duration, unit: TimeUnit, name: string): number {
  if (typeof value !== 'object' || value === null) {
    throw statisticsError(
      'PURCHASE_DURATION',
      name,
      value,
      `pass a duration with its unit, such as weeks(39)`,
    );
  }
  if (value.unit !== unit) throw statisticsError('PURCHASE_UNIT', name, value.unit, unit);
  if (!Number.isFinite(value.length) || value.length < 0) {
    throw statisticsError('PURCHASE_DURATION', name, value.length, 'pass a finite length of at least 0');
  }
  return value.length;
}
