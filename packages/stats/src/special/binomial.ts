import { requireCount, requireNumber, requireProbability } from './domain.js';
import { LOG_SQRT_TWO_PI, stirlingCorrection } from './gamma-function.js';
import { betaP, betaQ } from './incomplete-beta.js';
import { firstReached } from './invert-tails.js';
import { deviance } from './log-space.js';
import { normalQuantile } from './normal.js';

/**
 * log P(X = k) for Binomial(n, p); -Infinity off the support (Loader 2000). k any number, n a count, p in [0,
 * 1]. Throws SPECIAL_DOMAIN outside that domain.
 */
export function logBinomialMass(k: number, n: number, p: number): number {
  requireNumber('logBinomialMass', 'k', k);
  requireCount('logBinomialMass', 'n', n);
  requireProbability('logBinomialMass', 'p', p);
  if (!(k >= 0 && k <= n) || !Number.isInteger(k)) return -Infinity;
  if (p === 0) return k === 0 ? 0 : -Infinity;
  if (p === 1) return k === n ? 0 : -Infinity;
  if (k === 0) return n * Math.log1p(-p);
  if (k === n) return n * Math.log(p);
  const rest = n - k;
  return (
    stirlingCorrection(n) -
    stirlingCorrection(k) -
    stirlingCorrection(rest) -
    deviance(k, n * p) -
    deviance(rest, n * (1 - p)) -
    LOG_SQRT_TWO_PI -
    0.5 * (Math.log(k) + Math.log1p(-k / n))
  );
}

/** P(X = k) for Binomial(n, p); 0 off the support (Loader 2000). Domain and errors as `logBinomialMass`. */
export function binomialMass(k: number, n: number, p: number): number {
  return Math.exp(logBinomialMass(k, n, p));
}

/**
 * P(X <= k) for Binomial(n, p). k any number, n a count, p in [0, 1]; A&S (1964), 26.5.24. Throws
 * SPECIAL_DOMAIN outside that domain, SPECIAL_NO_CONVERGENCE as `betaP`.
 */
export function binomialCdf(k: number, n: number, p: number): number {
  requireNumber('binomialCdf', 'k', k);
  requireCount('binomialCdf', 'n', n);
  requireProbability('binomialCdf', 'p', p);
  if (k < 0) return 0;
  if (k >= n) return 1;
  const whole = Math.floor(k);
  return betaQ(whole + 1, n - whole, p);
}

/**
 * P(X > k) for Binomial(n, p). k any number, n a count, p in [0, 1]; A&S (1964), 26.5.24. Errors as
 * `binomialCdf`.
 */
export function binomialSurvival(k: number, n: number, p: number): number {
  requireNumber('binomialSurvival', 'k', k);
  requireCount('binomialSurvival', 'n', n);
  requireProbability('binomialSurvival', 'p', p);
  if (k < 0) return 1;
  if (k >= n) return 0;
  const whole = Math.floor(k);
  return betaP(whole + 1, n - whole, p);
}

/**
 * The smallest k with P(X <= k) >= q; q equal to a step (within 1e-13) counts as reached. q, p in [0, 1], n a
 * count. Searches the sum of A&S (1964), 26.5.24. Errors as `binomialCdf`.
 */
export function binomialQuantile(q: number, n: number, p: number): number {
  requireProbability('binomialQuantile', 'q', q);
  requireCount('binomialQuantile', 'n', n);
  requireProbability('binomialQuantile', 'p', p);
  if (q === 0 || p === 0 || n === 0) return 0;
  if (q === 1 || p === 1) return n;
  const enough = q * (1 - 1e-13);
  const start = n * p + normalQuantile(q) * Math.sqrt(n * p * (1 - p));
  return firstReached((k) => binomialCdf(k, n, p) >= enough, 0, n, start);
}
