/**
 * Function values at random inputs over the whole range (parameters .01 to 100, repeats to 1,000, times to
 * 10,000), computed with mpmath 1.3.0 at 30 to 900 digits, by other routes than the code under test:
 * Pareto/NBD by the hypergeometric closed forms and mpmath's expint; BG/NBD and MBG/NBD expectations and
 * variances as integrals over p (trapezoidal sum in logit p, step 1/16), discounted purchases as integrals
 * over time of 2F1, interval masses as integrals over p or the time of death with mpmath's betainc.
 * Values below the smallest double are 0.
 */
import type { PurchaseModelId } from '../../../src/purchase/index.js';

/** model, parameters, repeats, recency, age, horizon, rate; log-likelihood, P(alive), expected, variance, discounted. */
export type HistoryCase = readonly [
  PurchaseModelId,
  readonly [number, number, number, number],
  readonly [number, number, number, number, number],
  readonly [number, number, number, number, number | null],
];

/** model, parameters, from, to, n; P(n repeats in (from, to]). */
export type IntervalCase = readonly [
  PurchaseModelId,
  readonly [number, number, number, number],
  readonly [number, number, number],
  number,
];
