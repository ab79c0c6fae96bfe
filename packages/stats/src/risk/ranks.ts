import { statisticsError } from '../errors.js';
import { sortedOrder } from '../survival/sorted-order.js';

/** Mid-ranks, 1 to n: equal values share the mean of the ranks they take up. */
export function midRanks(values: Float64Array): Float64Array {
  const order = sortedOrder(values);
  const ranks = new Float64Array(values.length);
  for (let i = 0; i < order.length; ) {
    const from = i;
    const value = values[order[i]!]!;
    while (i < order.length && values[order[i]!] === value) i++;
    for (let k = from; k < i; k++) ranks[order[k]!] = (from + 1 + i) / 2;
  }
  return ranks;
}

/** Throws RISK_OPTION unless `buckets` is a whole number from 2 to 100. */
export function requireBuckets(buckets: number): void {
  if (!(Number.isInteger(buckets) && buckets >= 2 && buckets <= 100)) {
    throw statisticsError('RISK_OPTION', 'buckets', buckets, 'pass a whole number from 2 to 100');
  }
}

/**
 * Bucket 1 to `buckets` of each value by its mid-rank share of n, so that equal values always share a bucket and
 * buckets are as even as ties allow (some may be empty).
 */
export function midRankBuckets(values: Float64Array, buckets: number): Uint8Array {
  const n = values.length;
  return Uint8Array.from(midRanks(values), (rank) => 1 + Math.floor(((rank - 0.5) / n) * buckets));
}
