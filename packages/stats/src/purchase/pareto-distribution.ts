import { logistic } from '../special/log-space.js';
import type { PurchaseParameters } from './model.js';
import { addNegativeBinomial } from './negative-binomial.js';

/**
 * P(n purchases in (from, to]) for n = 0..most of a customer alive at 0 with lambda ~ Gamma(r, alpha),
 * mu ~ Gamma(s, beta): alive to the end, or dead at some time inside (integrated), or dead before.
 * (BTYD's pnbd.pmf.General is wrong for from > 0: its masses do not sum to one.)
 */
export function paretoInterval(
  parameters: PurchaseParameters,
  from: number,
  to: number,
  most: number,
): Float64Array {
  const out = paretoCounts(parameters, from, to, most);
  out[0]! += -Math.expm1(-parameters[2] * Math.log1p(from / parameters[3]));
  return out;
}

/** As `paretoInterval`, without the mass of those dead before `from`. */
export function paretoCounts(
  [r, alpha, s, beta]: PurchaseParameters,
  from: number,
  to: number,
  most: number,
): Float64Array {
  const out = new Float64Array(most + 1);
  const length = to - from;
  const atEnd = Math.exp(-s * Math.log1p(to / beta));
  if (length === 0) {
    out[0] = atEnd;
    return out;
  }
  addNegativeBinomial(r, alpha, length, atEnd, out);
  // Death at from + length p, p = logistic(y): the trapezoidal sum in y converges exponentially.
  const step = 0.25 / Math.sqrt(1 + Math.max(r, s) / 20);
  const low = -38 - Math.log1p((r * length) / alpha) - Math.log1p(((s + 1) * length) / (beta + from));
  const high = 38 + Math.log1p(most);
  for (let y = low; y < high; y += step) {
    const p = logistic(y);
    const time = length * p;
    const death = Math.exp(-s * Math.log1p((from + time) / beta)) * (s / (beta + from + time));
    addNegativeBinomial(r, alpha, time, death * step * time * logistic(-y), out);
  }
  return out;
}
