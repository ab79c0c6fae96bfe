import { statisticsError } from '../errors.js';

/** Throws SPECIAL_DOMAIN unless `value` is finite and above 0. */
export function requirePositive(fn: string, name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw statisticsError('SPECIAL_DOMAIN', fn, name, value, 'pass a finite number above 0');
  }
}

/** Throws SPECIAL_DOMAIN unless `value` is at least 0 (infinity allowed: the far end of a support). */
export function requireNonNegative(fn: string, name: string, value: number): void {
  if (!(value >= 0)) {
    throw statisticsError('SPECIAL_DOMAIN', fn, name, value, 'pass a number of at least 0');
  }
}

/** Throws SPECIAL_DOMAIN unless `value` is a number (infinities allowed). */
export function requireNumber(fn: string, name: string, value: number): void {
  if (typeof value !== 'number' || Number.isNaN(value)) {
    throw statisticsError('SPECIAL_DOMAIN', fn, name, value, 'pass a number');
  }
}

/** Throws SPECIAL_DOMAIN unless `value` lies in [0, 1]. */
export function requireProbability(fn: string, name: string, value: number): void {
  if (!(value >= 0 && value <= 1)) {
    throw statisticsError('SPECIAL_DOMAIN', fn, name, value, 'pass a number from 0 to 1');
  }
}

/** Throws SPECIAL_DOMAIN unless `value` is a whole number of at least 0. */
export function requireCount(fn: string, name: string, value: number): void {
  if (!(Number.isSafeInteger(value) && value >= 0)) {
    throw statisticsError('SPECIAL_DOMAIN', fn, name, value, 'pass a whole number of at least 0');
  }
}
