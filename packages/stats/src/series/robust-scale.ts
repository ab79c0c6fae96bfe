/**
 * Median of the observed (not NaN) values, in any order, in their unit; NaN when there are none. Throws
 * nothing.
 */
export function median(values: ArrayLike<number>): number {
  const seen = Float64Array.from(values)
    .filter((value) => !Number.isNaN(value))
    .sort();
  const n = seen.length;
  if (n === 0) return Number.NaN;
  return n % 2 === 1 ? seen[(n - 1) / 2]! : (seen[n / 2 - 1]! + seen[n / 2]!) / 2;
}

/**
 * Median absolute deviation from the median times 1.4826, in the unit of the values: the standard deviation
 * of normal ones. Hampel (1974); NaN for no values. Throws nothing.
 */
export function normalisedMad(values: ArrayLike<number>): number {
  const middle = median(values);
  return 1.482602218505602 * median(Float64Array.from(values, (value) => Math.abs(value - middle)));
}
