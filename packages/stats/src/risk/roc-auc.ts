import { statisticsError } from '../errors.js';
import { normalQuantile, normalSurvival } from '../special/index.js';
import { checkOutcomes, checkScores, type Outcomes } from './outcomes.js';
import { midRanks } from './ranks.js';

/** How well a score ranks: the chance that a row with the event scores above one without it (ties count half). */
export interface RocAuc {
  /** In [0, 1]; 0.5 is no better than a coin. */
  readonly auc: number;
  /** DeLong's. */
  readonly standardError: number;
  /** Normal limits, clipped to [0, 1]. */
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly events: number;
  readonly rows: number;
}

/**
 * Area under the ROC curve with DeLong's interval; DeLong, DeLong & Clarke-Pearson (1988), by mid-ranks in
 * O(n log n) (Sun & Xu 2014). One finite score a row. Under perfect ranking the standard error is 0: read the
 * interval with the number of events.
 *
 * Throws RISK_EMPTY, RISK_LENGTH, RISK_BAD_OUTCOME, RISK_ONE_CLASS, RISK_BAD_SCORE and RISK_OPTION (level
 * outside (0, 1)).
 */
export function rocAuc(scores: ArrayLike<number>, outcomes: Outcomes, level = 0.95): RocAuc {
  const z = critical(level);
  const { auc, forEvents, forOthers } = placements(scores, outcomes);
  const variance = varianceOf(forEvents) / forEvents.length + varianceOf(forOthers) / forOthers.length;
  const standardError = Math.sqrt(variance);
  return {
    auc,
    standardError,
    low: Math.max(0, auc - z * standardError),
    high: Math.min(1, auc + z * standardError),
    level,
    events: forEvents.length,
    rows: outcomes.length,
  };
}

export interface AucDifference {
  /** AUC of the first score minus that of the second. */
  readonly difference: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  readonly level: number;
  readonly pValue: number;
}

/**
 * Difference of the AUCs of two scores of the same rows, first less second (-1 to 1), with their correlation;
 * DeLong et al. (1988). Normal limits, not clipped. Errors as `rocAuc`.
 */
export function compareAuc(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  outcomes: Outcomes,
  level = 0.95,
): AucDifference {
  const z = critical(level);
  const a = placements(first, outcomes);
  const b = placements(second, outcomes);
  const difference = a.auc - b.auc;
  const minus = (x: Float64Array, y: Float64Array): Float64Array => x.map((value, i) => value - y[i]!);
  const variance =
    varianceOf(minus(a.forEvents, b.forEvents)) / a.forEvents.length +
    varianceOf(minus(a.forOthers, b.forOthers)) / a.forOthers.length;
  const standardError = Math.sqrt(variance);
  return {
    difference,
    standardError,
    low: difference - z * standardError,
    high: difference + z * standardError,
    level,
    pValue: standardError === 0 ? 1 : 2 * normalSurvival(Math.abs(difference) / standardError),
  };
}

/** For each row, the share of rows of the other outcome that it is ranked rightly against. */
function placements(
  scores: ArrayLike<number>,
  outcomes: Outcomes,
): { readonly auc: number; readonly forEvents: Float64Array; readonly forOthers: Float64Array } {
  const outcome = checkOutcomes(outcomes);
  const score = checkScores(scores, outcome.length);
  const all = midRanks(score);
  const pick = (kind: number): Uint32Array =>
    Uint32Array.from(outcome.keys()).filter((row) => outcome[row] === kind);
  const events = pick(1);
  const others = pick(0);
  const within = (rows: Uint32Array): Float64Array => midRanks(Float64Array.from(rows, (row) => score[row]!));
  const amongEvents = within(events);
  const amongOthers = within(others);
  const m = events.length;
  const n = others.length;
  const forEvents = Float64Array.from(events, (row, i) => (all[row]! - amongEvents[i]!) / n);
  const forOthers = Float64Array.from(others, (row, i) => 1 - (all[row]! - amongOthers[i]!) / m);
  let sum = 0;
  for (const row of events) sum += all[row]!;
  return { auc: (sum / m - (m + 1) / 2) / n, forEvents, forOthers };
}

function varianceOf(values: Float64Array): number {
  const n = values.length;
  if (n < 2) return 0;
  const mean = values.reduce((sum, value) => sum + value, 0) / n;
  return values.reduce((sum, value) => sum + (value - mean) ** 2, 0) / (n - 1);
}

function critical(level: number): number {
  if (!(level > 0 && level < 1))
    throw statisticsError('RISK_OPTION', 'level', level, 'pass a share such as 0.95');
  return normalQuantile(1 - (1 - level) / 2);
}
