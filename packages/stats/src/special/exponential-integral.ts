import { statisticsError } from '../errors.js';
import { requireNumber, requirePositive } from './domain.js';
import { lgamma } from './gamma-function.js';

const MAX_STEPS = 1_000_000;

/** e^z E_s(z) for s in (0, 1.5] and 0 < z < 1, from the series around 0, with the pole at s = 1 removed. */
function smallArgument(s: number, z: number): number {
  const e = 1 - s;
  const logZ = Math.log(z);
  // (Gamma(1+e) z^-e - 1)/e -> -Euler - log z as e -> 0.
  const exponent = e === 0 ? 0 : lgamma(1 + e) - e * logZ;
  let sum = e === 0 ? -0.5772156649015329 - logZ : Math.expm1(exponent) / e;
  let term = 1;
  for (let k = 1; k < 200; k++) {
    term *= -z / k;
    const part = term / (e + k);
    sum -= part;
    if (Math.abs(part) < 1e-18 * Math.abs(sum)) break;
  }
  return Math.exp(z) * sum;
}

/** e^z E_s(z) by the even part of the continued fraction (A&S 1964, 5.1.22; modified Lentz), s > 0, z >= 1. */
function byFraction(s: number, z: number): number {
  let b = z + s;
  let c = 1e300;
  let d = 1 / b;
  let h = d;
  for (let j = 1; j < MAX_STEPS; j++) {
    const factor = -j * (s + j - 1);
    b += 2;
    d = 1 / (factor * d + b);
    c = b + factor / c;
    const delta = c * d;
    h *= delta;
    if (Math.abs(delta - 1) < 2.3e-16) return h;
  }
  throw statisticsError('SPECIAL_NO_CONVERGENCE', 'exponentialIntegralScaled', `s=${s}, z=${z}`, MAX_STEPS);
}

/**
 * e^z E_s(z), E_s(z) = integral from 1 to infinity of e^(-z t) t^-s dt, for s within a million of 0 and
 * finite z > 0. Relative error below 1e-13. From z = 1 up by a continued fraction; below by a series for s in
 * (0, 1.5] and the recurrence s E_{s+1} = e^-z - z E_s, which is stable upwards while z < 1 and downwards for
 * s <= 0. A&S (1964), 5.1.14 and 5.1.22. Throws SPECIAL_DOMAIN outside that domain.
 */
export function exponentialIntegralScaled(s: number, z: number): number {
  requireNumber('exponentialIntegralScaled', 's', s);
  requirePositive('exponentialIntegralScaled', 'z', z);
  if (!(Math.abs(s) <= 1e6)) {
    throw statisticsError(
      'SPECIAL_DOMAIN',
      'exponentialIntegralScaled',
      's',
      s,
      'pass an order within a million of 0',
    );
  }
  if (s <= 0) {
    // z E_s = e^-z - s E_{s+1}: with s <= 0 a sum of positive parts.
    const steps = Math.floor(-s) + 1;
    let order = s + steps;
    let value = exponentialIntegralScaled(order, z);
    for (let k = 0; k < steps; k++) {
      order -= 1;
      value = (1 - order * value) / z;
    }
    return value;
  }
  if (z >= 1) return byFraction(s, z);
  // Starting above 0.5 matters: near order 0 the recurrence would divide a cancelled difference by the order.
  const steps = Math.max(0, Math.ceil(s - 1.5));
  let order = s - steps;
  let value = smallArgument(order, z);
  for (let k = 0; k < steps; k++) {
    value = (1 - z * value) / order;
    order += 1;
  }
  return value;
}
