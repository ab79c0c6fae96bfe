import { statisticsError } from '../errors.js';

/** Whether each row had the event (churned): true or 1, false or 0. */
export type Outcomes = ArrayLike<boolean | number>;

/**
 * Outcomes as 0 or 1, with both present. Throws RISK_EMPTY, RISK_LENGTH, RISK_BAD_OUTCOME or RISK_ONE_CLASS.
 */
export function checkOutcomes(outcomes: Outcomes, rows: number = outcomes.length): Uint8Array {
  const out = checkEither(outcomes, rows);
  const events = out.reduce((sum, value) => sum + value, 0);
  if (events === 0 || events === rows) throw statisticsError('RISK_ONE_CLASS', rows, events > 0);
  return out;
}

/** Outcomes as 0 or 1, of which one kind may be absent. */
export function checkEither(outcomes: Outcomes, rows: number = outcomes.length): Uint8Array {
  if (outcomes.length !== rows) throw statisticsError('RISK_LENGTH', 'outcome', outcomes.length, rows);
  if (rows === 0) throw statisticsError('RISK_EMPTY');
  const out = new Uint8Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = outcomes[row];
    if (value === true || value === 1) out[row] = 1;
    else if (value !== false && value !== 0) throw statisticsError('RISK_BAD_OUTCOME', row, value);
  }
  return out;
}

/** Predicted probabilities, checked. Throws RISK_LENGTH or RISK_BAD_PROBABILITY. */
export function checkProbabilities(probabilities: ArrayLike<number>, rows: number): Float64Array {
  if (probabilities.length !== rows) {
    throw statisticsError('RISK_LENGTH', 'probability', probabilities.length, rows);
  }
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = probabilities[row];
    if (typeof value !== 'number' || !(value >= 0 && value <= 1)) {
      throw statisticsError('RISK_BAD_PROBABILITY', row, value);
    }
    out[row] = value;
  }
  return out;
}

/** Scores of any finite size, checked. Throws RISK_LENGTH or RISK_BAD_SCORE. */
export function checkScores(scores: ArrayLike<number>, rows: number): Float64Array {
  if (scores.length !== rows) throw statisticsError('RISK_LENGTH', 'score', scores.length, rows);
  const out = new Float64Array(rows);
  for (let row = 0; row < rows; row++) {
    const value = scores[row];
    if (typeof value !== 'number' || !Number.isFinite(value))
      throw statisticsError('RISK_BAD_SCORE', row, value);
    out[row] = value;
  }
  return out;
}
