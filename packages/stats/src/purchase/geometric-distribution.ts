import { betaP } from '../special/incomplete-beta.js';
import { log1pexp } from '../special/log-space.js';
import type { LivingCustomer } from './geometric-expectation.js';
import { addNegativeBinomial, negativeBinomial } from './negative-binomial.js';
import { betaRule } from './quadrature.js';

/**
 * P(n purchases in the next `horizon`) of a living customer, n = 0..most, closed form (Fader, Hardie & Lee
 * 2005, eq. 8): either alive after n, or left at the n-th.
 */
export function geometricFuture(customer: LivingCustomer, horizon: number, most: number): Float64Array {
  const { shape, alpha, a, v } = customer;
  const { mass, atLeast } = negativeBinomial(shape, alpha, horizon, most);
  let stayed = 1;
  for (let n = 0; n <= most; n++) {
    // stayed = E[(1-p)^n]; left at the n-th = E[p (1-p)^(n-1)].
    const left = n === 0 ? 0 : (stayed * a) / (a + v + n - 1);
    if (n > 0) stayed *= (v + n - 1) / (a + v + n - 1);
    mass[n] = stayed * mass[n]! + left * atLeast[n]!;
  }
  return mass;
}

/**
 * P(n purchases in (from, to]) of a customer living at 0, n = 1..most in `counts` (0 is left there), P(no
 * purchase) in `none`, P(alive at from) in `alive`. Given p, being alive at `from` thins the rate to
 * Gamma(shape, alpha + p from); the expectation over p is integrated. (BTYD's bgnbd.pmf.General ignores
 * the start of the interval.)
 */
export function geometricCounts(
  { shape, alpha, a, v }: LivingCustomer,
  from: number,
  to: number,
  most: number,
): { counts: Float64Array; none: number; alive: number } {
  if (from === 0) {
    const counts = geometricFuture({ shape, alpha, a, v }, to, most);
    const none = counts[0]!;
    counts[0] = 0;
    return { counts, none, alive: 1 };
  }
  const length = to - from;
  const counts = new Float64Array(most + 1);
  const fade = shape * Math.log1p(from / alpha);
  const finest = (from / alpha) * (shape + most + 1) + most;
  // Many purchases come from small p: the rule must reach where (1 - p)^n outweighs the density's own peak.
  const spread = fade + 2 + most * Math.log1p(a / v);
  const { nodes, weights, places } = betaRule(a, v, { spread, finest });
  const given = new Float64Array(most + 1);
  let none = 0;
  let alive = 0;
  for (let i = 0; i < nodes.length; i++) {
    const p = nodes[i]!;
    const weight = weights[i]!;
    const thinned = alpha + p * from;
    const logAlive = -shape * Math.log1p((p * from) / alpha);
    const atStart = weight * Math.exp(logAlive);
    alive += atStart;
    const quiet = -shape * Math.log1p(length / thinned);
    none += weight * (-Math.expm1(logAlive) + Math.exp(logAlive + quiet));
    if (most === 0 || length === 0) continue;
    given.fill(0);
    addNegativeBinomial(shape, thinned, length, 1, given);
    let atLeast = betaP(most + 1, shape, length / (thinned + length));
    const logStay = -log1pexp(places[i]!);
    for (let n = most; n >= 1; n--) {
      atLeast += given[n]!;
      const stayed = Math.exp((n - 1) * logStay);
      counts[n]! += atStart * stayed * (Math.exp(logStay) * given[n]! + p * atLeast);
    }
  }
  // The weights of the rule add up to 1 but for their last digit; a probability is none above 1.
  return { counts, none: Math.min(1, none), alive: Math.min(1, alive) };
}
