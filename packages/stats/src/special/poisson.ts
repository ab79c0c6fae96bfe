import { requireNonNegative, requireNumber, requireProbability } from './domain.js';
import { LOG_SQRT_TWO_PI, stirlingCorrection } from './gamma-function.js';
import { gammaP, gammaQ } from './incomplete-gamma.js';
import { firstReached } from './invert-tails.js';
import { deviance } from './log-space.js';
import { normalQuantile } from './normal.js';

/**
 * log P(X = k) for Poisson X with mean >= 0; -Infinity off the support (Loader 2000) and for an infinite
 * mean. Throws SPECIAL_DOMAIN for a negative mean, and for a k that is not a number.
 */
export function logPoissonMass(k: number, mean: number): number {
  requireNumber('logPoissonMass', 'k', k);
  requireNonNegative('logPoissonMass', 'mean', mean);
  if (!(k >= 0) || !Number.isInteger(k)) return -Infinity;
  if (mean === 0) return k === 0 ? 0 : -Infinity;
  if (mean === Infinity) return -Infinity;
  if (k === 0) return -mean;
  return -deviance(k, mean) - stirlingCorrection(k) - LOG_SQRT_TWO_PI - 0.5 * Math.log(k);
}

/** P(X = k) for Poisson X with mean >= 0; 0 off the support (Loader 2000). Errors as `logPoissonMass`. */
export function poissonMass(k: number, mean: number): number {
  return Math.exp(logPoissonMass(k, mean));
}

/**
 * P(X <= k) for Poisson X with mean >= 0. k any number; A&S (1964), 26.4.21. Throws SPECIAL_DOMAIN outside
 * that domain.
 */
export function poissonCdf(k: number, mean: number): number {
  requireNumber('poissonCdf', 'k', k);
  requireNonNegative('poissonCdf', 'mean', mean);
  if (k < 0) return 0;
  if (mean === 0 || k === Infinity) return 1;
  // Q(k + 1, m) = Q(k, m) + mass; k + 1 itself is no double beyond 2^53.
  if (k > Number.MAX_SAFE_INTEGER) return Math.min(1, gammaQ(k, mean) + poissonMass(k, mean));
  return gammaQ(Math.floor(k) + 1, mean);
}

/** P(X > k) for Poisson X with mean >= 0. k any number; A&S (1964), 26.4.21. Errors as `poissonCdf`. */
export function poissonSurvival(k: number, mean: number): number {
  requireNumber('poissonSurvival', 'k', k);
  requireNonNegative('poissonSurvival', 'mean', mean);
  if (k < 0) return 1;
  if (mean === 0 || k === Infinity) return 0;
  if (k > Number.MAX_SAFE_INTEGER) return Math.max(0, gammaP(k, mean) - poissonMass(k, mean));
  return gammaP(Math.floor(k) + 1, mean);
}

/**
 * The smallest k with P(X <= k) >= p; p equal to a step (within 1e-13) counts as reached. p in [0, 1], mean
 * >= 0; Infinity at p = 1 and for an infinite mean; beyond 2^53 the smallest such double. Searches the sum of A&S (1964), 26.4.21. Errors as
 * `poissonCdf`.
 */
export function poissonQuantile(p: number, mean: number): number {
  requireProbability('poissonQuantile', 'p', p);
  requireNonNegative('poissonQuantile', 'mean', mean);
  if (p === 0 || mean === 0) return 0;
  if (p === 1 || mean === Infinity) return Infinity;
  const enough = p * (1 - 1e-13);
  const start = mean + normalQuantile(p) * Math.sqrt(mean);
  return firstReached((k) => poissonCdf(k, mean) >= enough, 0, Number.MAX_VALUE, start);
}
