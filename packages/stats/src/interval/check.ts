import { statisticsError } from '../errors.js';
import { studentUpperQuantile } from '../special/beta-distribution.js';
import { normalUpperQuantile } from '../special/normal.js';

/** The usual share of samples in which an interval holds the truth. */
export const DEFAULT_LEVEL = 0.95;

export function requireLevel(level: number): void {
  if (!(level > 0 && level < 1)) throw statisticsError('INTERVAL_LEVEL', level);
}

export function requireCount(name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) throw statisticsError('INTERVAL_COUNT', name, value);
}

/** Throws unless both are counts and the part is within the whole. */
export function requirePart(part: string, partValue: number, whole: string, wholeValue: number): void {
  requireCount(part, partValue);
  requireCount(whole, wholeValue);
  if (partValue > wholeValue) {
    throw statisticsError('INTERVAL_COUNTS_DISAGREE', part, partValue, whole, wholeValue);
  }
}

export function requireFinite(name: string, value: number): void {
  if (!Number.isFinite(value)) throw statisticsError('INTERVAL_VALUE', name, value, 'pass a finite number');
}

export function requireNonNegative(name: string, value: number): void {
  if (!(value >= 0 && value < Infinity)) {
    throw statisticsError('INTERVAL_VALUE', name, value, 'pass a finite number of at least 0');
  }
}

export function requirePositive(name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw statisticsError('INTERVAL_VALUE', name, value, 'pass a finite number above 0');
  }
}

/** Throws unless value is in the open unit interval. */
export function requireShare(name: string, value: number): void {
  if (!(value > 0 && value < 1)) {
    throw statisticsError('INTERVAL_VALUE', name, value, 'pass a number between 0 and 1');
  }
}

export function requireFiniteValues(name: string, values: ArrayLike<number>): void {
  for (let i = 0; i < values.length; i++) requireFinite(`${name}[${i}]`, values[i] as number);
}

export function requireSameLength(
  left: string,
  leftValues: ArrayLike<number>,
  right: string,
  rightValues: ArrayLike<number>,
): void {
  if (leftValues.length !== rightValues.length) {
    throw statisticsError('INTERVAL_LENGTHS', left, leftValues.length, right, rightValues.length);
  }
}

/** Half-width of a two-sided interval in standard errors, by the normal. */
export function normalCritical(level: number): number {
  return normalUpperQuantile((1 - level) / 2);
}

/** Half-width of a two-sided interval in standard errors, by Student's t. */
export function studentCritical(level: number, degrees: number): number {
  return studentUpperQuantile((1 - level) / 2, degrees);
}
