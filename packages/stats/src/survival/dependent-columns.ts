const RELATIVE_PIVOT = 1e-10;
const NAMED_SHARE = 1e-6;

/** A column that carries nothing beyond the columns before it; `on` lists those it combines (none: it is flat). */
export interface DependentColumn {
  readonly column: number;
  readonly on: readonly number[];
}

/**
 * Dependent columns of a cross-product or information matrix, by a Cholesky elimination that sets a column aside when
 * its pivot vanishes (limited pivoting: earlier columns are kept, so the later one is named).
 *
 * @param matrix p x p, of columns scaled to unit variance
 * @param size diagonal of a column that varies freely (rows, or events): a diagonal far below it is flat
 */
export function dependentColumns(matrix: Float64Array, p: number, size: number): DependentColumn[] {
  const a = Float64Array.from(matrix);
  const kept: number[] = [];
  const out: DependentColumn[] = [];
  for (let j = 0; j < p; j++) {
    const diagonal = matrix[j * p + j]!;
    if (!(diagonal > RELATIVE_PIVOT * size)) {
      out.push({ column: j, on: [] });
      continue;
    }
    if (!(a[j * p + j]! > RELATIVE_PIVOT * diagonal)) {
      out.push({ column: j, on: combination(a, p, kept, j) });
      continue;
    }
    kept.push(j);
    for (let i = j + 1; i < p; i++) {
      const factor = a[i * p + j]! / a[j * p + j]!;
      if (factor === 0) continue;
      for (let k = j + 1; k < p; k++) if (k !== j) a[i * p + k]! -= factor * a[j * p + k]!;
    }
  }
  return out;
}

/** Back substitution in the eliminated rows of the kept columns: which of them make up column j. */
function combination(a: Float64Array, p: number, kept: readonly number[], j: number): number[] {
  const share = new Float64Array(p);
  for (let r = kept.length - 1; r >= 0; r--) {
    const row = kept[r]!;
    let sum = a[row * p + j]!;
    for (let s = r + 1; s < kept.length; s++) sum -= a[row * p + kept[s]!]! * share[kept[s]!]!;
    share[row] = sum / a[row * p + row]!;
  }
  return kept.filter((row) => Math.abs(share[row]!) > NAMED_SHARE);
}
