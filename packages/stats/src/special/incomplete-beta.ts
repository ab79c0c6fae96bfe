import { statisticsError } from '../errors.js';
import { logBeta } from './beta-function.js';
import { requirePositive, requireProbability } from './domain.js';
import { LOG_SQRT_TWO_PI, stirlingCorrection } from './gamma-function.js';
import { deviance, log1mexp } from './log-space.js';

const MAX_STEPS = 500_000;
const TINY = 1e-300;

/**
 * log of x^a y^b / B(a, b), y = 1 - x, by the saddle point when both are large (Loader 2000). a, b > 0; x, y
 * in (0, 1). A bare kernel: of its domain it checks only that the shapes are above 0 (SPECIAL_DOMAIN).
 */
export function logBetaKernel(a: number, b: number, x: number, y: number): number {
  if (a < 10 || b < 10) {
    const logX = y < 0.5 ? Math.log1p(-y) : Math.log(x);
    const logY = x < 0.5 ? Math.log1p(-x) : Math.log(y);
    return a * logX + b * logY - logBeta(a, b);
  }
  const n = a + b;
  return (
    0.5 * (Math.log(a) + Math.log(b / n)) -
    LOG_SQRT_TWO_PI -
    deviance(a, n * x) -
    deviance(b, n * y) +
    stirlingCorrection(n) -
    stirlingCorrection(a) -
    stirlingCorrection(b)
  );
}

/**
 * B(a,b) I_x(a,b) / (x^a y^b) by Didonato and Morris's continued fraction (1992, eq. 9; modified Lentz).
 * `lambda` = a - (a+b) x = (a+b) y - b comes from the caller, who knows which of x and y has the digits: the
 * fraction in x alone loses what 1 - x has rounded away.
 */
function fraction(a: number, b: number, x: number, y: number, lambda: number): number {
  const first = (a / (a + 1)) * (lambda + 1);
  let h = first === 0 ? TINY : first;
  let c = h;
  let d = 0;
  for (let n = 1; n < MAX_STEPS; n++) {
    const odd = a + 2 * n - 1;
    const alpha = ((a + n - 1) / odd) * ((a + b + n - 1) / odd) * n * (b - n) * x * x;
    const beta = n + (n * (b - n) * x) / odd + ((a + n) / (odd + 2)) * (lambda + 1 + n * (1 + y));
    d = beta + alpha * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = beta + alpha / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const delta = c * d;
    h *= delta;
    if (Math.abs(delta - 1) < 2.3e-16) return 1 / h;
  }
  throw statisticsError('SPECIAL_NO_CONVERGENCE', 'betaP', `a=${a}, b=${b}, x=${x}`, MAX_STEPS);
}

/**
 * The same quantity as a 2F1(1, a + b; a + 1; x) / a: only positive terms. Needs (a + b) x to be moderate;
 * there the fraction of the far tail may not converge when a shape is close to 0.
 */
function series(a: number, b: number, x: number): number {
  let term = 1;
  let sum = 1;
  for (let j = 0; j < MAX_STEPS; j++) {
    term *= ((a + b + j) / (a + 1 + j)) * x;
    sum += term;
    if (term < 1e-17 * sum) break;
  }
  return sum / a;
}

/** Largest (a + b) x for the series: a few hundred terms at most. */
const SERIES_REACH = 60;

/** Least (a + b) x at which the fraction of the other tail converges whatever the shapes. */
const FRACTION_REACH = 0.5;

/** Beyond this the other tail is computed by itself instead of as a difference from 1. */
const LOG_LARGE_TAIL = Math.log(0.9);

/**
 * [log I, log(1 - I)] at x with y = 1 - x given apart, so that a caller who knows y exactly loses
 * nothing near x = 1. a, b > 0, x and y in [0, 1]. Works on the side where x <= 1/2.
 */
export function logBetaTails(
  a: number,
  b: number,
  x: number,
  y: number,
): [logLower: number, logUpper: number] {
  if (x > y) {
    const [logLower, logUpper] = logBetaTails(b, a, y, x);
    return [logUpper, logLower];
  }
  if (x <= 0) return [-Infinity, 0];
  const kernel = logBetaKernel(a, b, x, y);
  const lambda = a - (a + b) * x;
  const reach = (a + b) * x;
  const upper = () => Math.min(0, kernel + Math.log(fraction(b, a, y, x, -lambda)));
  if (reach < SERIES_REACH || lambda >= 0) {
    const part = reach < SERIES_REACH ? series(a, b, x) : fraction(a, b, x, y, lambda);
    const logLower = Math.min(0, kernel + Math.log(part));
    if (logLower <= LOG_LARGE_TAIL || reach < FRACTION_REACH) return [logLower, log1mexp(logLower)];
    const logUpper = upper();
    return [log1mexp(logUpper), logUpper];
  }
  const logUpper = upper();
  if (logUpper <= LOG_LARGE_TAIL) return [log1mexp(logUpper), logUpper];
  const logLower = Math.min(0, kernel + Math.log(fraction(a, b, x, y, lambda)));
  return [logLower, log1mexp(logLower)];
}

function checkArguments(fn: string, a: number, b: number, x: number): void {
  requirePositive(fn, 'a', a);
  requirePositive(fn, 'b', b);
  requireProbability(fn, 'x', x);
}

/**
 * Regularised incomplete beta I_x(a, b): P(Beta(a, b) <= x); a, b > 0, x in [0, 1] (A&S 1964, 6.6.2). Throws
 * SPECIAL_DOMAIN outside that domain, SPECIAL_NO_CONVERGENCE beside the mean of shapes above 1e15.
 */
export function betaP(a: number, b: number, x: number): number {
  checkArguments('betaP', a, b, x);
  return Math.exp(logBetaTails(a, b, x, 1 - x)[0]);
}

/** 1 - I_x(a, b), accurate when small. A&S (1964), 6.6.3. Domain and errors as `betaP`. */
export function betaQ(a: number, b: number, x: number): number {
  checkArguments('betaQ', a, b, x);
  return Math.exp(logBetaTails(a, b, x, 1 - x)[1]);
}

/**
 * log I_x(a, b); finite where I itself underflows, -Infinity at x = 0. A&S (1964), 6.6.2. Domain and errors
 * as `betaP`.
 */
export function logBetaP(a: number, b: number, x: number): number {
  checkArguments('logBetaP', a, b, x);
  return logBetaTails(a, b, x, 1 - x)[0];
}

/**
 * log(1 - I_x(a, b)); finite where the tail itself underflows, -Infinity at x = 1. A&S (1964), 6.6.3. Domain
 * and errors as `betaP`.
 */
export function logBetaQ(a: number, b: number, x: number): number {
  checkArguments('logBetaQ', a, b, x);
  return logBetaTails(a, b, x, 1 - x)[1];
}
