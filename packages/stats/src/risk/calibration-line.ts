import { statisticsError } from '../errors.js';
import { logistic } from '../special/index.js';
import { logisticRegression } from './logistic-regression.js';
import { checkOutcomes, checkProbabilities, type Outcomes } from './outcomes.js';
import { CERTAIN } from './scoring-rules.js';

/** Cox's (1958) line: log-odds of what happened against predicted log-odds. Perfect is slope 1, intercept 0. */
export interface CalibrationLine {
  /** Below 1: predictions too extreme (overfitted). `null` when all predictions are equal. */
  readonly slope: number | null;
  readonly slopeLow: number | null;
  readonly slopeHigh: number | null;
  /** Intercept of the line. */
  readonly intercept: number | null;
  /** Calibration in the large: shift of all log-odds, at slope 1, that makes the mean right. Above 0: risk is understated. */
  readonly shift: number;
  readonly level: number;
}

/** Log-odds of a probability, with 0 and 1 pulled in by 1e-15. */
export function logit(probability: number): number {
  const p = Math.min(1 - CERTAIN, Math.max(CERTAIN, probability));
  return Math.log(p) - Math.log1p(-p);
}

/**
 * Slope, intercept and shift (log-odds), with a Wald interval of the slope, of outcomes against
 * probabilities, one a row. Cox (1958). Throws RISK_EMPTY, RISK_LENGTH, RISK_BAD_OUTCOME, RISK_ONE_CLASS,
 * RISK_BAD_PROBABILITY, RISK_OPTION (level outside (0, 1)) and RISK_NO_CONVERGENCE.
 */
export function calibrationLine(
  probabilities: ArrayLike<number>,
  outcomes: Outcomes,
  level = 0.95,
): CalibrationLine {
  if (!(level > 0 && level < 1))
    throw statisticsError('RISK_OPTION', 'level', level, 'pass a share such as 0.95');
  const y = checkOutcomes(outcomes);
  const logOdds = checkProbabilities(probabilities, y.length).map(logit);
  const shift = fitShift(logOdds, y);
  if (logOdds.every((value) => value === logOdds[0])) {
    return { slope: null, slopeLow: null, slopeHigh: null, intercept: null, shift, level };
  }
  const column = { name: 'predicted log-odds', source: 'prediction', values: logOdds };
  const [intercept, slope] = logisticRegression([column], y, { level }).coefficients;
  return {
    slope: slope!.coefficient,
    slopeLow: slope!.low,
    slopeHigh: slope!.high,
    intercept: intercept!.coefficient,
    shift,
    level,
  };
}

/** The shift a with sum of logistic(a + log-odds) = events: monotone in a, so bisection cannot miss. */
function fitShift(logOdds: Float64Array, y: Uint8Array): number {
  const events = y.reduce((sum, value) => sum + value, 0);
  let [low, high] = [-80, 80];
  for (let step = 0; step < 100; step++) {
    const middle = (low + high) / 2;
    let expected = 0;
    for (const value of logOdds) expected += logistic(middle + value);
    if (expected > events) high = middle;
    else low = middle;
  }
  return (low + high) / 2;
}
