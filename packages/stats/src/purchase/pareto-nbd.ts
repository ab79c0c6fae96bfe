import { statisticsError } from '../errors.js';
import { logRising } from '../special/beta-function.js';
import { exponentialIntegralScaled } from '../special/exponential-integral.js';
import { logHypergeometricUnit } from '../special/hypergeometric.js';
import { log1mexp, log1pexp, logistic } from '../special/log-space.js';
import { checkAmount, checkHistory, checkMost, checkParameters, checkSpan } from './check.js';
import type { PurchaseHistory } from './histories.js';
import type { PurchaseModel, PurchaseParameters } from './model.js';
import { paretoObjective } from './pareto-likelihood.js';
import { paretoCounts, paretoInterval } from './pareto-distribution.js';
import { phi } from './phi.js';

const NAME = 'Pareto/NBD';
const NAMES = ['r', 'alpha', 's', 'beta'] as const;

function check(parameters: PurchaseParameters, history?: PurchaseHistory): void {
  checkParameters(NAME, NAMES, parameters);
  if (history !== undefined) checkHistory(NAME, history);
}

/**
 * log of P(dead at the cut-off) / P(alive at it): log of s J / exp(A) with J the integral over the time of
 * death in (recency, age]. J is a difference of one function at two times (Fader & Hardie 2005, "A note on
 * deriving the Pareto/NBD model"), here after one Euler transformation, so that both values are positive
 * series, and the powers in the difference are joined before they can cancel.
 */
function logOddsDead([r, alpha, s, beta]: PurchaseParameters, history: PurchaseHistory): number {
  const { repeats, recency, age } = history;
  if (age === recency) return Number.NEGATIVE_INFINITY;
  const w = r + s + repeats;
  const overAlpha = Math.log1p((age - recency) / (alpha + recency));
  const overBeta = Math.log1p((age - recency) / (beta + recency));
  const wide = Math.max(alpha, beta);
  const gap = Math.abs(alpha - beta);
  const first = alpha >= beta ? r + repeats : s + 1;
  const early = logHypergeometricUnit(first, w + 1, gap / (wide + recency));
  const late = logHypergeometricUnit(first, w + 1, gap / (wide + age));
  if (alpha >= beta) {
    const fall = s * overBeta + (r + repeats) * overAlpha + (early - late);
    return Math.log(s / w) + late + fall + log1mexp(-fall);
  }
  const fall = (s + 1) * overBeta + (r + repeats - 1) * overAlpha + (early - late);
  return Math.log(s / w) + Math.log((alpha + age) / (beta + age)) + late + fall + log1mexp(-fall);
}

/** The factor of the next purchases while alive: posterior mean rate times the scale of the lifetime. */
function liveRate([r, alpha, , beta]: PurchaseParameters, { repeats, age }: PurchaseHistory): number {
  return ((r + repeats) * (beta + age)) / (alpha + age);
}

/**
 * Pareto/NBD (Schmittlein, Morrison & Colombo 1987): purchases are Poisson with rate lambda while alive,
 * the lifetime is exponential with rate mu, lambda ~ Gamma(r, alpha), mu ~ Gamma(s, beta), independent.
 * Formulas: Fader & Hardie 2005; the holes at s = 1 and alpha = beta are removed.
 */
export const paretoNbd: PurchaseModel = Object.freeze({
  id: 'pareto-nbd' as const,
  name: NAME,
  parameterNames: NAMES,
  timePowers: [0, 1, 0, 1] as const,
  objective: paretoObjective,

  logLikelihood(parameters: PurchaseParameters, history: PurchaseHistory): number {
    check(parameters, history);
    const [r, alpha, s, beta] = parameters;
    const { repeats, age } = history;
    const alive =
      logRising(r, repeats) -
      repeats * Math.log(alpha + age) -
      r * Math.log1p(age / alpha) -
      s * Math.log1p(age / beta);
    return alive + log1pexp(logOddsDead(parameters, history));
  },

  probabilityAlive(parameters: PurchaseParameters, history: PurchaseHistory, later = 0): number {
    check(parameters, history);
    checkAmount('later', later);
    const [, , s, beta] = parameters;
    const now = logistic(-logOddsDead(parameters, history));
    return later === 0 ? now : now * Math.exp(-s * Math.log1p(later / (beta + history.age)));
  },

  expectedPurchases(parameters: PurchaseParameters, history: PurchaseHistory, horizon: number): number {
    check(parameters, history);
    checkAmount('horizon', horizon);
    const [, , s, beta] = parameters;
    const alive = logistic(-logOddsDead(parameters, history));
    return alive * liveRate(parameters, history) * phi(s - 1, Math.log1p(horizon / (beta + history.age)));
  },

  purchaseVariance(parameters: PurchaseParameters, history: PurchaseHistory, horizon: number): number {
    check(parameters, history);
    checkAmount('horizon', horizon);
    const [r, alpha, s, beta] = parameters;
    const alive = logistic(-logOddsDead(parameters, history));
    const left = Math.log1p(horizon / (beta + history.age));
    const mean = alive * liveRate(parameters, history) * phi(s - 1, left);
    // E[X(X-1)] = E[lambda^2] E[min(lifetime, horizon)^2].
    const squareRate = ((r + history.repeats) * (r + history.repeats + 1)) / (alpha + history.age) ** 2;
    const pairs = alive * squareRate * 2 * (beta + history.age) ** 2 * secondLifetime(s, left);
    return Math.max(0, pairs + mean - mean * mean);
  },

  discountedPurchases(parameters: PurchaseParameters, history: PurchaseHistory, rate: number): number {
    check(parameters, history);
    checkAmount('discount rate', rate);
    const [, , s, beta] = parameters;
    if (rate === 0 && s <= 1) throw statisticsError('PURCHASE_UNBOUNDED', NAME, 's', s);
    const alive = logistic(-logOddsDead(parameters, history));
    const left = rate === 0 ? 1 / (s - 1) : exponentialIntegralScaled(s, rate * (beta + history.age));
    return alive * liveRate(parameters, history) * left;
  },

  expectedRepeats(parameters: PurchaseParameters, age: number): number {
    check(parameters);
    checkAmount('age', age);
    const [r, alpha, s, beta] = parameters;
    return ((r * beta) / alpha) * phi(s - 1, Math.log1p(age / beta));
  },

  repeatDistribution(parameters: PurchaseParameters, from: number, to: number, most: number): Float64Array {
    check(parameters);
    checkSpan(from, to, most);
    return paretoInterval(parameters, from, to, most);
  },

  purchaseDistribution(
    parameters: PurchaseParameters,
    history: PurchaseHistory,
    horizon: number,
    most: number,
  ): Float64Array {
    check(parameters, history);
    checkAmount('horizon', horizon);
    checkMost(most);
    const [r, alpha, s, beta] = parameters;
    const { repeats, age } = history;
    const alive = logistic(-logOddsDead(parameters, history));
    const counts = paretoCounts([r + repeats, alpha + age, s, beta + age], 0, horizon, most);
    for (let n = 0; n <= most; n++) counts[n]! *= alive;
    counts[0]! += 1 - alive;
    return counts;
  },
});

/** Integral over u in (0, W - 1) of u (1 + u)^-s, W = exp(left): phi(s-2) - phi(s-1) without cancelling. */
function secondLifetime(s: number, left: number): number {
  if (left * (1 + s) > 1) return phi(s - 2, left) - phi(s - 1, left);
  // In v = log(1 + u) the integrand is exp((2-s) v) - exp((1-s) v), expanded in powers of v.
  let sum = 0;
  let high = 1;
  let low = 1;
  let power = left;
  for (let k = 1; k < 26; k++) {
    high *= (2 - s) / k;
    low *= (1 - s) / k;
    power *= left;
    sum += ((high - low) * power) / (k + 1);
  }
  return sum;
}
