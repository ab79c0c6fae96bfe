import { statisticsError } from '../errors.js';

/** A series in time order, one value a period; null is a missing period (never a zero). */
export type Observations = readonly (number | null)[] | Float64Array;

/**
 * Copies a series into a typed array, missing periods as NaN.
 *
 * @throws SERIES_VALUE for anything but a finite number, null or (in a Float64Array) NaN.
 */
export function coerceObservations(values: Observations): Float64Array {
  const out = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value: number | null | undefined = values[i];
    if (value === null || (values instanceof Float64Array && Number.isNaN(value))) {
      out[i] = Number.NaN;
    } else if (typeof value === 'number' && Number.isFinite(value)) {
      out[i] = value;
    } else {
      throw statisticsError('SERIES_VALUE', i, value);
    }
  }
  return out;
}

/** The series without the missing periods at its two ends, and how many were cut in front. */
export function trimMissing(values: Float64Array): { values: Float64Array; cut: number } {
  let from = 0;
  let to = values.length;
  while (from < to && Number.isNaN(values[from]!)) from++;
  while (to > from && Number.isNaN(values[to - 1]!)) to--;
  return { values: values.subarray(from, to), cut: from };
}

export function countObserved(values: Float64Array): number {
  let count = 0;
  for (const value of values) if (!Number.isNaN(value)) count++;
  return count;
}

/**
 * The series as it must be for a method that needs every period.
 *
 * @throws SERIES_MISSING at the first missing period.
 */
export function requireComplete(what: string, values: Observations): Float64Array {
  const out = coerceObservations(values);
  const missing = out.findIndex(Number.isNaN);
  if (missing >= 0) throw statisticsError('SERIES_MISSING', what, missing);
  return out;
}

/** @throws SERIES_NOT_POSITIVE at the first observed value that is not above 0. */
export function requirePositive(what: string, values: Float64Array): void {
  for (let i = 0; i < values.length; i++) {
    if (values[i]! <= 0) throw statisticsError('SERIES_NOT_POSITIVE', what, i, values[i]!);
  }
}

/** @throws SERIES_OPTION unless `value` is a whole number of at least `least`. */
export function requireWhole(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw statisticsError('SERIES_OPTION', name, value, `pass a whole number of at least ${least}`);
  }
}

/** @throws SERIES_OPTION unless `level` is a share strictly between 0 and 1. */
export function requireLevel(level: number): void {
  if (!(level > 0 && level < 1)) {
    throw statisticsError('SERIES_OPTION', 'level', level, 'pass a share between 0 and 1 such as 0.95');
  }
}
