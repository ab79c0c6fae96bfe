import { statisticsError } from '../errors.js';
import { requireFinite, requireLength } from './check.js';

/** Householder factorisation of a tall matrix, columns in their own order. */
export interface QrFactor {
  /** Row-major `rows` x `columns`: R in and above the diagonal, the reflectors below. */
  readonly packed: Float64Array;
  /** Head of each reflector. */
  readonly heads: Float64Array;
  readonly rows: number;
  readonly columns: number;
  /** Columns that are independent of those before them; the rest are named in `dependent`. */
  readonly rank: number;
  readonly dependent: readonly number[];
}

/**
 * Householder QR of a row-major matrix with `rows` >= `columns` (Golub & Van Loan 2013, 5.2). A column is
 * dependent when less than `tolerance` of its length is left after the columns before it. Throws LINEAR_SHAPE
 * and LINEAR_NOT_FINITE.
 */
export function qr(matrix: ArrayLike<number>, rows: number, columns: number, tolerance = 1e-11): QrFactor {
  requireLength('qr', 'matrix', matrix, rows * columns);
  requireFinite('qr', 'matrix', matrix);
  if (rows < columns) throw statisticsError('LINEAR_SHAPE', 'qr', 'rows of the matrix', columns, rows);
  const a = Float64Array.from(matrix);
  const heads = new Float64Array(columns);
  const dependent: number[] = [];
  // The next free row; it lags behind j once a column was found dependent.
  let row = 0;
  for (let j = 0; j < columns; j++) {
    const whole = columnLength(a, 0, rows, columns, j);
    const norm = columnLength(a, row, rows, columns, j);
    if (!(norm > tolerance * whole)) {
      dependent.push(j);
      continue;
    }
    const top = a[row * columns + j] as number;
    const alpha = top > 0 ? -norm : norm;
    const head = top - alpha;
    heads[j] = head;
    const scale = -1 / (alpha * head);
    for (let k = j + 1; k < columns; k++) {
      let dot = head * (a[row * columns + k] as number);
      for (let i = row + 1; i < rows; i++)
        dot += (a[i * columns + j] as number) * (a[i * columns + k] as number);
      dot *= scale;
      a[row * columns + k] = (a[row * columns + k] as number) - dot * head;
      for (let i = row + 1; i < rows; i++) {
        a[i * columns + k] = (a[i * columns + k] as number) - dot * (a[i * columns + j] as number);
      }
    }
    a[row * columns + j] = alpha;
    row++;
  }
  return { packed: a, heads, rows, columns, rank: columns - dependent.length, dependent };
}

/** Length of column j from `start` down, scaled by its largest entry so that squares cannot overflow. */
function columnLength(a: Float64Array, start: number, rows: number, columns: number, j: number): number {
  let largest = 0;
  for (let i = start; i < rows; i++) largest = Math.max(largest, Math.abs(a[i * columns + j] as number));
  if (largest === 0) return 0;
  let sum = 0;
  for (let i = start; i < rows; i++) sum += ((a[i * columns + j] as number) / largest) ** 2;
  return largest * Math.sqrt(sum);
}

/**
 * Overwrites b, one value a row, with Q' b, for a factor of full rank (see `rank`): the reflections one after
 * the other (Golub & Van Loan 2013, 5.1). Throws nothing.
 */
export function applyQTransposed(factor: QrFactor, b: Float64Array): void {
  const { packed, heads, rows, columns } = factor;
  for (let j = 0; j < columns; j++) {
    const head = heads[j] as number;
    if (head === 0) continue;
    const alpha = packed[j * columns + j] as number;
    let dot = head * (b[j] as number);
    for (let i = j + 1; i < rows; i++) dot += (packed[i * columns + j] as number) * (b[i] as number);
    dot *= -1 / (alpha * head);
    b[j] = (b[j] as number) - dot * head;
    for (let i = j + 1; i < rows; i++) b[i] = (b[i] as number) - dot * (packed[i * columns + j] as number);
  }
}

export interface LeastSquares {
  readonly coefficients: Float64Array;
  /** Sum of squared (weighted) residuals. */
  readonly residualSumOfSquares: number;
  /** y - X b, unweighted. */
  readonly residuals: Float64Array;
  /** (X' W X)^-1, row-major; times the residual variance it is the covariance of the coefficients. */
  readonly unscaledCovariance: Float64Array;
  /** Rows with a positive weight, less the columns. */
  readonly degreesOfFreedom: number;
}

/**
 * Ordinary or weighted least squares by Householder QR. `matrix` is row-major `rows` x `columns`, rows at
 * least columns; `weights` (optional, one a row) are at least 0, inverse to the variances. Golub & Van Loan
 * (2013), 5.3. Throws LINEAR_RANK naming the columns (from 0) that those before them explain; also
 * LINEAR_SHAPE and LINEAR_NOT_FINITE.
 */
export function leastSquares(
  matrix: ArrayLike<number>,
  rows: number,
  columns: number,
  y: ArrayLike<number>,
  weights?: ArrayLike<number>,
): LeastSquares {
  requireLength('leastSquares', 'y', y, rows);
  requireFinite('leastSquares', 'y', y);
  requireLength('leastSquares', 'matrix', matrix, rows * columns);
  const scaled = Float64Array.from(matrix);
  const right = Float64Array.from(y);
  let used = rows;
  if (weights !== undefined) {
    requireLength('leastSquares', 'weights', weights, rows);
    for (let i = 0; i < rows; i++) {
      const weight = weights[i] as number;
      if (!(weight >= 0 && weight < Infinity)) {
        throw statisticsError('LINEAR_NOT_FINITE', 'leastSquares', 'weights', i, weight);
      }
      if (weight === 0) used--;
      const root = Math.sqrt(weight);
      right[i] = (right[i] as number) * root;
      for (let j = 0; j < columns; j++) scaled[i * columns + j] = (scaled[i * columns + j] as number) * root;
    }
  }
  const factor = qr(scaled, rows, columns);
  if (factor.rank < columns) {
    throw statisticsError('LINEAR_RANK', 'leastSquares', factor.rank, columns, factor.dependent.join(', '));
  }
  applyQTransposed(factor, right);
  let residualSumOfSquares = 0;
  for (let i = columns; i < rows; i++) residualSumOfSquares += (right[i] as number) ** 2;
  const r = factor.packed;
  const coefficients = right.slice(0, columns);
  for (let i = columns - 1; i >= 0; i--) {
    let sum = coefficients[i] as number;
    for (let k = i + 1; k < columns; k++) sum -= (r[i * columns + k] as number) * (coefficients[k] as number);
    coefficients[i] = sum / (r[i * columns + i] as number);
  }
  const residuals = new Float64Array(rows);
  for (let i = 0; i < rows; i++) {
    let fitted = 0;
    for (let j = 0; j < columns; j++)
      fitted += (matrix[i * columns + j] as number) * (coefficients[j] as number);
    residuals[i] = (y[i] as number) - fitted;
  }
  return {
    coefficients,
    residualSumOfSquares,
    residuals,
    unscaledCovariance: inverseOfGram(r, columns),
    degreesOfFreedom: used - columns,
  };
}

/** (R' R)^-1 = R^-1 R^-T for the upper triangle R of a packed factor. */
function inverseOfGram(r: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    inverse[j * size + j] = 1 / (r[j * size + j] as number);
    for (let i = j - 1; i >= 0; i--) {
      let sum = 0;
      for (let k = i + 1; k <= j; k++) sum -= (r[i * size + k] as number) * (inverse[k * size + j] as number);
      inverse[i * size + j] = sum / (r[i * size + i] as number);
    }
  }
  const gram = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j <= i; j++) {
      let sum = 0;
      for (let k = i; k < size; k++)
        sum += (inverse[i * size + k] as number) * (inverse[j * size + k] as number);
      gram[i * size + j] = sum;
      gram[j * size + i] = sum;
    }
  }
  return gram;
}
