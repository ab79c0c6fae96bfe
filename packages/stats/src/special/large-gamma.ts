import { erfcScaled } from './erf.js';
import { LOG_SQRT_TWO_PI, stirlingCorrection } from './gamma-function.js';
import { log1mexp, log1pMinus } from './log-space.js';

/** From here on three terms of the expansion leave less than 1e-17 beside a tail; below, the sums are short. */
export const LARGE_SHAPE = 1e5;

const ORDER = 24;

/**
 * Coefficients of c_k(eta), k = 0, 1, 2, in powers of eta (DLMF 8.12.10-12): d(0, n) = (n + 2) alpha_(n+2)
 * with the alphas of lambda - 1 in powers of eta, d(k, n) = (-1)^k g_k d(0, n) + (n + 2) d(k-1, n+2). They
 * fall by a factor 3.5 each.
 */
function coefficients(): readonly (readonly number[])[] {
  const alpha = [0, 1];
  for (let n = 2; n <= ORDER + 8; n++) {
    let sum = alpha[n - 1]!;
    for (let j = 2; j < n; j++) sum -= j * alpha[j]! * alpha[n - j + 1]!;
    alpha.push(sum / (n + 1));
  }
  const first = [-1 / 3, ...alpha.slice(3).map((value, n) => (n + 3) * value)];
  const next = (before: readonly number[], g: number) =>
    before.slice(2).map((value, n) => g * first[n]! + (n + 2) * value);
  const second = next(first, -1 / 12);
  const third = next(second, 1 / 288);
  return [first.slice(0, ORDER), second.slice(0, ORDER), third.slice(0, ORDER)];
}

const COEFFICIENTS = coefficients();

/** (u - log(1 + u)) / u^2: 1/2 at 0. */
function curvature(u: number): number {
  return Math.abs(u) < 1e-4 ? 0.5 - u * (1 / 3 - u * (0.25 - u * 0.2)) : -log1pMinus(u) / (u * u);
}

/** The expansion serves relative distances from the mean, x / a - 1, in here; beyond, the sums are short. */
export const isNearMean = (u: number): boolean => u >= -0.5 && u <= 1;

/**
 * [log P(a, x), log Q(a, x)] at x = a (1 + u) for a large shape and x near it, each accurate in its own tail:
 * Temme's uniform expansion (1979; DLMF 8.12.3-4), whose cost does not grow with a.
 *
 * @param t u times the root of a, given apart because u^2 may underflow.
 */
export function largeShapeTails(a: number, u: number, t: number): [logLower: number, logUpper: number] {
  const half = t * t * curvature(u);
  const distance = Math.sqrt(half);
  const eta = Math.sign(u) * Math.abs(u) * Math.sqrt(2 * curvature(u));
  let series = 0;
  for (let k = 2; k >= 0; k--) {
    const c = COEFFICIENTS[k]!;
    let value = 0;
    for (let n = c.length - 1; n >= 0; n--) value = value * eta + c[n]!;
    series = series / a + value;
  }
  const side = u < 0 ? -1 : 1;
  const rest = (side * series * Math.exp(-LOG_SQRT_TWO_PI)) / Math.sqrt(a);
  const tail = Math.log(0.5 * erfcScaled(distance) + rest) - half;
  return side > 0 ? [log1mexp(tail), tail] : [tail, log1mexp(tail)];
}

/** log of the density of (X - a) / root of a at t, X a gamma variable of the large shape a. */
export function largeShapeLogDensity(a: number, u: number, t: number): number {
  return -LOG_SQRT_TWO_PI - t * t * curvature(u) - stirlingCorrection(a) - Math.log1p(u);
}
