import { centre, type SegmentCost } from './segment-cost.js';

/**
 * Huber cost of a segment about its own best location: squares within `threshold`, linear beyond (Huber
 * 1964), on the scale of squared error (r^2 inside, 2 k |r| - k^2 outside). An outlier then cannot buy a
 * segment of its own.
 *
 * Each start grows its segment one value at a time; values live in rank trees (Fenwick 1994) of counts, sums
 * and squares, so the location equation is evaluated in O(log n) and its root moves little from one end to
 * the next. The whole table takes O(n^2 log n) once: for n up to 2,000.
 */
export function huberCost(values: Float64Array, threshold: number): SegmentCost {
  const y = centre(values);
  const n = y.length;
  const observed = Array.from({ length: n }, (_, i) => i).filter((t) => !Number.isNaN(y[t]!));
  observed.sort((a, b) => y[a]! - y[b]!);
  const rank = new Int32Array(n).fill(-1);
  observed.forEach((t, r) => {
    rank[t] = r;
  });
  const tree = new RankTree(
    Float64Array.from(observed, (t) => y[t]!),
    threshold,
  );
  // Row `from` holds the costs of [from, from + 1), [from, from + 2), ...
  const table = new Float64Array((n * (n + 1)) / 2);
  let at = 0;
  for (let from = 0; from < n; from++) {
    tree.clear();
    let location = Number.NaN;
    for (let to = from; to < n; to++) {
      if (rank[to]! >= 0) {
        tree.add(rank[to]!);
        location = tree.locate(Number.isNaN(location) ? y[to]! : location);
      }
      table[at++] = Number.isNaN(location) ? 0 : tree.costAt(location);
    }
  }
  return {
    length: n,
    parameters: 1,
    cost: (from, to) => table[from * n - (from * (from - 1)) / 2 + (to - from - 1)]!,
  };
}

class RankTree {
  private readonly sorted: Float64Array;
  private readonly threshold: number;
  private readonly count: Float64Array;
  private readonly sum: Float64Array;
  private readonly squares: Float64Array;
  private size = 0;
  private total = 0;

  constructor(sorted: Float64Array, threshold: number) {
    this.sorted = sorted;
    this.threshold = threshold;
    this.count = new Float64Array(sorted.length + 1);
    this.sum = new Float64Array(sorted.length + 1);
    this.squares = new Float64Array(sorted.length + 1);
  }

  clear(): void {
    this.count.fill(0);
    this.sum.fill(0);
    this.squares.fill(0);
    this.size = 0;
    this.total = 0;
  }

  add(rank: number): void {
    const value = this.sorted[rank]!;
    for (let i = rank + 1; i < this.count.length; i += i & -i) {
      this.count[i]! += 1;
      this.sum[i]! += value;
      this.squares[i]! += value * value;
    }
    this.size++;
    this.total += value;
  }

  /** Root of sum of psi(value - m), a falling piecewise-linear function: Newton, kept within a bracket. */
  locate(start: number): number {
    const { threshold, sorted } = this;
    let low = sorted[0]!;
    let high = sorted[sorted.length - 1]!;
    let location = start;
    for (let step = 0; step < 100; step++) {
      const first = this.below(location - threshold);
      const last = this.below(location + threshold);
      const belowCount = upTo(this.count, first);
      const throughLast = upTo(this.count, last);
      const inside = throughLast - belowCount;
      const outside = this.size - throughLast - belowCount;
      const score = upTo(this.sum, last) - upTo(this.sum, first) - inside * location + threshold * outside;
      if (score > 0) low = Math.max(low, location);
      else high = Math.min(high, location);
      let next = inside > 0 ? location + score / inside : (low + high) / 2;
      if (!(next >= low && next <= high)) next = (low + high) / 2;
      if (Math.abs(next - location) <= 1e-13 * (Math.abs(location) + threshold)) return next;
      location = next;
    }
    return location;
  }

  costAt(location: number): number {
    const { threshold } = this;
    const first = this.below(location - threshold);
    const last = this.below(location + threshold);
    const belowCount = upTo(this.count, first);
    const belowSum = upTo(this.sum, first);
    const throughLast = upTo(this.count, last);
    const sumThroughLast = upTo(this.sum, last);
    const inside = throughLast - belowCount;
    const aboveCount = this.size - throughLast;
    const quadratic =
      upTo(this.squares, last) -
      upTo(this.squares, first) -
      2 * location * (sumThroughLast - belowSum) +
      inside * location * location;
    const distance = this.total - sumThroughLast - belowSum + (belowCount - aboveCount) * location;
    const cost = quadratic + 2 * threshold * distance - (aboveCount + belowCount) * threshold * threshold;
    return Math.max(0, cost);
  }

  /** How many of the sorted values lie below `limit`. */
  private below(limit: number): number {
    const { sorted } = this;
    let low = 0;
    let high = sorted.length;
    while (low < high) {
      const middle = (low + high) >>> 1;
      if (sorted[middle]! < limit) low = middle + 1;
      else high = middle;
    }
    return low;
  }
}

/** Sum of the first `rank` entries of a Fenwick tree. */
function upTo(tree: Float64Array, rank: number): number {
  let sum = 0;
  for (let i = rank; i > 0; i -= i & -i) sum += tree[i]!;
  return sum;
}
