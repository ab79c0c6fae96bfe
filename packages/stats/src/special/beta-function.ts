import { requireNonNegative, requireNumber, requirePositive } from './domain.js';
import { LOG_SQRT_TWO_PI, lgamma, stirlingCorrection } from './gamma-function.js';

/**
 * log B(a, b) = log Gamma(a) + log Gamma(b) - log Gamma(a + b) for finite a, b > 0, without the loss that the
 * plain difference suffers when one of them is large (Didonato & Morris 1992, section 2). Throws
 * SPECIAL_DOMAIN outside that domain.
 */
export function logBeta(a: number, b: number): number {
  requirePositive('logBeta', 'a', a);
  requirePositive('logBeta', 'b', b);
  const small = Math.min(a, b);
  const large = Math.max(a, b);
  if (large < 10) return lgamma(small) + lgamma(large) - lgamma(a + b);
  const ratio = small / large;
  if (small < 10) {
    return lgamma(small) - logRatioOfGammas(large, small);
  }
  const correction = stirlingCorrection(small) + stirlingCorrection(large) - stirlingCorrection(a + b);
  return (
    LOG_SQRT_TWO_PI -
    0.5 * Math.log(large) +
    correction +
    (small - 0.5) * Math.log(ratio / (1 + ratio)) -
    large * Math.log1p(ratio)
  );
}

/** log Gamma(a + x) - log Gamma(a) for a >= 10 and x >= 0, by the difference of two Stirling forms. */
function logRatioOfGammas(a: number, x: number): number {
  return (
    (a - 0.5) * Math.log1p(x / a) +
    x * Math.log(a + x) -
    x +
    stirlingCorrection(a + x) -
    stirlingCorrection(a)
  );
}

/**
 * log of the rising factorial, log Gamma(a + x) - log Gamma(a), for finite a > 0 and x >= 0 (x need not be
 * whole). Stays accurate where a is large beside x. A&S (1964), 6.1.22. Throws SPECIAL_DOMAIN outside that
 * domain.
 */
export function logRising(a: number, x: number): number {
  requirePositive('logRising', 'a', a);
  requireNonNegative('logRising', 'x', x);
  if (x === 0) return 0;
  if (a >= 10) return logRatioOfGammas(a, x);
  if (x <= 30 && Number.isInteger(x)) {
    let product = 1;
    for (let j = 0; j < x; j++) product *= a + j;
    if (product < 1e300) return Math.log(product);
  }
  // Shifted up to where Stirling's difference holds: a plain difference loses every digit of a small x.
  const shift = Math.ceil(10 - a);
  let sum = 0;
  for (let j = 0; j < shift; j++) sum += Math.log1p(x / (a + j));
  return logRatioOfGammas(a + shift, x) - sum;
}

/**
 * log of the binomial coefficient n over k for finite n >= 0; -Infinity for k outside [0, n]. Neither need be
 * whole. A&S (1964), 6.1.21. Throws SPECIAL_DOMAIN for another n, and
 * for a k that is not a number.
 */
export function logChoose(n: number, k: number): number {
  requireNonNegative('logChoose', 'n', n);
  requireNumber('logChoose', 'k', k);
  if (!(k >= 0 && k <= n)) return -Infinity;
  if (k === 0 || k === n) return 0;
  return -Math.log1p(n) - logBeta(k + 1, n - k + 1);
}
