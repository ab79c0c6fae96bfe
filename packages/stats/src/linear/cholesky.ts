import { statisticsError } from '../errors.js';
import { requireFinite, requireLength } from './check.js';

/**
 * Lower factor L of a symmetric positive definite matrix A = L L'. Matrices are row-major, `size` x `size`;
 * only the lower triangle of A is read. Null when A is not (numerically) positive definite. Golub & Van Loan
 * (2013), 4.2. Throws LINEAR_SHAPE and LINEAR_NOT_FINITE.
 */
export function tryCholesky(matrix: ArrayLike<number>, size: number): Float64Array | null {
  requireLength('cholesky', 'matrix', matrix, size * size);
  requireFinite('cholesky', 'matrix', matrix);
  const factor = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    let pivot = matrix[j * size + j] as number;
    const scale = Math.abs(pivot);
    for (let k = 0; k < j; k++) pivot -= (factor[j * size + k] as number) ** 2;
    if (!(pivot > scale * size * 2.2e-16)) return null;
    const root = Math.sqrt(pivot);
    factor[j * size + j] = root;
    for (let i = j + 1; i < size; i++) {
      let sum = matrix[i * size + j] as number;
      for (let k = 0; k < j; k++) sum -= (factor[i * size + k] as number) * (factor[j * size + k] as number);
      factor[i * size + j] = sum / root;
    }
  }
  return factor;
}

/**
 * `tryCholesky` (Golub & Van Loan 2013, 4.2) that throws LINEAR_NOT_POSITIVE_DEFINITE, naming the first
 * column that fails. Also throws LINEAR_SHAPE and LINEAR_NOT_FINITE.
 */
export function cholesky(matrix: ArrayLike<number>, size: number): Float64Array {
  const factor = tryCholesky(matrix, size);
  if (factor !== null) return factor;
  const { order, rank, pivots } = pivotedCholesky(matrix, size);
  throw statisticsError(
    'LINEAR_NOT_POSITIVE_DEFINITE',
    'cholesky',
    order[Math.min(rank, size - 1)] as number,
    pivots[Math.min(rank, size - 1)] as number,
  );
}

/**
 * Solves L L' x = b for one right-hand side of `size` values, given the factor L of `cholesky`, by
 * substitution (Golub & Van Loan 2013, 3.1). Throws LINEAR_SHAPE for a right-hand side of another length.
 */
export function choleskySolve(factor: Float64Array, size: number, right: ArrayLike<number>): Float64Array {
  requireLength('choleskySolve', 'right', right, size);
  const x = Float64Array.from(right);
  solveLowerInPlace(factor, size, x);
  for (let i = size - 1; i >= 0; i--) {
    let sum = x[i] as number;
    for (let k = i + 1; k < size; k++) sum -= (factor[k * size + i] as number) * (x[k] as number);
    x[i] = sum / (factor[i * size + i] as number);
  }
  return x;
}

/**
 * Overwrites x (`size` values) with the solution of L y = x, L lower triangular, row-major, by forward
 * substitution (Golub & Van Loan 2013, 3.1). A bare kernel: checks nothing, throws nothing.
 */
export function solveLowerInPlace(lower: Float64Array, size: number, x: Float64Array): void {
  for (let i = 0; i < size; i++) {
    let sum = x[i] as number;
    for (let k = 0; k < i; k++) sum -= (lower[i * size + k] as number) * (x[k] as number);
    x[i] = sum / (lower[i * size + i] as number);
  }
}

/**
 * The inverse of L L', row-major `size` x `size` and symmetric, given the factor L of `cholesky`: one
 * solution a column (Golub & Van Loan 2013, 3.1). Throws nothing.
 */
export function choleskyInverse(factor: Float64Array, size: number): Float64Array {
  const inverse = new Float64Array(size * size);
  for (let j = 0; j < size; j++) {
    const unit = new Float64Array(size);
    unit[j] = 1;
    inverse.set(choleskySolve(factor, size, unit), j * size);
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < i; j++) {
      const mean = ((inverse[i * size + j] as number) + (inverse[j * size + i] as number)) / 2;
      inverse[i * size + j] = mean;
      inverse[j * size + i] = mean;
    }
  }
  return inverse;
}

/**
 * Natural log of the determinant of L L', given L: twice the sum of the logs of its diagonal (Golub & Van
 * Loan 2013, 4.2). Throws nothing.
 */
export function choleskyLogDeterminant(factor: Float64Array, size: number): number {
  let sum = 0;
  for (let i = 0; i < size; i++) sum += Math.log(factor[i * size + i] as number);
  return 2 * sum;
}

/**
 * Inverse of a symmetric positive definite matrix, both row-major `size` x `size`;
 * LINEAR_NOT_POSITIVE_DEFINITE otherwise. Golub & Van Loan (2013), 4.2. Also throws LINEAR_SHAPE and
 * LINEAR_NOT_FINITE.
 */
export function invertPositiveDefinite(matrix: ArrayLike<number>, size: number): Float64Array {
  return choleskyInverse(cholesky(matrix, size), size);
}

export interface PivotedCholesky {
  /** Lower factor of the matrix with rows and columns taken in `order`; columns from `rank` on are 0. */
  readonly factor: Float64Array;
  /** order[k] is the original column at place k: independent columns first. */
  readonly order: Uint32Array;
  /** Columns that are independent of the earlier ones. */
  readonly rank: number;
  /** Remaining variance of each place, relative to that column's own diagonal entry, when it was reached. */
  readonly pivots: Float64Array;
}

/**
 * Cholesky with complete pivoting of a symmetric positive semidefinite matrix (Higham 1990), row-major `size`
 * x `size`, its lower triangle read. Pivots are compared after scaling to a unit diagonal, so the units of
 * the columns do not decide what counts as collinear: a column is dependent when less than `tolerance` (size
 * * 1e-13 by default) of its own diagonal is left. Throws LINEAR_SHAPE and LINEAR_NOT_FINITE.
 */
export function pivotedCholesky(
  matrix: ArrayLike<number>,
  size: number,
  tolerance: number = size * 1e-13,
): PivotedCholesky {
  requireLength('pivotedCholesky', 'matrix', matrix, size * size);
  requireFinite('pivotedCholesky', 'matrix', matrix);
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  const diagonal = Float64Array.from(order, (i) => matrix[i * size + i] as number);
  const left = Float64Array.from(diagonal, (value) => (value > 0 ? 1 : 0));
  const factor = new Float64Array(size * size);
  const pivots = new Float64Array(size);
  let rank = 0;
  for (; rank < size; rank++) {
    let best = rank;
    for (let i = rank + 1; i < size; i++) if ((left[i] as number) > (left[best] as number)) best = i;
    swapPlaces(order, left, factor, size, rank, best);
    if (!((left[rank] as number) > tolerance)) break;
    pivots[rank] = left[rank] as number;
    const column = order[rank] as number;
    const scale = Math.sqrt(diagonal[column] as number);
    const root = Math.sqrt(left[rank] as number);
    factor[rank * size + rank] = root;
    for (let i = rank + 1; i < size; i++) {
      const row = order[i] as number;
      const own = Math.sqrt(Math.max(0, diagonal[row] as number));
      if (own === 0) continue;
      let sum = (row > column ? matrix[row * size + column] : matrix[column * size + row]) as number;
      sum /= own * scale;
      for (let k = 0; k < rank; k++)
        sum -= (factor[i * size + k] as number) * (factor[rank * size + k] as number);
      const entry = sum / root;
      factor[i * size + rank] = entry;
      left[i] = (left[i] as number) - entry * entry;
    }
  }
  for (let i = rank; i < size; i++) pivots[i] = Math.max(0, left[i] as number);
  for (let i = 0; i < size; i++) {
    const own = Math.sqrt(Math.max(0, diagonal[order[i] as number] as number));
    for (let k = 0; k < rank; k++) factor[i * size + k] = (factor[i * size + k] as number) * own;
  }
  return { factor, order, rank, pivots };
}

function swapPlaces(
  order: Uint32Array,
  left: Float64Array,
  factor: Float64Array,
  size: number,
  a: number,
  b: number,
): void {
  if (a === b) return;
  [order[a], order[b]] = [order[b] as number, order[a] as number];
  [left[a], left[b]] = [left[b] as number, left[a] as number];
  for (let k = 0; k < a; k++) {
    const kept = factor[a * size + k] as number;
    factor[a * size + k] = factor[b * size + k] as number;
    factor[b * size + k] = kept;
  }
}
