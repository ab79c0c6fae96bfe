import { statisticsError } from '../errors.js';
import { requireNonNegative, requirePositive } from './domain.js';
import { LOG_SQRT_TWO_PI, lgamma, stirlingCorrection } from './gamma-function.js';
import { isNearMean, LARGE_SHAPE, largeShapeTails } from './large-gamma.js';
import { deviance, log1mexp } from './log-space.js';

/** The worst case, beside a mean of 1e5, takes some thousand. */
const MAX_STEPS = 100_000;
const TINY = 1e-300;

/**
 * log of x^a e^-x / Gamma(a), x > 0, by the saddle point for a >= 10 so that large a loses nothing. Loader
 * (2000). A bare kernel: of its domain it checks only that a is above 0 (SPECIAL_DOMAIN).
 */
export function logGammaKernel(a: number, x: number): number {
  if (a < 10) return a * Math.log(x) - x - lgamma(a);
  return 0.5 * Math.log(a) - LOG_SQRT_TWO_PI - deviance(a, x) - stirlingCorrection(a);
}

/** Sum of x^j / ((a+1)...(a+j)), j >= 0. */
function lowerSeries(a: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let j = 1; j < MAX_STEPS; j++) {
    term *= x / (a + j);
    sum += term;
    if (term < 1e-17 * sum) return sum;
  }
  throw statisticsError('SPECIAL_NO_CONVERGENCE', 'gammaP', `a=${a}, x=${x}`, MAX_STEPS);
}

/** Gamma(a, x) e^x x^-a by the even part of Legendre's continued fraction (modified Lentz). */
function upperFraction(a: number, x: number): number {
  let b = x + 1 - a;
  let c = 1 / TINY;
  let d = 1 / (b === 0 ? TINY : b);
  let h = d;
  for (let j = 1; j < MAX_STEPS; j++) {
    const factor = -j * (j - a);
    b += 2;
    d = factor * d + b;
    if (Math.abs(d) < TINY) d = TINY;
    c = b + factor / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 2.3e-16) return h;
  }
  throw statisticsError('SPECIAL_NO_CONVERGENCE', 'gammaQ', `a=${a}, x=${x}`, MAX_STEPS);
}

/** log Q(a, x) for a < 1 and x < 1.1, where 1 - P would lose every digit of a small Q (Gautschi 1979). */
function upperNearOrigin(a: number, x: number): number {
  let term = 1;
  let sum = 0;
  for (let k = 1; k < 100; k++) {
    term *= -x / k;
    const part = term / (a + k);
    sum += part;
    if (Math.abs(part) < 1e-17 * Math.abs(sum)) break;
  }
  const logPower = a * Math.log(x) - lgamma(1 + a);
  return -Math.expm1(logPower) - Math.exp(logPower) * a * sum;
}

/** [log P(a, x), log Q(a, x)] for a > 0, x >= 0; each accurate in its own tail. */
function logTails(a: number, x: number): [logLower: number, logUpper: number] {
  if (x === 0) return [-Infinity, 0];
  if (x === Infinity) return [0, -Infinity];
  if (a < 1 && x < 1.1) {
    const upper = upperNearOrigin(a, x);
    const logLower =
      upper < 0.5 ? Math.log1p(-upper) : logGammaKernel(a, x) - Math.log(a) + Math.log(lowerSeries(a, x));
    return [logLower, Math.log(upper)];
  }
  if (a >= LARGE_SHAPE) {
    const u = (x - a) / a;
    if (isNearMean(u)) return largeShapeTails(a, u, u * Math.sqrt(a));
  }
  if (x < a + 1) {
    const logLower = Math.min(0, logGammaKernel(a, x) - Math.log(a) + Math.log(lowerSeries(a, x)));
    return [logLower, log1mexp(logLower)];
  }
  const logUpper = Math.min(0, logGammaKernel(a, x) + Math.log(upperFraction(a, x)));
  return [log1mexp(logUpper), logUpper];
}

function checkArguments(fn: string, a: number, x: number): void {
  requirePositive(fn, 'a', a);
  requireNonNegative(fn, 'x', x);
}

/**
 * Regularised lower incomplete gamma P(a, x), a > 0, x >= 0 (A&S 1964, 6.5.1; near the mean of an a from 1e5
 * on by Temme 1979). Throws SPECIAL_DOMAIN outside that domain.
 */
export function gammaP(a: number, x: number): number {
  checkArguments('gammaP', a, x);
  return Math.exp(logTails(a, x)[0]);
}

/**
 * Regularised upper incomplete gamma Q(a, x) = 1 - P(a, x), accurate when small. A&S (1964), 6.5.3. Domain
 * and errors as `gammaP`.
 */
export function gammaQ(a: number, x: number): number {
  checkArguments('gammaQ', a, x);
  return Math.exp(logTails(a, x)[1]);
}

/**
 * log P(a, x); finite where P itself underflows, -Infinity at x = 0. A&S (1964), 6.5.1. Domain and errors as
 * `gammaP`.
 */
export function logGammaP(a: number, x: number): number {
  checkArguments('logGammaP', a, x);
  return logTails(a, x)[0];
}

/**
 * log Q(a, x); finite where Q itself underflows, -Infinity at x = Infinity. A&S (1964), 6.5.3. Domain and
 * errors as `gammaP`.
 */
export function logGammaQ(a: number, x: number): number {
  checkArguments('logGammaQ', a, x);
  return logTails(a, x)[1];
}
