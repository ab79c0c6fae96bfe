import { statisticsError } from '../errors.js';

/**
 * Follow-up of n subjects, one row each. All times are in one unit (days, months, ...) chosen by the caller;
 * results come back in that unit.
 */
export interface SurvivalObservations {
  /** Time from the origin (first purchase, ticket opened) to the event or to the end of observation, >= 0. */
  readonly time: ArrayLike<number>;
  /** Whether the row ended in the event (true or 1) or was still without it, "censored" (false or 0). */
  readonly event: ArrayLike<boolean | number>;
  /**
   * Left truncation: time from the origin at which the row came under observation (customer since 2015, CRM
   * data since 2020). A row counts as at risk only after it. Leaving it out when data start late makes
   * retention look better than it is, because customers who left before could never be seen.
   */
  readonly entry?: ArrayLike<number>;
  /** How many subjects a row stands for, > 0. Default 1. */
  readonly weight?: ArrayLike<number>;
}

/** Observations after validation, as typed arrays. `entry` and `weight` are null when not given. */
export interface CheckedObservations {
  readonly rows: number;
  readonly time: Float64Array;
  readonly event: Uint8Array;
  readonly entry: Float64Array | null;
  readonly weight: Float64Array | null;
}

/**
 * Validates and copies observations. Throws SURVIVAL_EMPTY, SURVIVAL_LENGTH, SURVIVAL_BAD_TIME,
 * SURVIVAL_NEGATIVE_TIME, SURVIVAL_EMPTY_SPELL, SURVIVAL_BAD_EVENT or SURVIVAL_BAD_WEIGHT.
 */
export function checkObservations(data: SurvivalObservations): CheckedObservations {
  const rows = data.time.length;
  if (rows === 0) throw statisticsError('SURVIVAL_EMPTY');
  const time = checkTimes('time', data.time, rows);
  const event = checkEvents(data.event, rows);
  const entry = data.entry === undefined ? null : checkTimes('entry', data.entry, rows);
  if (entry !== null) checkSpells(entry, time);
  const weight = data.weight === undefined ? null : checkWeights(data.weight, rows);
  return { rows, time, event, entry, weight };
}

/** Finite, non-negative times of the expected length. */
export function checkTimes(column: string, values: ArrayLike<number>, rows: number): Float64Array {
  checkLength(column, values.length, rows);
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = values[row];
    if (typeof value !== 'number' || !Number.isFinite(value)) {
      throw statisticsError('SURVIVAL_BAD_TIME', column, row, value);
    }
    if (value < 0) throw statisticsError('SURVIVAL_NEGATIVE_TIME', column, row, value);
    out[row] = value;
  }
  return out;
}

/** Events as 0 or 1. */
export function checkEvents(values: ArrayLike<boolean | number>, rows: number): Uint8Array {
  checkLength('event', values.length, rows);
  const out = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = values[row];
    if (value === true || value === 1) out[row] = 1;
    else if (value !== false && value !== 0) throw statisticsError('SURVIVAL_BAD_EVENT', row, value);
  }
  return out;
}

/** Every row must be observed for a positive span: entry < time. */
export function checkSpells(entry: Float64Array, time: Float64Array): void {
  for (let row = 0; row < time.length; row++) {
    if (time[row]! <= entry[row]!) {
      throw statisticsError('SURVIVAL_EMPTY_SPELL', row, entry[row]!, time[row]!);
    }
  }
}

export function checkLength(column: string, actual: number, rows: number): void {
  if (actual !== rows) throw statisticsError('SURVIVAL_LENGTH', column, actual, rows);
}

function checkWeights(values: ArrayLike<number>, rows: number): Float64Array {
  checkLength('weight', values.length, rows);
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = values[row];
    if (typeof value !== 'number' || !Number.isFinite(value) || value <= 0) {
      throw statisticsError('SURVIVAL_BAD_WEIGHT', row, value);
    }
    out[row] = value;
  }
  return out;
}
