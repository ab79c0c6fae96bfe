import type { EtsSpecification } from './ets-specification.js';

/** Smoothing parameters in natural units; absent ones are 0 (phi: 1). */
export interface EtsSmoothing {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  readonly phi: number;
}

/**
 * Whether forecasts forget the distant past: all roots of the characteristic polynomial of D = F - g w' lie
 * within the unit circle (Hyndman et al. 2008, chapter 10). The polynomial is that of the reduced form (1 -
 * phi L)(1 - L^m) y = theta(L) e, m = `period` a whole number of periods a season; without a season, always
 * true.
 *
 * The usual box (0 < alpha < 1, 0 < beta < alpha, 0 < gamma < 1 - alpha, .8 <= phi <= .98) already ensures it
 * without a season; with one it does not, hence the test. Throws nothing.
 */
export function isAdmissible(spec: EtsSpecification, period: number, smoothing: EtsSmoothing): boolean {
  if (spec.season === 'N') return true;
  const { alpha, beta, gamma, phi } = smoothing;
  const middle = alpha + phi * beta - alpha * phi;
  const polynomial = new Float64Array(period + 2);
  polynomial.fill(middle);
  polynomial[0] = phi * (1 - alpha - gamma);
  polynomial[1] = middle + gamma - 1;
  polynomial[period] = alpha + phi * beta - phi;
  polynomial[period + 1] = 1;
  // Without a trend the polynomial carries a factor (z - 1) that belongs to no state.
  const reduced = spec.trend === 'N' ? divideByUnitRoot(polynomial) : polynomial;
  return rootsWithinUnitCircle(reduced);
}

/** Coefficients ascending; divides by (z - 1), dropping the (zero) remainder. */
function divideByUnitRoot(polynomial: Float64Array): Float64Array {
  const quotient = new Float64Array(polynomial.length - 1);
  let carry = 0;
  for (let power = quotient.length - 1; power >= 0; power--) {
    carry += polynomial[power + 1]!;
    quotient[power] = carry;
  }
  return quotient;
}

/** Schur-Cohn step-down recursion on ascending coefficients; the leading one must be 1. */
function rootsWithinUnitCircle(polynomial: Float64Array): boolean {
  let current = Float64Array.from(polynomial);
  for (let degree = current.length - 1; degree >= 1; degree--) {
    const reflection = current[0]! / current[degree]!;
    if (!(Math.abs(reflection) < 1 + 1e-10)) return false;
    const scale = 1 - reflection * reflection;
    if (scale <= 1e-12) return true;
    const next = new Float64Array(degree);
    for (let power = 1; power <= degree; power++) {
      next[power - 1] = (current[power]! - reflection * current[degree - power]!) / scale;
    }
    current = next;
  }
  return true;
}
