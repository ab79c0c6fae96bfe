import type { RiskMatrix } from './columns.js';

/** Columns cut into at most 64 bins each, column by column. */
export interface FeatureBins {
  /** Bin of each value: column j occupies rows j * rows to (j + 1) * rows. */
  readonly bin: Uint8Array;
  /** Cut points per column, ascending: bin b holds values in (cuts[b - 1], cuts[b]]. */
  readonly cuts: readonly Float64Array[];
}

export const MOST_BINS = 64;

/** Bins at the quantiles of each column; with few distinct values, one bin each. Cuts lie midway between values. */
export function binFeatures(matrix: RiskMatrix): FeatureBins {
  const { rows, columns: p, values } = matrix;
  const bin = new Uint8Array(rows * p);
  const cuts: Float64Array[] = [];
  for (let j = 0; j < p; j++) {
    const column = new Float64Array(rows);
    for (let row = 0; row < rows; row++) column[row] = values[row * p + j]!;
    const own = cutPoints(Float64Array.from(column).sort());
    cuts.push(own);
    for (let row = 0; row < rows; row++) bin[j * rows + row] = binOf(own, column[row]!);
  }
  return { bin, cuts };
}

/** Index of the first cut that is not below the value. */
function binOf(cuts: Float64Array, value: number): number {
  let low = 0;
  let high = cuts.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (value <= cuts[middle]!) high = middle;
    else low = middle + 1;
  }
  return low;
}

function cutPoints(sorted: Float64Array): Float64Array {
  const n = sorted.length;
  const distinct = sorted.filter((value, i) => i === 0 || value !== sorted[i - 1]);
  const midway = (a: number, b: number): number => {
    const middle = a + (b - a) / 2;
    // Neighbouring doubles have no middle: the cut is then the lower one, which still parts them.
    return middle < b ? middle : a;
  };
  if (distinct.length <= MOST_BINS) {
    return Float64Array.from({ length: distinct.length - 1 }, (_, i) =>
      midway(distinct[i]!, distinct[i + 1]!),
    );
  }
  const out: number[] = [];
  for (let b = 1; b < MOST_BINS; b++) {
    const at = Math.floor((b * n) / MOST_BINS);
    // The first larger value after the quantile: heavy values keep a bin of their own.
    let next = at;
    while (next < n && sorted[next] === sorted[at - 1]) next++;
    if (next === n) break;
    const cut = midway(sorted[next - 1]!, sorted[next]!);
    if (out.length === 0 || cut > out.at(-1)!) out.push(cut);
  }
  return Float64Array.from(out);
}
