export {
  cholesky,
  choleskyInverse,
  choleskyLogDeterminant,
  choleskySolve,
  invertPositiveDefinite,
  type PivotedCholesky,
  pivotedCholesky,
  solveLowerInPlace,
  tryCholesky,
} from './cholesky.js';
export { applyQTransposed, type LeastSquares, leastSquares, type QrFactor, qr } from './least-squares.js';
export { type SymmetricEigen, symmetricEigen } from './symmetric-eigen.js';
