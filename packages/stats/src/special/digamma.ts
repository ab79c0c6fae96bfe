import { requirePositive } from './domain.js';

// Bernoulli(2k) / (2k): A&S 1964, 6.3.18.
const DIGAMMA_TAIL = [
  1 / 12,
  -1 / 120,
  1 / 252,
  -1 / 240,
  1 / 132,
  -691 / 32760,
  1 / 12,
  -3617 / 8160,
] as const;
// Bernoulli(2k): A&S 1964, 6.4.12.
const TRIGAMMA_TAIL = [1 / 6, -1 / 30, 1 / 42, -1 / 30, 5 / 66, -691 / 2730, 7 / 6, -3617 / 510] as const;

/**
 * d/dx log Gamma(x) for finite x > 0; absolute error below 1e-14 max(1, |value|) (it has a zero at 1.4616).
 * A&S (1964), 6.3.18. Throws SPECIAL_DOMAIN.
 */
export function digamma(x: number): number {
  requirePositive('digamma', 'x', x);
  let y = x;
  let shift = 0;
  while (y < 10) {
    shift += 1 / y;
    y += 1;
  }
  const square = 1 / (y * y);
  let tail = 0;
  for (let k = DIGAMMA_TAIL.length - 1; k >= 0; k--) tail = (tail + (DIGAMMA_TAIL[k] as number)) * square;
  return Math.log(y) - 0.5 / y - tail - shift;
}

/**
 * d2/dx2 log Gamma(x) for finite x > 0; relative error below 1e-14. A&S (1964), 6.4.12. Throws
 * SPECIAL_DOMAIN.
 */
export function trigamma(x: number): number {
  requirePositive('trigamma', 'x', x);
  let y = x;
  let shift = 0;
  while (y < 10) {
    shift += 1 / (y * y);
    y += 1;
  }
  const inverse = 1 / y;
  const square = inverse * inverse;
  let tail = 0;
  for (let k = TRIGAMMA_TAIL.length - 1; k >= 0; k--) tail = (tail + (TRIGAMMA_TAIL[k] as number)) * square;
  return inverse + 0.5 * square + tail * inverse + shift;
}
