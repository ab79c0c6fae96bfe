import { statisticsError } from '../errors.js';
import { isTimeUnit, type TimeUnit } from './time-unit.js';

/** One customer's repeat purchasing, in the unit of the data it came from. */
export interface PurchaseHistory {
  /** Repeat purchase periods (x): the first purchase is not counted, purchases of one day are one. */
  readonly repeats: number;
  /** Age at the last purchase (t_x): time from the first to the last purchase, 0 when there is no repeat. */
  readonly recency: number;
  /** Age at the end of observation (T): time from the first purchase to the cut-off. */
  readonly age: number;
}

/** The checked purchase histories of many customers, by column, with the unit they are counted in. */
export interface PurchaseHistories<Unit extends TimeUnit = TimeUnit> {
  readonly unit: Unit;
  readonly customers: number;
  readonly repeats: Float64Array;
  readonly recency: Float64Array;
  readonly age: Float64Array;
  /** Ticks a unit (7: whole days counted in weeks) when every time is a whole number of ticks; else null. */
  readonly ticksPerUnit: number | null;
}

/** Columns as a caller has them. */
export interface PurchaseColumns<Unit extends TimeUnit> {
  readonly unit: Unit;
  readonly repeats: ArrayLike<number>;
  readonly recency: ArrayLike<number>;
  readonly age: ArrayLike<number>;
  /** State it when it is known (7 for weeks counted from days); found from the values when left out. */
  readonly ticksPerUnit?: number;
}

/** Resolutions that data come in: whole units, days in weeks, decimals, hours in days or weeks, minutes. */
const RESOLUTIONS = [1, 7, 10, 24, 100, 168, 1000, 1440, 10000, 10080];

/** Beyond this many ticks a tick is finer than the rounding of the number that carries it. */
const MOST_TICKS = 2 ** 40;

/**
 * Checks purchase histories, one value of each column a customer, and finds their resolution, so that equal
 * histories can be counted together on whole numbers, never on floats.
 *
 * Throws PURCHASE_EMPTY, PURCHASE_SHAPE, PURCHASE_UNIT_NAME, PURCHASE_VALUE (negative or not finite, a repeat
 * count that is not whole, recency above 0 without a repeat, a repeat at age 0), PURCHASE_ORDER (recency >
 * age), PURCHASE_OPTION (ticksPerUnit) and PURCHASE_RESOLUTION. Notation of Fader, Hardie & Lee (2005): x,
 * t_x, T.
 */
export function purchaseHistories<Unit extends TimeUnit>(
  columns: PurchaseColumns<Unit>,
): PurchaseHistories<Unit> {
  if (!isTimeUnit(columns.unit)) throw statisticsError('PURCHASE_UNIT_NAME', columns.unit);
  const customers = columns.repeats.length;
  if (customers === 0) throw statisticsError('PURCHASE_EMPTY', 'describe');
  for (const name of ['recency', 'age'] as const) {
    if (columns[name].length !== customers) {
      throw statisticsError('PURCHASE_SHAPE', name, columns[name].length, customers);
    }
  }
  const repeats = Float64Array.from(columns.repeats);
  const recency = Float64Array.from(columns.recency);
  const age = Float64Array.from(columns.age);
  for (let i = 0; i < customers; i++) checkHistory(i, repeats[i]!, recency[i]!, age[i]!);
  const ticksPerUnit = resolution(recency, age, columns.ticksPerUnit);
  return Object.freeze({ unit: columns.unit, customers, repeats, recency, age, ticksPerUnit });
}

function checkHistory(index: number, repeats: number, recency: number, age: number): void {
  if (!Number.isInteger(repeats) || repeats < 0) {
    throw statisticsError('PURCHASE_VALUE', 'repeats', index, repeats, 'pass a whole number of at least 0');
  }
  if (!Number.isFinite(recency) || recency < 0) {
    throw statisticsError('PURCHASE_VALUE', 'recency', index, recency, 'pass a finite time of at least 0');
  }
  if (!Number.isFinite(age) || age < 0) {
    throw statisticsError('PURCHASE_VALUE', 'age', index, age, 'pass a finite time of at least 0');
  }
  if (recency > age) throw statisticsError('PURCHASE_ORDER', index, recency, age);
  if (repeats === 0 && recency > 0) {
    const remedy = 'a customer without a repeat has recency 0 (recency is the age at the last purchase)';
    throw statisticsError('PURCHASE_VALUE', 'recency', index, recency, remedy);
  }
  if (repeats > 0 && recency === 0) {
    const remedy = 'a repeat lies after the first purchase: merge the purchases of one day into one';
    throw statisticsError('PURCHASE_VALUE', 'recency', index, recency, remedy);
  }
}

/** Distance of `value * ticks` from a whole number, against what rounding to 15 digits can cause. */
function isWhole(value: number, ticks: number): boolean {
  const scaled = value * ticks;
  return scaled < MOST_TICKS && Math.abs(scaled - Math.round(scaled)) <= 1e-12 * Math.max(1, scaled);
}

function resolution(recency: Float64Array, age: Float64Array, stated: number | undefined): number | null {
  if (stated === undefined) {
    const fits = (ticks: number) =>
      recency.every((value) => isWhole(value, ticks)) && age.every((value) => isWhole(value, ticks));
    return RESOLUTIONS.find(fits) ?? null;
  }
  if (!Number.isInteger(stated) || stated < 1) {
    throw statisticsError('PURCHASE_OPTION', 'ticksPerUnit', stated, 'pass a whole number of at least 1');
  }
  for (const [name, values] of [
    ['recency', recency],
    ['age', age],
  ] as const) {
    const index = values.findIndex((value) => !isWhole(value, stated));
    if (index >= 0) throw statisticsError('PURCHASE_RESOLUTION', name, index, values[index]!, stated);
  }
  return stated;
}

/**
 * The history of one customer, numbered from 0, times in the unit of the histories. Throws PURCHASE_OPTION
 * for a number that no customer has.
 */
export function historyOf(histories: PurchaseHistories, customer: number): PurchaseHistory {
  if (!Number.isInteger(customer) || customer < 0 || customer >= histories.customers) {
    const remedy = `pass a whole number from 0 to ${histories.customers - 1}`;
    throw statisticsError('PURCHASE_OPTION', 'customer', customer, remedy);
  }
  return {
    repeats: histories.repeats[customer]!,
    recency: histories.recency[customer]!,
    age: histories.age[customer]!,
  };
}
