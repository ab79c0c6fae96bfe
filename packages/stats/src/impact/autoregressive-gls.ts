import { statisticsError } from '../errors.js';
import { requireLength } from '../linear/check.js';
import { goldenSection } from '../optimise/index.js';
import { cholesky, choleskyLogDeterminant, type LeastSquares, leastSquares } from '../linear/index.js';

/** A linear model with first-order autoregressive errors, fitted by restricted maximum likelihood. */
export interface AutoregressiveGls {
  readonly coefficients: Float64Array;
  /** Covariance of the coefficients, row-major. */
  readonly covariance: Float64Array;
  /** Correlation of errors one period apart. */
  readonly phi: number;
  /** Standard deviation of one error (stationary). */
  readonly sigma: number;
  /** Restricted log-likelihood, without the term 1/2 log |X'X| that some programs add. */
  readonly logLikelihood: number;
  /** y - X b. */
  readonly residuals: Float64Array;
  /** Innovations of the errors, scaled to standard deviation `sigma`. */
  readonly innovations: Float64Array;
}

/** Largest |phi| tried: beyond it a level change and the error process can no longer be told apart. */
const PHI_LIMIT = 0.98;

/**
 * Generalised least squares y = X b + u, corr(u_s, u_t) = phi^|s-t|, phi by restricted maximum likelihood
 * (Patterson & Thompson 1971), which removes most of the downward bias that makes ordinary intervals of short
 * series too narrow. Gaps in time are handled exactly.
 *
 * @param matrix row-major rows x columns; y one value a row.
 * @param times whole, strictly increasing period numbers of the rows.
 * @throws LINEAR_SHAPE; LINEAR_NOT_FINITE; IMPACT_OPTION (times); IMPACT_TOO_SHORT unless there are more rows than
 *   columns; LINEAR_RANK when columns are collinear.
 */
export function autoregressiveGls(
  matrix: Float64Array,
  rows: number,
  columns: number,
  y: Float64Array,
  times: ArrayLike<number>,
): AutoregressiveGls {
  checkRows(matrix, rows, columns, y, times);
  const white = new Float64Array(matrix.length);
  const right = new Float64Array(rows);
  const evaluate = (phi: number): { fit: LeastSquares; likelihood: number } => {
    const logDeterminant = whiten(matrix, rows, columns, y, times, phi, white, right);
    const fit = leastSquares(white, rows, columns, right);
    const degrees = rows - columns;
    const information = choleskyLogDeterminant(cholesky(fit.unscaledCovariance, columns), columns);
    const variance = fit.residualSumOfSquares / degrees;
    const likelihood =
      -0.5 *
      (degrees * (Math.log(2 * Math.PI * Math.max(variance, 1e-300)) + 1) + logDeterminant - information);
    return { fit, likelihood };
  };
  const phi = maximiseOnInterval((value) => evaluate(value).likelihood, -PHI_LIMIT, PHI_LIMIT);
  const { fit, likelihood } = evaluate(phi);
  const variance = fit.residualSumOfSquares / (rows - columns);
  const residuals = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let fitted = 0;
    for (let j = 0; j < columns; j++) fitted += matrix[i * columns + j]! * fit.coefficients[j]!;
    residuals[i] = y[i]! - fitted;
  }
  return {
    coefficients: fit.coefficients,
    covariance: fit.unscaledCovariance.map((value) => value * variance),
    phi,
    sigma: Math.sqrt(variance),
    logLikelihood: likelihood,
    residuals,
    innovations: fit.residuals,
  };
}

function checkRows(
  matrix: Float64Array,
  rows: number,
  columns: number,
  y: Float64Array,
  times: ArrayLike<number>,
): void {
  requireLength('autoregressiveGls', 'matrix', matrix, rows * columns);
  requireLength('autoregressiveGls', 'y', y, rows);
  requireLength('autoregressiveGls', 'times', times, rows);
  for (let i = 0; i < rows; i++) {
    const time = times[i]!;
    if (!Number.isSafeInteger(time) || (i > 0 && time <= times[i - 1]!)) {
      throw statisticsError('IMPACT_OPTION', `times[${i}]`, time, 'pass whole period numbers that rise');
    }
  }
  if (rows <= columns) {
    throw statisticsError(
      'IMPACT_TOO_SHORT',
      'rows',
      rows,
      columns + 1,
      'pass more periods or fewer columns',
    );
  }
}

/** Turns rows into uncorrelated ones of equal variance; returns the log determinant of the correlation. */
function whiten(
  matrix: Float64Array,
  rows: number,
  columns: number,
  y: Float64Array,
  times: ArrayLike<number>,
  phi: number,
  white: Float64Array,
  right: Float64Array,
): number {
  let logDeterminant = 0;
  for (let i = 0; i < rows; i++) {
    const at = i * columns;
    if (i === 0) {
      for (let j = 0; j < columns; j++) white[j] = matrix[j]!;
      right[0] = y[0]!;
      continue;
    }
    const carry = phi ** (times[i]! - times[i - 1]!);
    const left = 1 - carry * carry;
    const scale = 1 / Math.sqrt(left);
    logDeterminant += Math.log(left);
    for (let j = 0; j < columns; j++) {
      white[at + j] = (matrix[at + j]! - carry * matrix[at - columns + j]!) * scale;
    }
    right[i] = (y[i]! - carry * y[i - 1]!) * scale;
  }
  return logDeterminant;
}

/** Maximum of a smooth function on an interval: a coarse grid, then golden section about its best point. */
function maximiseOnInterval(f: (x: number) => number, low: number, high: number): number {
  const points = 15;
  let best = low;
  let bestValue = Number.NEGATIVE_INFINITY;
  const gap = (high - low) / (points - 1);
  for (let i = 0; i < points; i++) {
    const x = low + i * gap;
    const value = f(x);
    if (value > bestValue) {
      best = x;
      bestValue = value;
    }
  }
  return goldenSection((x) => -f(x), Math.max(low, best - gap), Math.min(high, best + gap)).x;
}
