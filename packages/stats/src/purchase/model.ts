import type { Objective } from '../optimise/types.js';
import type { PurchaseHistory } from './histories.js';
import type { PurchaseRows } from './rows.js';

export type PurchaseModelId = 'pareto-nbd' | 'bg-nbd' | 'mbg-nbd';

/**
 * The four parameters of a model in the order of its `parameterNames`: r, alpha, s, beta (Pareto/NBD) or
 * r, alpha, a, b (BG/NBD, MBG/NBD). alpha and beta are times in the unit of the data; the rest are pure.
 */
export type PurchaseParameters = readonly [number, number, number, number];

/**
 * One model of repeat buying. All times are bare numbers in the unit of alpha, at least 0; the typed layer
 * above (`fitPurchases` and its results) guards the units. Its methods throw PURCHASE_PARAMETER,
 * PURCHASE_HISTORY (a history that cannot be) and PURCHASE_OPTION (a time or a count out of range);
 * `discountedPurchases` also PURCHASE_UNBOUNDED, at rate 0 where the expectation is infinite.
 */
export interface PurchaseModel {
  readonly id: PurchaseModelId;
  readonly name: string;
  readonly parameterNames: readonly [string, string, string, string];
  /** Power of the time unit each parameter carries: 1 for alpha and beta, else 0. */
  readonly timePowers: readonly [number, number, number, number];
  /**
   * Minus the summed log-likelihood of the rows in scaled time, at the logs of the parameters, with its
   * gradient in the same logs; `counts` replaces the rows' own counts (bootstrap).
   */
  objective(rows: PurchaseRows, counts?: Float64Array): Objective;
  /** Log-likelihood of one customer. */
  logLikelihood(parameters: PurchaseParameters, history: PurchaseHistory): number;
  /** Probability that the customer is still a customer `later` after the cut-off (default: at it). */
  probabilityAlive(parameters: PurchaseParameters, history: PurchaseHistory, later?: number): number;
  /** Expected purchases in the next `horizon` given the history. */
  expectedPurchases(parameters: PurchaseParameters, history: PurchaseHistory, horizon: number): number;
  /** Variance of the purchases in the next `horizon` given the history. */
  purchaseVariance(parameters: PurchaseParameters, history: PurchaseHistory, horizon: number): number;
  /** Discounted expected residual purchases, all future, continuous discount `rate` per unit of time. */
  discountedPurchases(parameters: PurchaseParameters, history: PurchaseHistory, rate: number): number;
  /** Expected repeat purchases of a new customer in the first `age`. */
  expectedRepeats(parameters: PurchaseParameters, age: number): number;
  /** P(n repeats of a new customer in (from, to]) for n = 0..most. */
  repeatDistribution(parameters: PurchaseParameters, from: number, to: number, most: number): Float64Array;
  /** P(n purchases in the next `horizon` | history) for n = 0..most. */
  purchaseDistribution(
    parameters: PurchaseParameters,
    history: PurchaseHistory,
    horizon: number,
    most: number,
  ): Float64Array;
}
