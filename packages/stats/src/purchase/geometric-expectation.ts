import { logistic } from '../special/log-space.js';
import { betaRule, gammaRule } from './quadrature.js';

/** A customer known to be alive: rate ~ Gamma(shape, rate alpha), chance to leave at a purchase p ~ Beta(a, v). */
export interface LivingCustomer {
  readonly shape: number;
  readonly alpha: number;
  readonly a: number;
  readonly v: number;
}

/**
 * Expected purchases in the next `horizon` of a living customer: E[(1 - exp(-lambda p t)) / p].
 *
 * Euler's transformation cancels the power of the textbook form (Fader, Hardie & Lee 2005, eq. 10) and
 * leaves it finite at a = 1: with e = a - 1, c = a + v - 1, q = c - shape, l = log(1 - z),
 * -c expm1(e l)/e - exp(e l) sum of (e+1)_{j-1} (q)_j / ((c+1)_{j-1} j!) z^j. Where that cancels or its
 * series is slow, the expectation over p is integrated instead.
 */
export function expectedGeometric(customer: LivingCustomer, horizon: number): number {
  if (horizon === 0) return 0;
  const { shape, alpha, a, v } = customer;
  const z = horizon / (alpha + horizon);
  const bySeries = z <= 0.95 ? expectedSeries(shape, a, v, z) : Number.NaN;
  return Number.isNaN(bySeries) ? expectedByRule(shape, a, v, horizon / alpha) : bySeries;
}

/** NaN when cancellation would cost more than two digits. */
function expectedSeries(shape: number, a: number, v: number, z: number): number {
  const e = a - 1;
  const c = a + v - 1;
  const q = c - shape;
  const l = Math.log1p(-z);
  const direct = e === 0 ? -c * l : (-c * Math.expm1(e * l)) / e;
  let term = q * z;
  let sum = term;
  let size = Math.abs(term);
  for (let j = 1; j < 4000; j++) {
    term *= (((e + j) / (c + j)) * (q + j) * z) / (j + 1);
    sum += term;
    size += Math.abs(term);
    if (Math.abs(term) < 1e-17 * (1 - z) * size) break;
  }
  const scale = Math.exp(e * l);
  const value = direct - scale * sum;
  return Math.abs(direct) + scale * size > 100 * value ? Number.NaN : value;
}

function expectedByRule(shape: number, a: number, v: number, u: number): number {
  const { nodes, weights } = betaRule(a, v, { spread: Math.log1p(u * shape), finest: u * shape });
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) {
    const p = nodes[i]!;
    sum += (weights[i]! * -Math.expm1(-shape * Math.log1p(p * u))) / p;
  }
  return sum;
}

/**
 * E[X (X - 1)] of the purchases X of a living customer in the next `horizon`:
 * E[2 (1 - p)/p^2 (1 - exp(-m)(1 + m))], m = lambda p t.
 */
export function pairsGeometric({ shape, alpha, a, v }: LivingCustomer, horizon: number): number {
  if (horizon === 0) return 0;
  const u = horizon / alpha;
  const { nodes, weights, places } = betaRule(a, v, {
    spread: 2 * Math.log1p(u * shape),
    finest: u * (shape + 1),
  });
  let sum = 0;
  for (let i = 0; i < nodes.length; i++) {
    const p = nodes[i]!;
    sum += (weights[i]! * 2 * logistic(-places[i]!) * twoOrMore(shape, p * u)) / (p * p);
  }
  return sum;
}

/** P(N >= 2) for N negative binomial of this shape, mean shape u: 1 - (1+u)^-shape (1 + shape u/(1+u)). */
function twoOrMore(shape: number, u: number): number {
  const l = Math.log1p(u);
  if (shape * l > 0.05) return -Math.expm1(-shape * l) - Math.exp(-shape * l) * shape * (u / (1 + u));
  // Sum of the masses from 2 up: each is the one before times (shape + n)/(n + 1) u/(1 + u).
  const ratio = u / (1 + u);
  let mass = Math.exp(-shape * l) * ((shape * (shape + 1)) / 2) * ratio * ratio;
  let sum = 0;
  for (let n = 2; n < 10_000; n++) {
    sum += mass;
    mass *= ((shape + n) / (n + 1)) * ratio;
    if (mass < 1e-17 * sum) break;
  }
  return sum;
}

/**
 * Expected residual purchases of a living customer discounted at the continuous `rate` d per unit of time:
 * E[lambda / (lambda p + d)] = shape E[1 / (G p + d alpha)], G ~ Gamma(shape + 1), a double trapezoidal sum
 * of positive terms. No library offers it. d = 0 needs a > 1: E[1/p].
 */
export function discountedGeometric({ shape, alpha, a, v }: LivingCustomer, rate: number): number {
  if (rate === 0) return (a + v - 1) / (a - 1);
  const floor = rate * alpha;
  const widest = (shape + 40 + 10 * Math.sqrt(shape)) / floor;
  const reach = { spread: Math.log1p(widest), finest: widest };
  const leaving = betaRule(a, v, reach);
  const buying = gammaRule(shape + 1, { spread: reach.spread, finest: 1 / floor });
  let sum = 0;
  for (let i = 0; i < buying.nodes.length; i++) {
    const g = buying.nodes[i]!;
    let inner = 0;
    for (let j = 0; j < leaving.nodes.length; j++)
      inner += leaving.weights[j]! / (g * leaving.nodes[j]! + floor);
    sum += buying.weights[i]! * inner;
  }
  return shape * sum;
}
