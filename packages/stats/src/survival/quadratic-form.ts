const RELATIVE_PIVOT = 1e-9;

/**
 * u' A^- u and the rank of A, for a symmetric positive semi-definite k x k matrix (row by row) and u in its range:
 * the value does not depend on which generalised inverse is taken. Columns whose pivot vanishes are left out.
 */
export function quadraticForm(
  matrix: Float64Array,
  vector: ArrayLike<number>,
  k: number,
): { readonly value: number; readonly rank: number } {
  const a = Float64Array.from(matrix);
  const u = Float64Array.from(vector);
  const diagonal = Array.from({ length: k }, (_, j) => matrix[j * k + j]!);
  let value = 0;
  let rank = 0;
  for (let j = 0; j < k; j++) {
    const pivot = a[j * k + j]!;
    if (!(pivot > RELATIVE_PIVOT * diagonal[j]!)) continue;
    rank++;
    value += (u[j]! * u[j]!) / pivot;
    for (let i = j + 1; i < k; i++) {
      const factor = a[i * k + j]! / pivot;
      u[i]! -= factor * u[j]!;
      for (let h = j + 1; h < k; h++) a[i * k + h]! -= factor * a[j * k + h]!;
    }
  }
  return { value, rank };
}
