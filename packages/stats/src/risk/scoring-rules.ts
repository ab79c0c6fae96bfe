import { checkEither, checkProbabilities, type Outcomes } from './outcomes.js';
import { midRankBuckets, requireBuckets } from './ranks.js';

/** Probabilities are kept this far from 0 and 1 in logarithms, so that one certain miss does not cost infinity. */
export const CERTAIN = 1e-15;

/**
 * Mean squared distance of probability and outcome, in [0, 1]; lower is better. Brier (1950). Throws
 * RISK_EMPTY, RISK_LENGTH, RISK_BAD_OUTCOME and RISK_BAD_PROBABILITY.
 */
export function brierScore(probabilities: ArrayLike<number>, outcomes: Outcomes): number {
  const y = checkEither(outcomes);
  const p = checkProbabilities(probabilities, y.length);
  return p.reduce((sum, value, row) => sum + (value - y[row]!) ** 2, 0) / p.length;
}

/**
 * Mean of minus the log of the probability given to what happened, in nats, >= 0; lower is better. Good (1952).
 * Errors as `brierScore`.
 */
export function logLoss(probabilities: ArrayLike<number>, outcomes: Outcomes): number {
  const losses = logLosses(probabilities, outcomes);
  return losses.reduce((sum, value) => sum + value, 0) / losses.length;
}

/** The log loss of each row. */
export function logLosses(probabilities: ArrayLike<number>, outcomes: Outcomes): Float64Array {
  const y = checkEither(outcomes);
  return checkProbabilities(probabilities, y.length).map((p, row) => {
    const given = y[row] === 1 ? p : 1 - p;
    return -Math.log(Math.min(1 - CERTAIN, Math.max(CERTAIN, given)));
  });
}

/** Parts of a Brier score: score = reliability - resolution + uncertainty + within. */
export interface BrierDecomposition {
  readonly score: number;
  /** How far bucket means are from what happened; 0 is perfect calibration. */
  readonly reliability: number;
  /** How far what happened in the buckets is from the overall share; more is better. */
  readonly resolution: number;
  /** share (1 - share): the score of always saying the overall share. */
  readonly uncertainty: number;
  /** What the buckets hide: spread of the probabilities inside them, less what it explains there. */
  readonly within: number;
}

/**
 * Murphy's (1973) decomposition over `buckets` even buckets (ties together), with the within-bucket term of
 * Stephenson, Coelho & Jolliffe (2008) so that the parts add up exactly.
 *
 * Throws RISK_OPTION for a number of buckets outside 2 to 100, and as `brierScore`.
 */
export function brierDecomposition(
  probabilities: ArrayLike<number>,
  outcomes: Outcomes,
  buckets = 10,
): BrierDecomposition {
  requireBuckets(buckets);
  const y = checkEither(outcomes);
  const p = checkProbabilities(probabilities, y.length);
  const n = p.length;
  const bucket = midRankBuckets(p, buckets);
  const count = new Float64Array(buckets + 1);
  const sumP = new Float64Array(buckets + 1);
  const sumY = new Float64Array(buckets + 1);
  let events = 0;
  for (let row = 0; row < n; row++) {
    const k = bucket[row]!;
    count[k]!++;
    sumP[k]! += p[row]!;
    sumY[k]! += y[row]!;
    events += y[row]!;
  }
  const share = events / n;
  let reliability = 0;
  let resolution = 0;
  for (let k = 1; k <= buckets; k++) {
    if (count[k] === 0) continue;
    reliability += (count[k]! * (sumP[k]! / count[k]! - sumY[k]! / count[k]!) ** 2) / n;
    resolution += (count[k]! * (sumY[k]! / count[k]! - share) ** 2) / n;
  }
  let within = 0;
  for (let row = 0; row < n; row++) {
    const k = bucket[row]!;
    const away = p[row]! - sumP[k]! / count[k]!;
    within += (away * away - 2 * away * (y[row]! - sumY[k]! / count[k]!)) / n;
  }
  return { score: brierScore(p, y), reliability, resolution, uncertainty: share * (1 - share), within };
}
