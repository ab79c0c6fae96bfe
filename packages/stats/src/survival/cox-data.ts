import { statisticsError } from '../errors.js';
import { checkLength, checkObservations } from './observations.js';
import { sortedOrder } from './sorted-order.js';
import { type GroupLabel, groupRows, orderByGroup } from './strata.js';

/**
 * Rows of a Cox regression. A subject whose covariates change over time has several rows (entry, time], each with
 * the values known at its start; only the last can have the event.
 */
export interface CoxObservations {
  /** End of each row, in one time unit, > entry. */
  readonly time: ArrayLike<number>;
  /** Whether the row ended in the event. */
  readonly event: ArrayLike<boolean | number>;
  /** Start of each row: late entry, or the start of a time-varying row. Default: at risk from the origin. */
  readonly entry?: ArrayLike<number>;
  /** Strata have their own baseline hazard and share the coefficients. */
  readonly stratum?: ArrayLike<GroupLabel>;
  /** Columns by name, one finite number per row. Names appear in results and errors. */
  readonly covariates: Readonly<Record<string, ArrayLike<number>>>;
}

/** Rows sorted by stratum, then by descending time, with standardised covariates. */
export interface CoxRows {
  readonly rows: number;
  readonly columns: number;
  readonly events: number;
  readonly names: readonly string[];
  /** Mean and (population) standard deviation of each column over the rows. */
  readonly mean: Float64Array;
  readonly scale: Float64Array;
  /** Standardised covariates, row by row in sorted order. */
  readonly x: Float64Array;
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly entry: Float64Array | null;
  /** Sorted positions by descending entry within each stratum; null without entries. */
  readonly byEntry: Uint32Array | null;
  readonly strata: readonly { readonly label: GroupLabel; readonly from: number; readonly to: number }[];
  /** Row of the input at each sorted position. */
  readonly source: Uint32Array;
}

/**
 * Validates and sorts. Throws the SURVIVAL_ errors of `checkObservations`, SURVIVAL_NO_COVARIATES,
 * SURVIVAL_BAD_VALUE, SURVIVAL_NO_EVENTS and SURVIVAL_CONSTANT_COLUMN.
 */
export function prepareCox(data: CoxObservations): CoxRows {
  const { rows, time, event, entry } = checkObservations(data);
  const names = Object.keys(data.covariates);
  const columns = names.length;
  if (columns === 0) throw statisticsError('SURVIVAL_NO_COVARIATES');
  let events = 0;
  for (let row = 0; row < rows; row++) events += event[row]!;
  if (events === 0) throw statisticsError('SURVIVAL_NO_EVENTS', rows);
  const grouping = groupRows('stratum', data.stratum, rows);
  const source = orderByGroup(sortedOrder(time).reverse(), grouping).order;

  const x = new Float64Array(rows * columns);
  const mean = new Float64Array(columns);
  const scale = new Float64Array(columns);
  names.forEach((name, column) => {
    const values = data.covariates[name]!;
    checkLength(name, values.length, rows);
    const moments = momentsOf(name, values);
    mean[column] = moments.mean;
    scale[column] = moments.scale;
    for (let i = 0; i < rows; i++) {
      x[i * columns + column] = (values[source[i]!]! - moments.mean) / moments.scale;
    }
  });

  const strata: { label: GroupLabel; from: number; to: number }[] = [];
  for (let i = 0; i < rows; ) {
    const from = i;
    const stratum = grouping.index[source[i]!]!;
    while (i < rows && grouping.index[source[i]!] === stratum) i++;
    strata.push({ label: grouping.labels[stratum]!, from, to: i });
  }
  const sortedEntry = entry === null ? null : arranged(entry, source);
  const sortedEvent = new Uint8Array(rows);
  for (let i = 0; i < rows; i++) sortedEvent[i] = event[source[i]!]!;
  return {
    rows,
    columns,
    events,
    names,
    mean,
    scale,
    x,
    time: arranged(time, source),
    event: sortedEvent,
    entry: sortedEntry,
    byEntry: sortedEntry === null ? null : entryOrder(sortedEntry, strata),
    strata,
    source,
  };
}

function momentsOf(name: string, values: ArrayLike<number>): { mean: number; scale: number } {
  const n = values.length;
  let sum = 0;
  let low = Infinity;
  let high = -Infinity;
  for (let row = 0; row < n; row++) {
    const value = values[row]!;
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw statisticsError('SURVIVAL_BAD_VALUE', name, row, value);
    }
    sum += value;
    if (value < low) low = value;
    if (value > high) high = value;
  }
  if (low === high) throw statisticsError('SURVIVAL_CONSTANT_COLUMN', name, low);
  const mean = sum / n;
  let squares = 0;
  for (let row = 0; row < n; row++) squares += (values[row]! - mean) ** 2;
  return { mean, scale: Math.sqrt(squares / n) };
}

/** Values in the given order. A loop: `Float64Array.from` with a function is ten times slower. */
function arranged(values: Float64Array, order: Uint32Array): Float64Array {
  const out = new Float64Array(order.length);
  for (let i = 0; i < order.length; i++) out[i] = values[order[i]!]!;
  return out;
}

function entryOrder(entry: Float64Array, strata: readonly { from: number; to: number }[]): Uint32Array {
  const out = new Uint32Array(entry.length);
  for (const { from, to } of strata) {
    const order = sortedOrder(entry.subarray(from, to));
    for (let i = from; i < to; i++) out[i] = from + order[to - 1 - i]!;
  }
  return out;
}
