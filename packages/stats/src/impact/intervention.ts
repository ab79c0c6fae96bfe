import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';

/**
 * Whether the way the measure is recorded changed together with the intervention. It must be said: a CRM
 * creates records, so a counted activity rises the day logging starts, whatever customers did.
 */
export type Recording = 'unchanged' | 'changed-with-intervention' | 'unknown';

/** One measure before and after a change. */
export interface Intervention {
  /** The measure, one value a period in time order; null where missing (never 0 for missing). */
  readonly values: readonly (number | null)[];
  /** Position (from 0) of the first period the change could have touched. */
  readonly startsAt: number;
  readonly recording: Recording;
  /** Periods from `startsAt` on to leave out while the change beds in; 0 by default. */
  readonly washout?: number;
  /** The measure's name, for messages; `the measure` by default. */
  readonly measure?: string;
}

export interface CheckedIntervention {
  /** NaN where missing. */
  readonly y: Float64Array;
  readonly startsAt: number;
  readonly washout: number;
  readonly measure: string;
  readonly recording: Exclude<Recording, 'changed-with-intervention'>;
  readonly usableBefore: number;
  readonly usableAfter: number;
}

/** Throws IMPACT_RECORDING_CHANGED for a recording that changed, IMPACT_OPTION for an unknown word. */
export function requireUnchangedRecording(
  recording: Recording,
  measure: string,
): asserts recording is Exclude<Recording, 'changed-with-intervention'> {
  const recordings = ['unchanged', 'changed-with-intervention', 'unknown'] as const;
  oneOf(recording, recordings, 'IMPACT_OPTION', 'recording');
  if (recording === 'changed-with-intervention') throw statisticsError('IMPACT_RECORDING_CHANGED', measure);
}

/**
 * Validates an intervention and refuses what cannot be answered.
 *
 * @throws IMPACT_RECORDING_CHANGED, IMPACT_START, IMPACT_VALUE, IMPACT_OPTION, IMPACT_TOO_SHORT,
 *   IMPACT_CONSTANT.
 */
export function checkIntervention(
  intervention: Intervention,
  needed: { readonly before: number; readonly after: number },
): CheckedIntervention {
  const { values, startsAt, recording } = intervention;
  const washout = intervention.washout ?? 0;
  const measure = intervention.measure ?? 'the measure';
  requireUnchangedRecording(recording, measure);
  if (!Number.isSafeInteger(startsAt) || startsAt < 1 || startsAt >= values.length) {
    const remedy = `pass a position from 1 to ${values.length - 1}: periods are needed before and after it`;
    throw statisticsError('IMPACT_START', 'start of the change', startsAt, remedy);
  }
  requireCount('washout', washout, 0);
  const y = new Float64Array(values.length);
  for (let t = 0; t < values.length; t++) {
    const value = values[t];
    if (value === null) y[t] = Number.NaN;
    else if (typeof value === 'number' && Number.isFinite(value)) y[t] = value;
    else throw statisticsError('IMPACT_VALUE', measure, t, value);
  }
  const usableBefore = countUsable(y, 0, startsAt);
  const usableAfter = countUsable(y, startsAt + washout, y.length);
  if (usableBefore < needed.before) {
    const remedy = 'take a longer history, or finer periods (weeks instead of months)';
    throw statisticsError(
      'IMPACT_TOO_SHORT',
      'periods before the change',
      usableBefore,
      needed.before,
      remedy,
    );
  }
  if (usableAfter < needed.after) {
    const remedy = 'wait for more periods, or shorten the washout';
    throw statisticsError('IMPACT_TOO_SHORT', 'periods after the change', usableAfter, needed.after, remedy);
  }
  if (isConstant(y.subarray(0, startsAt))) throw statisticsError('IMPACT_CONSTANT', measure);
  return { y, startsAt, washout, measure, recording, usableBefore, usableAfter };
}

export function requireCount(name: string, value: number, least: number): void {
  if (!Number.isSafeInteger(value) || value < least) {
    throw statisticsError('IMPACT_OPTION', name, value, `pass a whole number of at least ${least}`);
  }
}

/** @throws IMPACT_OPTION unless `level` is strictly between 0 and 1. */
export function requireShare(name: string, value: number): void {
  if (!(value > 0 && value < 1)) {
    throw statisticsError('IMPACT_OPTION', name, value, 'pass a share between 0 and 1 such as 0.95');
  }
}

function countUsable(y: Float64Array, from: number, to: number): number {
  let count = 0;
  for (let t = from; t < to; t++) if (!Number.isNaN(y[t]!)) count++;
  return count;
}

function isConstant(y: Float64Array): boolean {
  let low = Number.POSITIVE_INFINITY;
  let high = Number.NEGATIVE_INFINITY;
  for (const value of y) {
    if (Number.isNaN(value)) continue;
    low = Math.min(low, value);
    high = Math.max(high, value);
  }
  return high - low <= 1e-12 * Math.max(Math.abs(low), Math.abs(high));
}
