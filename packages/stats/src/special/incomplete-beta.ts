import { statisticsError } from '../errors.js';
import { logBeta } from './beta-function.js';
import { requirePositive, requireProbability } from './domain.js';
import { LOG_SQRT_TWO_PI, stirlingCorrection } from './gamma-function.js';
import { deviance, log1mexp } from './log-space.js';

const MAX_STEPS = 500_000;
const TINY = 1e-300;

/** log of x^a y^b / B(a, b), y = 1 - x, by the saddle point when both are large (Loader 2000). */
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

/** a B(a,b) I_x(a,b) / (x^a y^b) by the continued fraction (A&S 1964, 26.5.8; modified Lentz). */
function fraction(a: number, b: number, x: number): number {
  let c = 1;
  let d = 1 - ((a + b) * x) / (a + 1);
  if (Math.abs(d) < TINY) d = TINY;
  d = 1 / d;
  let h = d;
  for (let m = 1; m < MAX_STEPS; m++) {
    const twice = 2 * m;
    const even = (m * (b - m) * x) / ((a + twice - 1) * (a + twice));
    d = 1 + even * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + even / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    h *= d * c;
    const odd = (-(a + m) * (a + b + m) * x) / ((a + twice) * (a + twice + 1));
    d = 1 + odd * d;
    if (Math.abs(d) < TINY) d = TINY;
    c = 1 + odd / c;
    if (Math.abs(c) < TINY) c = TINY;
    d = 1 / d;
    const delta = d * c;
    h *= delta;
    if (Math.abs(delta - 1) < 2.3e-16) return h;
  }
  throw statisticsError('SPECIAL_NO_CONVERGENCE', 'betaP', `a=${a}, b=${b}, x=${x}`, MAX_STEPS);
}

/**
 * [log I, log(1 - I)] at x with y = 1 - x given apart, so that a caller who knows y exactly loses
 * nothing near x = 1. a, b > 0, x and y in [0, 1].
 */
export function logBetaTails(
  a: number,
  b: number,
  x: number,
  y: number,
): [logLower: number, logUpper: number] {
  if (x <= 0) return [-Infinity, 0];
  if (y <= 0) return [0, -Infinity];
  const kernel = logBetaKernel(a, b, x, y);
  const lower = () => Math.min(0, kernel - Math.log(a) + Math.log(fraction(a, b, x)));
  const upper = () => Math.min(0, kernel - Math.log(b) + Math.log(fraction(b, a, y)));
  if (x * (a + b + 2) < a + 1) {
    const logLower = lower();
    // A lower tail beyond 0.99 on its own side of the mean means a shape far below 1: the small tail is
    // then computed by itself, not as a difference.
    return [logLower, logLower > -0.01 ? upper() : log1mexp(logLower)];
  }
  const logUpper = upper();
  return [logUpper > -0.01 ? lower() : log1mexp(logUpper), logUpper];
}

function checkArguments(fn: string, a: number, b: number, x: number): void {
  requirePositive(fn, 'a', a);
  requirePositive(fn, 'b', b);
  requireProbability(fn, 'x', x);
}

/** Regularised incomplete beta I_x(a, b): P(Beta(a, b) <= x); a, b > 0, x in [0, 1] (A&S 1964, 6.6.2). */
export function betaP(a: number, b: number, x: number): number {
  checkArguments('betaP', a, b, x);
  return Math.exp(logBetaTails(a, b, x, 1 - x)[0]);
}

/** 1 - I_x(a, b), accurate when small. */
export function betaQ(a: number, b: number, x: number): number {
  checkArguments('betaQ', a, b, x);
  return Math.exp(logBetaTails(a, b, x, 1 - x)[1]);
}

/** log I_x(a, b); finite where I itself underflows. */
export function logBetaP(a: number, b: number, x: number): number {
  checkArguments('logBetaP', a, b, x);
  return logBetaTails(a, b, x, 1 - x)[0];
}

/** log(1 - I_x(a, b)); finite where the tail itself underflows. */
export function logBetaQ(a: number, b: number, x: number): number {
  checkArguments('logBetaQ', a, b, x);
  return logBetaTails(a, b, x, 1 - x)[1];
}
