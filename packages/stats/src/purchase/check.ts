import { statisticsError } from '../errors.js';
import type { PurchaseHistory } from './histories.js';
import type { PurchaseParameters } from './model.js';

/** Throws PURCHASE_PARAMETER unless all four parameters are finite and above 0. */
export function checkParameters(
  model: string,
  names: readonly string[],
  parameters: PurchaseParameters,
): void {
  for (let i = 0; i < 4; i++) {
    const value = parameters[i];
    if (!(typeof value === 'number' && value > 0 && value < Number.POSITIVE_INFINITY)) {
      throw statisticsError('PURCHASE_PARAMETER', model, names[i] ?? String(i), value);
    }
  }
}

/** Throws PURCHASE_HISTORY unless repeats is a count and 0 <= recency <= age, recency 0 without a repeat. */
export function checkHistory(model: string, history: PurchaseHistory): void {
  const { repeats, recency, age } = history;
  if (!Number.isInteger(repeats) || repeats < 0) {
    throw statisticsError('PURCHASE_HISTORY', model, 'repeats', repeats);
  }
  if (!(recency >= 0) || !Number.isFinite(recency)) {
    throw statisticsError('PURCHASE_HISTORY', model, 'recency', recency);
  }
  if (!Number.isFinite(age) || age < recency) throw statisticsError('PURCHASE_HISTORY', model, 'age', age);
  if (repeats === 0 && recency > 0) {
    throw statisticsError('PURCHASE_HISTORY', model, 'recency without a repeat', recency);
  }
}

/** Throws PURCHASE_OPTION unless `value` is finite and at least 0. */
export function checkAmount(name: string, value: number): void {
  if (!Number.isFinite(value) || value < 0) {
    throw statisticsError('PURCHASE_OPTION', name, value, 'pass a finite number of at least 0');
  }
}

/** Throws PURCHASE_OPTION unless `value` is a whole number from 0 to a million. */
export function checkMost(value: number): void {
  if (!Number.isInteger(value) || value < 0 || value > 1e6) {
    throw statisticsError('PURCHASE_OPTION', 'most', value, 'pass a whole number from 0 to 1000000');
  }
}

/** Throws PURCHASE_OPTION unless 0 <= from <= to, both finite, and `most` passes `checkMost`. */
export function checkSpan(from: number, to: number, most: number): void {
  checkAmount('from', from);
  checkAmount('to', to);
  if (to < from) throw statisticsError('PURCHASE_OPTION', 'to', to, `pass a time of at least ${from}`);
  checkMost(most);
}
