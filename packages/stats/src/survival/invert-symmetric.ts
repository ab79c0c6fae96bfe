import { choleskyInverse, tryCholesky } from '../linear/index.js';

/**
 * Inverse of an information matrix (p x p, row by row), or `null` when it is not positive definite: columns are
 * dependent, or an estimate runs to infinity. Here that is an ordinary outcome, so it is a value, not an error.
 */
export function invertSymmetric(matrix: Float64Array, p: number): Float64Array | null {
  if (!matrix.every(Number.isFinite)) return null;
  const factor = tryCholesky(matrix, p);
  return factor === null ? null : choleskyInverse(factor, p);
}
