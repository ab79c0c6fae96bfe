import { requireLength } from '../linear/check.js';
import { leastSquares } from '../linear/index.js';
import { requireCount } from './intervention.js';

/**
 * Covariance of ordinary least-squares coefficients robust to autocorrelation: Bartlett weights, no
 * prewhitening (Newey & West 1987). Kept for comparison with other programs; on two years of months it claims
 * effects that are not there more often than any other choice (23-44% of the time at a nominal 5%).
 *
 * @param matrix row-major rows x columns.
 * @param residuals of the least-squares fit, one a row.
 * @param lags autocovariances taken in, at least 0.
 * @param adjust multiply by n / (n - k).
 * @returns columns x columns, row-major.
 * @throws IMPACT_OPTION (lags); LINEAR_SHAPE; LINEAR_NOT_FINITE; LINEAR_RANK.
 */
export function neweyWestCovariance(
  matrix: Float64Array,
  rows: number,
  columns: number,
  residuals: Float64Array,
  lags: number,
  adjust = false,
): Float64Array {
  requireCount('lags', lags, 0);
  requireLength('neweyWestCovariance', 'matrix', matrix, rows * columns);
  requireLength('neweyWestCovariance', 'residuals', residuals, rows);
  const meat = new Float64Array(columns * columns);
  for (let lag = 0; lag <= Math.min(lags, rows - 1); lag++) {
    const weight = 1 - lag / (lags + 1);
    for (let t = lag; t < rows; t++) {
      const product = weight * residuals[t]! * residuals[t - lag]!;
      for (let i = 0; i < columns; i++) {
        const now = matrix[t * columns + i]!;
        const before = matrix[(t - lag) * columns + i]!;
        for (let j = 0; j < columns; j++) {
          let pair = now * matrix[(t - lag) * columns + j]!;
          if (lag > 0) pair += before * matrix[t * columns + j]!;
          meat[i * columns + j]! += product * pair;
        }
      }
    }
  }
  const bread = leastSquares(matrix, rows, columns, residuals).unscaledCovariance;
  const scale = adjust ? rows / (rows - columns) : 1;
  return multiply(multiply(bread, meat, columns), bread, columns).map((value) => value * scale);
}

function multiply(left: Float64Array, right: Float64Array, size: number): Float64Array {
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let k = 0; k < size; k++) {
      const factor = left[i * size + k]!;
      for (let j = 0; j < size; j++) out[i * size + j]! += factor * right[k * size + j]!;
    }
  }
  return out;
}
