import { statisticsError } from '../errors.js';

/** One order. All orders count, the first included. */
export interface RfmOrder {
  readonly customer: string;
  /** Day number (days since 1970-01-01 in the organisation's zone). */
  readonly day: number;
  /** Value in one currency. */
  readonly amount: number;
}

/** A customer at the scoring date. */
export interface RfmCustomer {
  readonly customer: string;
  /** Days from the last order to the scoring date, >= 0. */
  readonly recencyDays: number;
  /** Orders so far, >= 1. */
  readonly frequency: number;
  /** Total value of the orders so far; refunds may make it negative. */
  readonly monetary: number;
}

/**
 * Adds up orders per customer as of a day (a day number, as those of the orders), one row a customer, in
 * order of first appearance; money to 12 digits. Only orders up to and including `asOf` may be given: a later
 * one would leak the future into the segment.
 *
 * Throws RFM_EMPTY, RFM_BAD_DATE, RFM_ORDER_AFTER_DATE or RFM_BAD_VALUE.
 */
export function rfmCustomers(orders: readonly RfmOrder[], asOf: number): RfmCustomer[] {
  if (orders.length === 0) throw statisticsError('RFM_EMPTY', 'orders');
  if (!Number.isFinite(asOf)) throw statisticsError('RFM_BAD_DATE', asOf);
  const found = new Map<string, { last: number; frequency: number; monetary: number }>();
  for (const { customer, day, amount } of orders) {
    if (!Number.isFinite(day))
      throw statisticsError('RFM_BAD_VALUE', 'day', customer, day, 'pass a day number');
    if (!Number.isFinite(amount)) {
      throw statisticsError('RFM_BAD_VALUE', 'amount', customer, amount, 'pass a number in one currency');
    }
    if (day > asOf) throw statisticsError('RFM_ORDER_AFTER_DATE', customer, day, asOf);
    const sum = found.get(customer) ?? { last: day, frequency: 0, monetary: 0 };
    sum.last = Math.max(sum.last, day);
    sum.frequency++;
    sum.monetary += amount;
    found.set(customer, sum);
  }
  return [...found].map(([customer, { last, frequency, monetary }]) => ({
    customer,
    recencyDays: asOf - last,
    frequency,
    // Twelve digits: sums of the same amounts in another order differ in the sixteenth and would no longer be equal.
    monetary: Number(monetary.toPrecision(12)),
  }));
}

/** Throws RFM_EMPTY, RFM_DUPLICATE_CUSTOMER or RFM_BAD_VALUE. */
export function checkCustomers(customers: readonly RfmCustomer[]): void {
  if (customers.length === 0) throw statisticsError('RFM_EMPTY', 'customers');
  const seen = new Set<string>();
  for (const { customer, recencyDays, frequency, monetary } of customers) {
    if (seen.has(customer)) throw statisticsError('RFM_DUPLICATE_CUSTOMER', customer);
    seen.add(customer);
    if (!(recencyDays >= 0 && Number.isFinite(recencyDays))) {
      throw statisticsError('RFM_BAD_VALUE', 'recency', customer, recencyDays, 'pass days of at least 0');
    }
    if (!(Number.isInteger(frequency) && frequency >= 1)) {
      const remedy = 'pass a whole number of orders of at least 1 (leave out customers who never ordered)';
      throw statisticsError('RFM_BAD_VALUE', 'frequency', customer, frequency, remedy);
    }
    if (!Number.isFinite(monetary)) {
      throw statisticsError(
        'RFM_BAD_VALUE',
        'monetary value',
        customer,
        monetary,
        'pass a number in one currency',
      );
    }
  }
}
