import { requireFinite, requireLength } from './check.js';

export interface SymmetricEigen {
  /** Ascending. */
  readonly values: Float64Array;
  /** Row-major; column k belongs to values[k] and has length 1. */
  readonly vectors: Float64Array;
}

/**
 * Eigenvalues and vectors of a symmetric matrix by cyclic Jacobi rotations (Golub & Van Loan 2013, 8.5):
 * accurate to the rounding of the matrix, quadratic, meant for the small matrices of a fit. Row-major `size`
 * x `size`. Throws LINEAR_SHAPE and LINEAR_NOT_FINITE.
 */
export function symmetricEigen(matrix: ArrayLike<number>, size: number): SymmetricEigen {
  requireLength('symmetricEigen', 'matrix', matrix, size * size);
  requireFinite('symmetricEigen', 'matrix', matrix);
  const a = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      a[i * size + j] = ((matrix[i * size + j] as number) + (matrix[j * size + i] as number)) / 2;
    }
  }
  const vectors = new Float64Array(size * size);
  for (let i = 0; i < size; i++) vectors[i * size + i] = 1;
  for (let sweep = 0; sweep < 100; sweep++) {
    let turned = false;
    for (let p = 0; p < size - 1; p++) {
      for (let q = p + 1; q < size; q++) turned = rotate(a, vectors, size, p, q) || turned;
    }
    if (!turned) break;
  }
  const order = Array.from({ length: size }, (_, i) => i).sort(
    (i, j) => (a[i * size + i] as number) - (a[j * size + j] as number),
  );
  const sorted = new Float64Array(size * size);
  for (let k = 0; k < size; k++) {
    for (let i = 0; i < size; i++) sorted[i * size + k] = vectors[i * size + (order[k] as number)] as number;
  }
  return { values: Float64Array.from(order, (i) => a[i * size + i] as number), vectors: sorted };
}

/** Zeroes a[p][q]; false when it is already negligible beside its two diagonal entries. */
function rotate(a: Float64Array, vectors: Float64Array, size: number, p: number, q: number): boolean {
  const off = a[p * size + q] as number;
  const first = a[p * size + p] as number;
  const second = a[q * size + q] as number;
  if (Math.abs(off) <= 1e-17 * Math.sqrt(Math.abs(first * second)) || off === 0) return false;
  const theta = (second - first) / (2 * off);
  const t = Math.sign(theta || 1) / (Math.abs(theta) + Math.hypot(theta, 1));
  const c = 1 / Math.hypot(t, 1);
  const s = t * c;
  for (let k = 0; k < size; k++) {
    const kp = a[k * size + p] as number;
    const kq = a[k * size + q] as number;
    a[k * size + p] = c * kp - s * kq;
    a[k * size + q] = s * kp + c * kq;
  }
  for (let k = 0; k < size; k++) {
    const pk = a[p * size + k] as number;
    const qk = a[q * size + k] as number;
    a[p * size + k] = c * pk - s * qk;
    a[q * size + k] = s * pk + c * qk;
    const vp = vectors[k * size + p] as number;
    const vq = vectors[k * size + q] as number;
    vectors[k * size + p] = c * vp - s * vq;
    vectors[k * size + q] = s * vp + c * vq;
  }
  a[p * size + q] = 0;
  a[q * size + p] = 0;
  return Math.abs(t) > 1e-18;
}
