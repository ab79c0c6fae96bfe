import { statisticsError } from '../errors.js';
import { logRising } from '../special/beta-function.js';
import { log1pexp, logistic } from '../special/log-space.js';
import { checkAmount, checkHistory, checkMost, checkParameters, checkSpan } from './check.js';
import { geometricCounts, geometricFuture } from './geometric-distribution.js';
import { discountedGeometric, expectedGeometric, pairsGeometric } from './geometric-expectation.js';
import { geometricObjective } from './geometric-likelihood.js';
import type { PurchaseHistory } from './histories.js';
import type { PurchaseModel, PurchaseModelId, PurchaseParameters } from './model.js';

const NAMES = ['r', 'alpha', 'a', 'b'] as const;

/**
 * The beta-geometric models: purchases are Poisson with rate lambda ~ Gamma(r, alpha); after a purchase the
 * customer leaves for good with probability p ~ Beta(a, b). BG/NBD (Fader, Hardie & Lee 2005): after repeat
 * purchases only, so that a customer without a repeat is surely alive. MBG/NBD (Batislam, Denizel &
 * Filiztekin 2007): after the first purchase too. The holes at a = 1 are removed.
 */
function geometricModel(id: PurchaseModelId, name: string, atFirst: 0 | 1): PurchaseModel {
  const check = (parameters: PurchaseParameters, history?: PurchaseHistory): void => {
    checkParameters(name, NAMES, parameters);
    if (history !== undefined) checkHistory(name, history);
  };

  /** log of P(dead) / P(alive) at the cut-off; -Infinity when the customer had no occasion to leave. */
  const logOddsDead = ([r, alpha, a, b]: PurchaseParameters, history: PurchaseHistory): number => {
    const { repeats, recency, age } = history;
    if (repeats + atFirst === 0) return Number.NEGATIVE_INFINITY;
    const silent = Math.log1p((age - recency) / (alpha + recency));
    return Math.log(a / (b + repeats + atFirst - 1)) + (r + repeats) * silent;
  };

  /** Posterior of a living customer: rate ~ Gamma(shape, rate alpha + age), p ~ Beta(a, v). */
  const living = ([r, alpha, a, b]: PurchaseParameters, { repeats, age }: PurchaseHistory) =>
    ({ shape: r + repeats, alpha: alpha + age, a, v: b + repeats + atFirst }) as const;

  const fresh = (parameters: PurchaseParameters) => {
    const state = living(parameters, { repeats: 0, recency: 0, age: 0 });
    return { state, alive: atFirst === 0 ? 1 : parameters[3] / (parameters[2] + parameters[3]) };
  };

  return Object.freeze({
    id,
    name,
    parameterNames: NAMES,
    timePowers: [0, 1, 0, 0] as const,
    objective: (rows, counts) => geometricObjective(atFirst, rows, counts),

    logLikelihood(parameters: PurchaseParameters, history: PurchaseHistory): number {
      check(parameters, history);
      const [r, alpha, a, b] = parameters;
      const { repeats, age } = history;
      const survived = logRising(b, repeats + atFirst) - logRising(a + b, repeats + atFirst);
      const alive = logRising(r, repeats) - repeats * Math.log(alpha + age) - r * Math.log1p(age / alpha);
      return alive + survived + log1pexp(logOddsDead(parameters, history));
    },

    probabilityAlive(parameters: PurchaseParameters, history: PurchaseHistory, later = 0): number {
      check(parameters, history);
      checkAmount('later', later);
      const now = logistic(-logOddsDead(parameters, history));
      if (later === 0) return now;
      return now * geometricCounts(living(parameters, history), later, later, 0).alive;
    },

    expectedPurchases(parameters: PurchaseParameters, history: PurchaseHistory, horizon: number): number {
      check(parameters, history);
      checkAmount('horizon', horizon);
      const alive = logistic(-logOddsDead(parameters, history));
      return alive * expectedGeometric(living(parameters, history), horizon);
    },

    purchaseVariance(parameters: PurchaseParameters, history: PurchaseHistory, horizon: number): number {
      check(parameters, history);
      checkAmount('horizon', horizon);
      const alive = logistic(-logOddsDead(parameters, history));
      const state = living(parameters, history);
      const mean = alive * expectedGeometric(state, horizon);
      return Math.max(0, alive * pairsGeometric(state, horizon) + mean - mean * mean);
    },

    discountedPurchases(parameters: PurchaseParameters, history: PurchaseHistory, rate: number): number {
      check(parameters, history);
      checkAmount('discount rate', rate);
      const a = parameters[2];
      if (rate === 0 && a <= 1) throw statisticsError('PURCHASE_UNBOUNDED', name, 'a', a);
      const alive = logistic(-logOddsDead(parameters, history));
      return alive * discountedGeometric(living(parameters, history), rate);
    },

    expectedRepeats(parameters: PurchaseParameters, age: number): number {
      check(parameters);
      checkAmount('age', age);
      const { state, alive } = fresh(parameters);
      return alive * expectedGeometric(state, age);
    },

    repeatDistribution(parameters: PurchaseParameters, from: number, to: number, most: number): Float64Array {
      check(parameters);
      checkSpan(from, to, most);
      const { state, alive } = fresh(parameters);
      const { counts, none } = geometricCounts(state, from, to, most);
      for (let n = 1; n <= most; n++) counts[n]! *= alive;
      counts[0] = 1 - alive + alive * none;
      return counts;
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
      const alive = logistic(-logOddsDead(parameters, history));
      const counts = geometricFuture(living(parameters, history), horizon, most);
      for (let n = 0; n <= most; n++) counts[n]! *= alive;
      counts[0]! += 1 - alive;
      return counts;
    },
  } satisfies PurchaseModel);
}

export const bgNbd: PurchaseModel = geometricModel('bg-nbd', 'BG/NBD', 0);
export const mbgNbd: PurchaseModel = geometricModel('mbg-nbd', 'MBG/NBD', 1);
