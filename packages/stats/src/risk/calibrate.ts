import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { logistic } from '../special/index.js';
import { newtonClimb } from '../survival/newton-climb.js';
import { sortedOrder } from '../survival/sorted-order.js';
import { isotonicRegression } from './isotonic.js';
import { checkOutcomes, checkScores, type Outcomes } from './outcomes.js';

/** Isotonic calibration needs at least this many rows (events and others): below it follows the noise. */
export const ISOTONIC_ROWS = 1000;

/** A map from scores to probabilities, as plain data. */
export type Calibrator =
  | {
      readonly method: 'platt';
      /** probability = 1 / (1 + exp(-(slope * score + intercept))). */
      readonly slope: number;
      readonly intercept: number;
    }
  | {
      readonly method: 'isotonic';
      /** Knots, ascending in both; between them the map is a straight line, outside it is level. */
      readonly scores: Float64Array;
      readonly probabilities: Float64Array;
    };

/**
 * Fits a calibrator on scores (any finite numbers, one a row) that the model did not learn from (a holdout,
 * or out-of-fold predictions): isotonic from 1,000 rows on, else Platt's sigmoid. Zadrozny & Elkan (2002);
 * Platt (1999).
 *
 * Throws RISK_ISOTONIC_TOO_SMALL when isotonic is asked for with fewer rows, RISK_EMPTY, RISK_LENGTH,
 * RISK_BAD_SCORE, RISK_BAD_OUTCOME, RISK_ONE_CLASS, RISK_NO_CONVERGENCE and RISK_OPTION (method).
 */
export function fitCalibrator(
  scores: ArrayLike<number>,
  outcomes: Outcomes,
  options: { readonly method?: 'isotonic' | 'platt' } = {},
): Calibrator {
  const y = checkOutcomes(outcomes);
  const score = checkScores(scores, y.length);
  const usual = y.length >= ISOTONIC_ROWS ? 'isotonic' : 'platt';
  const method = oneOf(options.method ?? usual, ['isotonic', 'platt'], 'RISK_OPTION', 'method');
  if (method === 'platt') return fitPlatt(score, y);
  if (y.length < ISOTONIC_ROWS) throw statisticsError('RISK_ISOTONIC_TOO_SMALL', y.length, ISOTONIC_ROWS);
  return fitIsotonic(score, y);
}

/**
 * Calibrated probability of each score, in (0, 1) and in the order given: Platt's sigmoid (1999), or a
 * straight line between isotonic knots (Zadrozny & Elkan 2002), level outside them. Throws RISK_BAD_SCORE.
 */
export function applyCalibrator(calibrator: Calibrator, scores: ArrayLike<number>): Float64Array {
  const score = checkScores(scores, scores.length);
  if (calibrator.method === 'platt') {
    return score.map((value) => logistic(calibrator.slope * value + calibrator.intercept));
  }
  return score.map((value) => interpolate(calibrator.scores, calibrator.probabilities, value));
}

/**
 * Platt's sigmoid with his targets (n1 + 1) / (n1 + 2) and 1 / (n0 + 2) in place of 1 and 0: as if one more row of
 * each kind had been seen, so that separated scores do not run to certainty.
 */
function fitPlatt(score: Float64Array, y: Uint8Array): Calibrator {
  const n = y.length;
  const events = y.reduce((sum, value) => sum + value, 0);
  const [yes, no] = [(events + 1) / (events + 2), 1 / (n - events + 2)];
  const mean = score.reduce((sum, value) => sum + value, 0) / n;
  const spread = Math.sqrt(score.reduce((sum, value) => sum + (value - mean) ** 2, 0) / n);
  // Equal scores say nothing: the sigmoid is then level at the smoothed share.
  const scale = spread > 0 ? spread : 1;
  const end = newtonClimb(
    (beta) => {
      const gradient = new Float64Array(2);
      const information = new Float64Array(4);
      let value = 0;
      for (let row = 0; row < n; row++) {
        const x = (score[row]! - mean) / scale;
        const eta = beta[0]! + beta[1]! * x;
        const e = Math.exp(-Math.abs(eta));
        const p = eta >= 0 ? 1 / (1 + e) : e / (1 + e);
        const target = y[row] === 1 ? yes : no;
        value += target * eta - Math.max(eta, 0) - Math.log1p(e);
        gradient[0]! += target - p;
        gradient[1]! += (target - p) * x;
        const curve = e / ((1 + e) * (1 + e));
        information[0]! += curve;
        information[1]! += curve * x;
        information[3]! += curve * x * x;
      }
      information[2] = information[1]!;
      if (spread === 0) information[3] = 1;
      return { value, gradient, information };
    },
    Float64Array.of(Math.log((events + 1) / (n - events + 1)), 0),
  );
  if (end.kind !== 'maximum')
    throw statisticsError('RISK_NO_CONVERGENCE', end.kind === 'stuck' ? end.steps : 0);
  const slope = end.beta[1]! / scale;
  return { method: 'platt', slope, intercept: end.beta[0]! - slope * mean };
}

function fitIsotonic(score: Float64Array, y: Uint8Array): Calibrator {
  const n = y.length;
  const order = sortedOrder(score);
  const distinct: number[] = [];
  const share: number[] = [];
  const weight: number[] = [];
  for (let i = 0; i < n; ) {
    const value = score[order[i]!]!;
    let [rows, events] = [0, 0];
    for (; i < n && score[order[i]!] === value; i++) {
      rows++;
      events += y[order[i]!]!;
    }
    distinct.push(value);
    share.push(events / rows);
    weight.push(rows);
  }
  // n rows cannot show certainty: 0 and 1 are moved in to what one more row against would have said.
  const least = 1 / (n + 2);
  const fitted = isotonicRegression(share, weight).map((p) => Math.min(1 - least, Math.max(least, p)));
  const kept = [...distinct.keys()].filter(
    (k) => k === 0 || k === distinct.length - 1 || fitted[k] !== fitted[k - 1] || fitted[k] !== fitted[k + 1],
  );
  return {
    method: 'isotonic',
    scores: Float64Array.from(kept, (k) => distinct[k]!),
    probabilities: Float64Array.from(kept, (k) => fitted[k]!),
  };
}

function interpolate(at: Float64Array, values: Float64Array, x: number): number {
  const last = at.length - 1;
  if (x <= at[0]!) return values[0]!;
  if (x >= at[last]!) return values[last]!;
  let low = 0;
  let high = last;
  while (high - low > 1) {
    const middle = (low + high) >> 1;
    if (at[middle]! <= x) low = middle;
    else high = middle;
  }
  const share = (x - at[low]!) / (at[high]! - at[low]!);
  return values[low]! + share * (values[high]! - values[low]!);
}
