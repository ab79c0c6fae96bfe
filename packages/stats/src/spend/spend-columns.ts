import { statisticsError } from '../errors.js';
import { currencyCode } from './currency.js';

/**
 * What customers spent, by column. Count orders with an amount above 0 only (in both columns), with refunds
 * netted into the order they belong to; use all orders, the first one too, unless a paper must be met.
 */
export interface SpendColumns<Currency extends string = string> {
  readonly currency: Currency;
  /** Number of orders; 0 for a customer without any. */
  readonly orders: ArrayLike<number>;
  /** Mean amount of them; ignored where orders is 0. */
  readonly meanSpend: ArrayLike<number>;
}

/** The customers that a spend model can learn from. */
export interface UsableSpend {
  readonly orders: Float64Array;
  readonly meanSpend: Float64Array;
  readonly noOrders: number;
  /** Customers with orders whose mean is 0 or negative: refunds or gifts left in the data. */
  readonly notPositive: number;
}

/** Checks the columns. Throws SPEND_CURRENCY, SPEND_SHAPE and SPEND_VALUE. */
export function checkSpend(columns: SpendColumns): void {
  currencyCode(columns.currency);
  const size = columns.orders.length;
  if (columns.meanSpend.length !== size) {
    throw statisticsError('SPEND_SHAPE', 'meanSpend', columns.meanSpend.length, size);
  }
  for (let i = 0; i < size; i++) {
    const orders = columns.orders[i];
    if (!Number.isInteger(orders) || orders! < 0) {
      throw statisticsError('SPEND_VALUE', 'orders', i, orders, 'pass a whole number of at least 0');
    }
    const mean = columns.meanSpend[i];
    if (orders! > 0 && !Number.isFinite(mean)) {
      throw statisticsError('SPEND_VALUE', 'meanSpend', i, mean, 'pass a finite amount');
    }
  }
}

/** Keeps customers with at least one order and a mean above 0. Throws as `checkSpend`, and SPEND_EMPTY. */
export function usableSpend(columns: SpendColumns): UsableSpend {
  checkSpend(columns);
  const orders: number[] = [];
  const meanSpend: number[] = [];
  let noOrders = 0;
  let notPositive = 0;
  for (let i = 0; i < columns.orders.length; i++) {
    if (columns.orders[i] === 0) noOrders++;
    else if (columns.meanSpend[i]! <= 0) notPositive++;
    else {
      orders.push(columns.orders[i]!);
      meanSpend.push(columns.meanSpend[i]!);
    }
  }
  if (orders.length === 0) throw statisticsError('SPEND_EMPTY');
  return {
    orders: Float64Array.from(orders),
    meanSpend: Float64Array.from(meanSpend),
    noOrders,
    notPositive,
  };
}
