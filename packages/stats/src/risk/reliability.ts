import { type IntervalResult, wilsonInterval } from '../interval/index.js';
import { checkEither, checkProbabilities, type Outcomes } from './outcomes.js';
import { midRankBuckets, requireBuckets } from './ranks.js';

/** Rows with like predictions: what was said beside what happened. */
export interface ReliabilityRow {
  readonly rows: number;
  readonly events: number;
  /** Smallest, mean and largest predicted probability. */
  readonly lowest: number;
  readonly predicted: number;
  readonly highest: number;
  /** Share with the event. */
  readonly observed: number;
  /** Wilson interval of `observed`. */
  readonly interval: IntervalResult;
}

export interface Reliability {
  readonly rows: readonly ReliabilityRow[];
  /** Expected calibration error: mean distance of predicted and observed, weighted by rows; in [0, 1]. */
  readonly expectedCalibrationError: number;
}

/**
 * Reliability table by even buckets of the prediction (deciles unless told), ties kept together (Murphy &
 * Winkler 1977); empty buckets are left out. Throws RISK_OPTION for a number of buckets outside 2 to 100,
 * RISK_EMPTY, RISK_LENGTH, RISK_BAD_OUTCOME, RISK_BAD_PROBABILITY and INTERVAL_LEVEL.
 */
export function reliability(
  probabilities: ArrayLike<number>,
  outcomes: Outcomes,
  options: { readonly buckets?: number; readonly level?: number } = {},
): Reliability {
  const buckets = options.buckets ?? 10;
  requireBuckets(buckets);
  const y = checkEither(outcomes);
  const p = checkProbabilities(probabilities, y.length);
  const bucket = midRankBuckets(p, buckets);
  const table: ReliabilityRow[] = [];
  let error = 0;
  for (let k = 1; k <= buckets; k++) {
    let [rows, events, sum, lowest, highest] = [0, 0, 0, 1, 0];
    for (let row = 0; row < p.length; row++) {
      if (bucket[row] !== k) continue;
      rows++;
      events += y[row]!;
      sum += p[row]!;
      lowest = Math.min(lowest, p[row]!);
      highest = Math.max(highest, p[row]!);
    }
    if (rows === 0) continue;
    error += Math.abs(sum - events);
    table.push({
      rows,
      events,
      lowest,
      predicted: sum / rows,
      highest,
      observed: events / rows,
      interval: wilsonInterval(events, rows, options.level ?? 0.95),
    });
  }
  return { rows: table, expectedCalibrationError: error / p.length };
}
