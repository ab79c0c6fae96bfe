import { requirePositive } from './domain.js';

/** log(sqrt(2 pi)). */
export const LOG_SQRT_TWO_PI = 0.9189385332046727;

/** Euler's constant. */
export const EULER_GAMMA = 0.5772156649015329;

// (-1)^k (zeta(k) - 1) / k for k = 2, 3, ... (Abramowitz & Stegun 1964, 6.1.33).
const NEAR_TWO = [
  0.3224670334241132, -0.0673523010531981, 0.020580808427784546, -0.007385551028673986, 0.0028905103307415234,
  -0.001192753911703261, 0.0005096695247430425, -0.00022315475845357939, 9.945751278180853e-5,
  -4.492623673813314e-5, 2.050721277567069e-5, -9.439488275268397e-6, 4.374866789907488e-6,
  -2.039215753801366e-6, 9.55141213040742e-7, -4.492469198764566e-7, 2.1207184805554665e-7,
  -1.00432248239681e-7, 4.7698101693639804e-8, -2.2711094608943164e-8, 1.0838659214896955e-8,
  -5.183475041970047e-9, 2.4836745438024785e-9, -1.1921401405860914e-9, 5.731367241678862e-10,
  -2.7595228851242334e-10, 1.330476437424449e-10, -6.4229645638381e-11,
] as const;

// Bernoulli(2k) / (2k (2k-1)): Stirling's series (A&S 6.1.41).
const STIRLING = [
  1 / 12,
  -1 / 360,
  1 / 1260,
  -1 / 1680,
  1 / 1188,
  -691 / 360360,
  1 / 156,
  -3617 / 122400,
  43867 / 244188,
] as const;

/** log Gamma(2 + z) for |z| <= 1/2, with full relative accuracy as z goes to 0. */
function logGammaNearTwo(z: number): number {
  let sum = 0;
  for (let k = NEAR_TWO.length - 1; k >= 0; k--) sum = sum * z + (NEAR_TWO[k] as number);
  return z * (0.42278433509846713 + z * sum);
}

/** The tail of Stirling's series: log Gamma(x) - ((x - 1/2) log x - x + log sqrt(2 pi)), for x >= 10. */
function stirlingTail(x: number): number {
  const inverse = 1 / x;
  const square = inverse * inverse;
  let sum = 0;
  for (let k = STIRLING.length - 1; k >= 0; k--) sum = sum * square + (STIRLING[k] as number);
  return sum * inverse;
}

/**
 * Natural log of the gamma function for finite x > 0. Relative error below 4e-15, also beside the zeros at 1
 * and 2. Zeta series around 2 (Abramowitz & Stegun 1964, 6.1.33), recurrence, Stirling from 10 up. Throws
 * SPECIAL_DOMAIN.
 */
export function lgamma(x: number): number {
  requirePositive('lgamma', 'x', x);
  if (x >= 10) return (x - 0.5) * Math.log(x) - x + LOG_SQRT_TWO_PI + stirlingTail(x);
  if (x < 0.5) return logGammaNearTwo(x) - Math.log1p(x) - Math.log(x);
  if (x < 1.5) return logGammaNearTwo(x - 1) - Math.log1p(x - 1);
  if (x <= 2.5) return logGammaNearTwo(x - 2);
  let product = 1;
  let y = x;
  while (y > 2.5) {
    y -= 1;
    product *= y;
  }
  return Math.log(product) + logGammaNearTwo(y - 2);
}

/**
 * log Gamma(x) - ((x - 1/2) log x - x + log sqrt(2 pi)) for x > 0: what Stirling's leading term misses.
 * Between 0 and 1/(12 x) for x >= 1. A&S (1964), 6.1.41. Throws SPECIAL_DOMAIN.
 */
export function stirlingCorrection(x: number): number {
  requirePositive('stirlingCorrection', 'x', x);
  if (x >= 10) return stirlingTail(x);
  // Shifting up by delta(x) = delta(x+1) + (x + 1/2) log1p(1/x) - 1 keeps the result free of large cancellations.
  let y = x;
  let sum = 0;
  while (y < 10) {
    sum += (y + 0.5) * Math.log1p(1 / y) - 1;
    y += 1;
  }
  return sum + stirlingTail(y);
}

/**
 * The gamma function for 0 < x <= 171.6; Infinity above. A&S (1964), 6.1.1. Throws SPECIAL_DOMAIN unless x is
 * finite and above 0.
 */
export function gamma(x: number): number {
  requirePositive('gamma', 'x', x);
  if (x <= 20 && Number.isInteger(x)) {
    let product = 1;
    for (let k = 2; k < x; k++) product *= k;
    return product;
  }
  if (x > 171.7) return Infinity;
  if (x < 12) return Math.exp(lgamma(x));
  // sqrt(2 pi / x) (x/e)^x e^delta; the power is split so that it does not overflow before e^-x brings it back.
  const half = x ** (0.5 * (x - 0.5));
  return half * Math.exp(LOG_SQRT_TWO_PI + stirlingTail(x) - x) * half;
}
