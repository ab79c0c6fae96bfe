import { requireNonNegative, requirePositive, requireProbability } from './domain.js';
import { lgamma } from './gamma-function.js';
import { gammaP, gammaQ, logGammaKernel, logGammaP, logGammaQ } from './incomplete-gamma.js';
import { invertTails } from './invert-tails.js';
import { LARGE_SHAPE, largeShapeLogDensity, largeShapeTails } from './large-gamma.js';
import { normalQuantile } from './normal.js';

function invert(fn: string, a: number, probability: number, side: 'lower' | 'upper'): number {
  requirePositive(fn, 'a', a);
  requireProbability(fn, 'probability', probability);
  const lower = side === 'lower';
  if (probability === 0) return lower ? 0 : Infinity;
  if (probability === 1) return lower ? Infinity : 0;
  const z = lower ? normalQuantile(probability) : -normalQuantile(probability);
  if (a >= LARGE_SHAPE) return invertLargeShape(fn, a, probability, side, z);
  // Wilson & Hilferty 1931; below shape 1 the leading power of the lower tail starts closer.
  const cube = 1 - 1 / (9 * a) + z / (3 * Math.sqrt(a));
  const logLowerTarget = lower ? Math.log(probability) : Math.log1p(-probability);
  const start =
    a >= 1 && cube > 0.1
      ? Math.log(a) + 3 * Math.log(cube)
      : Math.min(3, (logLowerTarget + lgamma(a + 1)) / a);
  const logX = invertTails(
    fn,
    (y) => {
      const x = Math.exp(y);
      // Below the smallest double only the leading power of the lower tail is left.
      if (x < 1e-300) {
        const logLower = a * y - lgamma(a + 1);
        return { logLower, logUpper: Math.log1p(-Math.exp(logLower)), logDensity: logLower + Math.log(a) };
      }
      return { logLower: logGammaP(a, x), logUpper: logGammaQ(a, x), logDensity: logGammaKernel(a, x) };
    },
    probability,
    side,
    start,
  );
  return Math.exp(logX);
}

/**
 * In standard deviations from the mean, where neighbouring doubles of log x would lie too far apart; from the
 * first term of Cornish & Fisher (1938).
 */
function invertLargeShape(
  fn: string,
  a: number,
  probability: number,
  side: 'lower' | 'upper',
  z: number,
): number {
  const root = Math.sqrt(a);
  const t = invertTails(
    fn,
    (point) => {
      // No probability above 0 lies further out than this.
      const at = Math.max(-0.5 * root, Math.min(point, root));
      const [logLower, logUpper] = largeShapeTails(a, at / root, at);
      return { logLower, logUpper, logDensity: largeShapeLogDensity(a, at / root, at) };
    },
    probability,
    side,
    z + (z * z - 1) / (3 * root),
  );
  return a + root * t;
}

/**
 * The x with P(a, x) = p: quantile of a gamma variable of shape a > 0 and rate 1; Infinity at p = 1. p in [0,
 * 1]; A&S (1964), 26.4. Throws SPECIAL_DOMAIN outside that domain, SPECIAL_NO_CONVERGENCE for shapes below
 * 1e-100 (upper tail).
 */
export function gammaPInverse(a: number, p: number): number {
  return invert('gammaPInverse', a, p, 'lower');
}

/**
 * The x with Q(a, x) = q: upper quantile of a gamma variable of shape a > 0 and rate 1; Infinity at q = 0. q
 * in [0, 1]; A&S (1964), 26.4. Errors as `gammaPInverse`.
 */
export function gammaQInverse(a: number, q: number): number {
  return invert('gammaQInverse', a, q, 'upper');
}

/**
 * P(X <= x) for chi-square X with `degrees` > 0 degrees of freedom. x >= 0; A&S (1964), 26.4.19. Throws
 * SPECIAL_DOMAIN outside that domain.
 */
export function chiSquareCdf(x: number, degrees: number): number {
  requireNonNegative('chiSquareCdf', 'x', x);
  requirePositive('chiSquareCdf', 'degrees', degrees);
  return gammaP(degrees / 2, x / 2);
}

/**
 * P(X > x) for chi-square X with `degrees` > 0; the p-value of a chi-square statistic. x >= 0; A&S (1964),
 * 26.4.19. Errors as `chiSquareCdf`.
 */
export function chiSquareSurvival(x: number, degrees: number): number {
  requireNonNegative('chiSquareSurvival', 'x', x);
  requirePositive('chiSquareSurvival', 'degrees', degrees);
  return gammaQ(degrees / 2, x / 2);
}

/**
 * The x with P(X <= x) = p for chi-square X: 0 at p = 0, Infinity at 1. p in [0, 1], `degrees` > 0; A&S
 * (1964), 26.4. Errors as `gammaPInverse`.
 */
export function chiSquareQuantile(p: number, degrees: number): number {
  requirePositive('chiSquareQuantile', 'degrees', degrees);
  return 2 * invert('chiSquareQuantile', degrees / 2, p, 'lower');
}

/**
 * The x with P(X > x) = q for chi-square X: Infinity at q = 0, 0 at 1. q in [0, 1], `degrees` > 0; A&S
 * (1964), 26.4. Errors as `gammaPInverse`.
 */
export function chiSquareUpperQuantile(q: number, degrees: number): number {
  requirePositive('chiSquareUpperQuantile', 'degrees', degrees);
  return 2 * invert('chiSquareUpperQuantile', degrees / 2, q, 'upper');
}
