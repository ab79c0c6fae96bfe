import { statisticsError } from '../errors.js';
import type { Objective } from '../optimise/types.js';
import { betaPInverse } from '../special/beta-distribution.js';
import { digamma } from '../special/digamma.js';
import { lgamma } from '../special/gamma-function.js';

/**
 * p, q, v of the gamma-gamma model (Fader & Hardie 2013, note 025): each order is Gamma(p, rate nu),
 * nu ~ Gamma(q, rate v) over customers. v is an amount of money; p and q are pure numbers.
 */
export type SpendParameters = readonly [number, number, number];

/** An expected order value and what it rests on. */
export interface ExpectedSpend {
  readonly value: number;
  /**
   * 'mean': the model's expectation. 'median': the expectation is infinite (q + p orders <= 1), so the
   * median of the customer's next order stands in for it.
   */
  readonly basis: 'mean' | 'median';
}

/** Throws SPEND_PARAMETER unless p, q, v are finite and above 0. */
export function checkSpendParameters(parameters: SpendParameters): void {
  ['p', 'q', 'v'].forEach((name, i) => {
    const value = parameters[i];
    if (!(typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY)) {
      throw statisticsError('SPEND_PARAMETER', name, value);
    }
  });
}

/**
 * Log-density of the mean of `orders` orders, in nats. `orders` a count, `meanSpend` above 0 in the money of
 * v; 0 without orders. Fader & Hardie (2013), eq. 1a. Throws SPEND_PARAMETER and SPEND_OPTION.
 */
export function spendLogLikelihood(parameters: SpendParameters, orders: number, meanSpend: number): number {
  checkSpendParameters(parameters);
  checkOrders(orders);
  if (orders === 0) return 0;
  if (!(meanSpend > 0)) {
    throw statisticsError('SPEND_OPTION', 'meanSpend', meanSpend, 'pass an amount above 0');
  }
  const [p, q, v] = parameters;
  const shape = p * orders;
  const total = orders * meanSpend;
  return (
    lgamma(shape + q) -
    lgamma(shape) -
    lgamma(q) -
    shape * Math.log1p(v / total) -
    q * Math.log1p(total / v) -
    Math.log(meanSpend)
  );
}

/**
 * Expected value of a customer's orders, in the money of v, given a count of `orders` of mean `meanSpend`: p
 * (v + x m)/(p x + q - 1), the population mean p v/(q - 1) when x = 0 (or when the mean is not above 0, which
 * the model cannot hold). Never negative: where the expectation is infinite, the median of the next order is
 * given and labelled. Fader & Hardie (2013), eq. 5. Throws SPEND_PARAMETER and SPEND_OPTION.
 */
export function expectedSpend(parameters: SpendParameters, orders: number, meanSpend: number): ExpectedSpend {
  checkSpendParameters(parameters);
  checkOrders(orders);
  if (orders > 0 && !Number.isFinite(meanSpend)) {
    throw statisticsError('SPEND_OPTION', 'meanSpend', meanSpend, 'pass a finite amount');
  }
  const [p, q, v] = parameters;
  const informed = orders > 0 && meanSpend > 0;
  const shape = informed ? p * orders : 0;
  const rate = informed ? v + orders * meanSpend : v;
  const excess = shape + q - 1;
  if (excess > 0) return { value: (p * rate) / excess, basis: 'mean' };
  // The next order over `rate` is beta prime (p, shape + q); both ends of its median share keep their digits.
  const share = betaPInverse(p, shape + q, 0.5);
  const rest = betaPInverse(shape + q, p, 0.5);
  return { value: (rate * share) / rest, basis: 'median' };
}

function checkOrders(orders: number): void {
  if (!Number.isInteger(orders) || orders < 0) {
    throw statisticsError('SPEND_OPTION', 'orders', orders, 'pass a whole number of at least 0');
  }
}

/** Minus the summed log-likelihood at logs of p, q, v, with its analytic gradient. */
export function spendObjective(orders: Float64Array, meanSpend: Float64Array): Objective {
  const distinct = Float64Array.from(new Set(orders)).sort();
  const place = new Map(Array.from(distinct, (value, i) => [value, i]));
  const group = Int32Array.from(orders, (value) => place.get(value)!);
  const customers = new Float64Array(distinct.length);
  for (const i of group) customers[i]! += 1;

  return (logParameters, gradient) => {
    const p = Math.exp(logParameters[0]!);
    const q = Math.exp(logParameters[1]!);
    const v = Math.exp(logParameters[2]!);
    let total = -orders.length * lgamma(q);
    let byP = 0;
    let byQ = -orders.length * digamma(q);
    let byV = 0;
    distinct.forEach((x, i) => {
      const shape = p * x;
      const joint = digamma(shape + q);
      total += customers[i]! * (lgamma(shape + q) - lgamma(shape));
      byP += customers[i]! * x * (joint - digamma(shape));
      byQ += customers[i]! * joint;
    });
    for (let i = 0; i < orders.length; i++) {
      const x = orders[i]!;
      const spent = x * meanSpend[i]!;
      const rest = Math.log1p(v / spent);
      const own = Math.log1p(spent / v);
      total -= p * x * rest + q * own + Math.log(meanSpend[i]!);
      byP -= x * rest;
      byQ -= own;
      byV += (q * spent) / v / (spent + v) - (p * x) / (spent + v);
    }
    gradient[0] = -p * byP;
    gradient[1] = -q * byQ;
    gradient[2] = -v * byV;
    return -total;
  };
}
