import { statisticsError } from '../errors.js';
import type { SearchOptions } from './find-root.js';

const SHRINK = 0.6180339887498949;

/**
 * Minimum of a function with one valley on [low, high] by golden-section search (Kiefer 1953), down to a
 * bracket of `tolerance` (1e-8) times max(1, |low| + |high|) or `maxSteps` (500). The place is known to about
 * 1e-8 relative, the square root of the rounding; the value to all digits. Throws OPTIMISE_OPTION unless low
 * < high, both finite.
 */
export function goldenSection(
  fn: (x: number) => number,
  low: number,
  high: number,
  options: SearchOptions = {},
): { readonly x: number; readonly value: number } {
  const { tolerance = 1e-8, maxSteps = 500 } = options;
  if (!(low < high && Number.isFinite(high - low))) {
    throw statisticsError(
      'OPTIMISE_OPTION',
      'goldenSection',
      'high',
      high,
      `pass a finite number above ${low}`,
    );
  }
  let a = low;
  let b = high;
  let left = b - SHRINK * (b - a);
  let right = a + SHRINK * (b - a);
  let atLeft = fn(left);
  let atRight = fn(right);
  for (let step = 0; step < maxSteps && b - a > tolerance * Math.max(1, Math.abs(a) + Math.abs(b)); step++) {
    if (atLeft <= atRight) {
      b = right;
      right = left;
      atRight = atLeft;
      left = b - SHRINK * (b - a);
      atLeft = fn(left);
    } else {
      a = left;
      left = right;
      atLeft = atRight;
      right = a + SHRINK * (b - a);
      atRight = fn(right);
    }
  }
  return atLeft <= atRight ? { x: left, value: atLeft } : { x: right, value: atRight };
}
