import { requireNonNegative, requireNumber, requirePositive, requireProbability } from './domain.js';
import { logBetaKernel, logBetaTails } from './incomplete-beta.js';
import { invertTails } from './invert-tails.js';
import { log1pexp, logistic } from './log-space.js';
import { logBeta } from './beta-function.js';
import { normalCdf, normalQuantile } from './normal.js';

/** logit of the point with the given tail; finite for probabilities strictly inside (0, 1). */
function logitPoint(fn: string, a: number, b: number, probability: number, side: 'lower' | 'upper'): number {
  const z = side === 'lower' ? normalQuantile(probability) : -normalQuantile(probability);
  const spread = Math.sqrt(1 / a + 1 / b);
  return invertTails(
    fn,
    (y) => {
      if (y < -690 || y > 690) return farTails(a, b, y);
      const x = logistic(y);
      const rest = logistic(-y);
      const [logLower, logUpper] = logBetaTails(a, b, x, rest);
      return { logLower, logUpper, logDensity: logBetaKernel(a, b, x, rest) };
    },
    probability,
    side,
    Math.log(a / b) + Math.max(-8, Math.min(8, z)) * Math.min(spread, 5),
  );
}

/** Beyond e^-690 only the leading power of the tail is left. */
function farTails(a: number, b: number, y: number) {
  const shape = y < 0 ? a : b;
  const logSmall = Math.min(0, -shape * Math.abs(y) - Math.log(shape) - logBeta(a, b));
  const logLarge = Math.log1p(-Math.exp(logSmall));
  const logDensity = logSmall + Math.log(shape);
  return y < 0
    ? { logLower: logSmall, logUpper: logLarge, logDensity }
    : { logLower: logLarge, logUpper: logSmall, logDensity };
}

function invert(fn: string, a: number, b: number, probability: number, side: 'lower' | 'upper'): number {
  requirePositive(fn, 'a', a);
  requirePositive(fn, 'b', b);
  requireProbability(fn, 'probability', probability);
  const lower = side === 'lower';
  if (probability === 0) return lower ? 0 : 1;
  if (probability === 1) return lower ? 1 : 0;
  return logistic(logitPoint(fn, a, b, probability, side));
}

/**
 * The x in [0, 1] with I_x(a, b) = p: quantile of Beta(a, b). a, b > 0, p in [0, 1]; A&S (1964), 26.5. Throws
 * SPECIAL_DOMAIN outside that domain, SPECIAL_NO_CONVERGENCE for a shape below 1e-117 or above 1e155.
 */
export function betaPInverse(a: number, b: number, p: number): number {
  return invert('betaPInverse', a, b, p, 'lower');
}

/**
 * The x in [0, 1] with 1 - I_x(a, b) = q: upper quantile of Beta(a, b). a, b > 0, q in [0, 1]; A&S (1964),
 * 26.5. Errors as `betaPInverse`.
 */
export function betaQInverse(a: number, b: number, q: number): number {
  return invert('betaQInverse', a, b, q, 'upper');
}

/**
 * P(T > t) for Student's t with `degrees` > 0 (Infinity allowed: the normal). t any number; A&S (1964), 26.7.
 * Throws SPECIAL_DOMAIN for a t that is not a number or degrees of 0 or less.
 */
export function studentSurvival(t: number, degrees: number): number {
  requireNumber('studentSurvival', 't', t);
  if (degrees === Infinity) return normalCdf(-t);
  requirePositive('studentSurvival', 'degrees', degrees);
  if (t < 0) return 1 - studentSurvival(-t, degrees);
  if (t === Infinity) return 0;
  const square = t * t;
  if (square > 1e290) {
    // The square is about to overflow; only the leading power of the tail is left.
    const logTail = (degrees / 2) * (Math.log(degrees) - 2 * Math.log(t));
    return 0.5 * Math.exp(logTail - Math.log(degrees / 2) - logBeta(degrees / 2, 0.5));
  }
  const total = degrees + square;
  return 0.5 * Math.exp(logBetaTails(degrees / 2, 0.5, degrees / total, square / total)[0]);
}

/**
 * P(T <= t) for Student's t with `degrees` > 0 (Infinity allowed: the normal). t any number; A&S (1964),
 * 26.7. Errors as `studentSurvival`.
 */
export function studentCdf(t: number, degrees: number): number {
  return studentSurvival(-t, degrees);
}

/**
 * The t with P(T > t) = q for Student's t; q in [0, 1], Infinity at 0, -Infinity at 1; `degrees` > 0
 * (Infinity allowed). A&S (1964), 26.7. Throws SPECIAL_DOMAIN outside that domain, and as `betaPInverse` for
 * the shape degrees / 2.
 */
export function studentUpperQuantile(q: number, degrees: number): number {
  requireProbability('studentUpperQuantile', 'q', q);
  if (degrees === Infinity) return -normalQuantile(q);
  requirePositive('studentUpperQuantile', 'degrees', degrees);
  if (q === 0) return Infinity;
  if (q === 1) return -Infinity;
  if (q === 0.5) return 0;
  if (q > 0.5) return -studentUpperQuantile(1 - q, degrees);
  const logit = logitPoint('studentUpperQuantile', degrees / 2, 0.5, 2 * q, 'lower');
  return Math.sqrt(degrees) * Math.exp(-logit / 2);
}

/**
 * The t with P(T <= t) = p for Student's t; p in [0, 1], -Infinity at 0, Infinity at 1; `degrees` > 0
 * (Infinity allowed). A&S (1964), 26.7. Errors as `studentUpperQuantile`.
 */
export function studentQuantile(p: number, degrees: number): number {
  requireProbability('studentQuantile', 'p', p);
  return p < 0.5 ? -studentUpperQuantile(p, degrees) : studentUpperQuantile(1 - p, degrees);
}

/**
 * log density of Student's t with finite `degrees` > 0 at any number t. A&S (1964), 26.7. Throws
 * SPECIAL_DOMAIN for other degrees.
 */
export function logStudentDensity(t: number, degrees: number): number {
  requirePositive('logStudentDensity', 'degrees', degrees);
  return (
    -logBeta(degrees / 2, 0.5) -
    0.5 * Math.log(degrees) -
    ((degrees + 1) / 2) * log1pexp(2 * Math.log(Math.abs(t)) - Math.log(degrees))
  );
}

/** Both log tails of F at a finite x; where d1 x overflows, the shares come from d2 / (d1 x). */
function fTails(x: number, d1: number, d2: number): [logLower: number, logUpper: number] {
  const total = d1 * x + d2;
  if (total < Infinity) return logBetaTails(d1 / 2, d2 / 2, (d1 * x) / total, d2 / total);
  const odds = d2 / d1 / x;
  return logBetaTails(d1 / 2, d2 / 2, 1 / (1 + odds), odds / (1 + odds));
}

/**
 * P(F <= x) for F with d1, d2 > 0 degrees of freedom. x >= 0; A&S (1964), 26.6.2. Throws SPECIAL_DOMAIN
 * outside that domain, and as `betaP` for the shapes d1 / 2 and d2 / 2.
 */
export function fCdf(x: number, d1: number, d2: number): number {
  requireNonNegative('fCdf', 'x', x);
  requirePositive('fCdf', 'd1', d1);
  requirePositive('fCdf', 'd2', d2);
  if (x === Infinity) return 1;
  return Math.exp(fTails(x, d1, d2)[0]);
}

/** P(F > x): the p-value of an F statistic. x >= 0, d1, d2 > 0; A&S (1964), 26.6.2. Errors as `fCdf`. */
export function fSurvival(x: number, d1: number, d2: number): number {
  requireNonNegative('fSurvival', 'x', x);
  requirePositive('fSurvival', 'd1', d1);
  requirePositive('fSurvival', 'd2', d2);
  if (x === Infinity) return 0;
  return Math.exp(fTails(x, d1, d2)[1]);
}

/**
 * The x with P(F <= x) = p: 0 at p = 0, Infinity at 1. p in [0, 1], d1, d2 > 0; A&S (1964), 26.6. Throws
 * SPECIAL_DOMAIN outside that domain, and as `betaPInverse` for the shapes d1 / 2 and d2 / 2.
 */
export function fQuantile(p: number, d1: number, d2: number): number {
  requireProbability('fQuantile', 'p', p);
  requirePositive('fQuantile', 'd1', d1);
  requirePositive('fQuantile', 'd2', d2);
  if (p === 0) return 0;
  if (p === 1) return Infinity;
  return (d2 / d1) * Math.exp(logitPoint('fQuantile', d1 / 2, d2 / 2, p, 'lower'));
}
