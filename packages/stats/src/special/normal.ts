import { requireNumber, requireProbability } from './domain.js';
import { erf, erfcScaled, expOfMinusSquare } from './erf.js';
import { LOG_SQRT_TWO_PI } from './gamma-function.js';

const ONE_OVER_SQRT_TWO_PI = 0.3989422804014327;

/** Density of the standard normal. A&S (1964), 26.2.1. Throws nothing. */
export function normalDensity(x: number): number {
  return ONE_OVER_SQRT_TWO_PI * (Math.abs(x) > 40 ? 0 : expOfMinusSquare(x, 0.5));
}

/**
 * P(Z > x) for a standard normal Z; relative error below 1e-14 down to underflow at 38.5. A&S (1964), 26.2.3.
 * Throws SPECIAL_DOMAIN for NaN.
 */
export function normalSurvival(x: number): number {
  requireNumber('normalSurvival', 'x', x);
  if (x < 0) return 1 - normalSurvival(-x);
  if (x < 0.5) return 0.5 - 0.5 * erf(x * Math.SQRT1_2);
  if (x > 40) return 0;
  return 0.5 * expOfMinusSquare(x, 0.5) * erfcScaled(x * Math.SQRT1_2);
}

/** P(Z <= x) for a standard normal Z. A&S (1964), 26.2.2. Errors as `normalSurvival`. */
export function normalCdf(x: number): number {
  return normalSurvival(-x);
}

/**
 * log P(Z <= x); finite far beyond the point where the probability itself underflows (to x = -1e154). A&S
 * (1964), 26.2.2. Throws SPECIAL_DOMAIN for NaN.
 */
export function logNormalCdf(x: number): number {
  requireNumber('logNormalCdf', 'x', x);
  if (x > -1) return Math.log1p(-normalSurvival(x));
  return Math.log(0.5 * erfcScaled(-x * Math.SQRT1_2)) - 0.5 * x * x;
}

/** The x above 0 with P(Z > x) = q, for 0 < q < 0.4. */
function upperTailPoint(q: number): number {
  const target = Math.log(q);
  const t = Math.sqrt(-2 * target);
  // A&S 1964, 26.2.23 (error 4.5e-4), then Halley on the log of the tail.
  let x =
    t -
    (2.515517 + 0.802853 * t + 0.010328 * t * t) /
      (1 + 1.432788 * t + 0.189269 * t * t + 0.001308 * t * t * t);
  for (let step = 0; step < 3; step++) {
    const scaled = 0.5 * erfcScaled(x * Math.SQRT1_2);
    const hazard = ONE_OVER_SQRT_TWO_PI / scaled;
    const excess = Math.log(scaled) - 0.5 * x * x - target;
    const newton = excess / hazard;
    // Second derivative of log Q is -hazard (hazard - x).
    x += newton / (1 - 0.5 * newton * (hazard - x));
  }
  return x;
}

/** The x with Phi(x) - 1/2 = d, for |d| <= 0.11. */
function centralPoint(d: number): number {
  let x = d / ONE_OVER_SQRT_TWO_PI;
  for (let step = 0; step < 4; step++) {
    const newton = (0.5 * erf(x * Math.SQRT1_2) - d) / normalDensity(x);
    x -= newton / (1 + 0.5 * newton * x);
  }
  return x;
}

/**
 * The x with P(Z <= x) = p, p in [0, 1]; -Infinity at 0, Infinity at 1. Relative error below 1e-14: A&S
 * (1964), 26.2.23, then Halley's method on the log of the tail. Throws SPECIAL_DOMAIN outside that domain.
 */
export function normalQuantile(p: number): number {
  requireProbability('normalQuantile', 'p', p);
  if (p === 0) return -Infinity;
  if (p === 1) return Infinity;
  if (Math.abs(p - 0.5) <= 0.11) return centralPoint(p - 0.5);
  return p < 0.5 ? -upperTailPoint(p) : upperTailPoint(1 - p);
}

/**
 * The x with P(Z > x) = q; keeps the digits of a q near 0, which 1 - q would lose. q in [0, 1]: Infinity at
 * 0, -Infinity at 1. A&S (1964), 26.2.23, as `normalQuantile`. Throws SPECIAL_DOMAIN outside that domain.
 */
export function normalUpperQuantile(q: number): number {
  requireProbability('normalUpperQuantile', 'q', q);
  return -normalQuantile(q);
}

/** log density of the standard normal at any number. A&S (1964), 26.2.1. Throws nothing. */
export function logNormalDensity(x: number): number {
  return -0.5 * x * x - LOG_SQRT_TWO_PI;
}
