import { statisticsError } from '../errors.js';

/** Throws LINEAR_SHAPE unless `list` holds exactly `expected` values. */
export function requireLength(fn: string, name: string, list: ArrayLike<number>, expected: number): void {
  if (list.length !== expected) throw statisticsError('LINEAR_SHAPE', fn, name, expected, list.length);
}

/** Throws LINEAR_NOT_FINITE at the first value that is not finite. */
export function requireFinite(fn: string, name: string, list: ArrayLike<number>): void {
  for (let i = 0; i < list.length; i++) {
    if (!Number.isFinite(list[i])) throw statisticsError('LINEAR_NOT_FINITE', fn, name, i, list[i]);
  }
}
