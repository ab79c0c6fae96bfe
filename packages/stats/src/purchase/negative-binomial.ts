import { logRising } from '../special/beta-function.js';
import { lgamma } from '../special/gamma-function.js';
import { betaP } from '../special/incomplete-beta.js';

/**
 * Adds `weight` P(N = n) to out[n], n = 0.., for N negative binomial: a Poisson count over `time` with
 * rate ~ Gamma(shape, rate alpha). Runs the upward recurrence from the first n whose mass is not below
 * 1e-300, so that a large mean does not underflow everything at n = 0.
 */
export function addNegativeBinomial(
  shape: number,
  alpha: number,
  time: number,
  weight: number,
  out: Float64Array,
): void {
  const ratio = time / (alpha + time);
  let logMass = -shape * Math.log1p(time / alpha);
  let n = 0;
  if (logMass < -690) {
    n = firstVisible(shape, logMass, Math.log(ratio), out.length);
    if (n === out.length) return;
    logMass += logRising(shape, n) - lgamma(n + 1) + n * Math.log(ratio);
  }
  let mass = weight * Math.exp(logMass);
  for (; n < out.length; n++) {
    out[n]! += mass;
    mass *= ((shape + n) / (n + 1)) * ratio;
  }
}

/** Smallest n below `limit` with log mass above -690, by bisection on the rising side; `limit` when none. */
function firstVisible(shape: number, logNone: number, logRatio: number, limit: number): number {
  const logMass = (n: number) => logNone + logRising(shape, n) - lgamma(n + 1) + n * logRatio;
  const mode = Math.max(0, Math.floor(((shape - 1) * Math.exp(logRatio)) / -Math.expm1(logRatio)));
  let high = Math.min(limit - 1, mode);
  if (logMass(high) < -690) return limit;
  let low = 0;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (logMass(middle) < -690) low = middle;
    else high = middle;
  }
  return high;
}

/**
 * P(N = n) and P(N >= n) for n = 0..most, relative accuracy kept in the upper tail: the tail at most + 1 is
 * an incomplete beta function, and the rest is summed downwards from it.
 */
export function negativeBinomial(
  shape: number,
  alpha: number,
  time: number,
  most: number,
): { mass: Float64Array; atLeast: Float64Array } {
  const mass = new Float64Array(most + 1);
  const atLeast = new Float64Array(most + 1);
  if (time === 0) {
    mass[0] = 1;
    atLeast[0] = 1;
    return { mass, atLeast };
  }
  addNegativeBinomial(shape, alpha, time, 1, mass);
  let tail = betaP(most + 1, shape, time / (alpha + time));
  for (let n = most; n >= 0; n--) {
    tail = Math.min(1, tail + mass[n]!);
    atLeast[n] = tail;
  }
  return { mass, atLeast };
}
