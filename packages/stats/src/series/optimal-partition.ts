import type { SegmentCost } from './segment-cost.js';

/** Best partition into each number of segments. */
export interface Partition {
  /** First position of every segment but the first. */
  readonly breaks: readonly number[];
  readonly cost: number;
}

/**
 * The cheapest partition with 0, 1, ..., `most` breaks, exactly, by dynamic programming over ends (Bellman
 * 1961; Bai & Perron 2003). Segments span at least `shortest` periods. O(most n^2).
 */
export function optimalPartitions(segment: SegmentCost, shortest: number, most: number): Partition[] {
  const n = segment.length;
  let previous = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  for (let to = shortest; to <= n; to++) previous[to] = segment.cost(0, to);
  const starts: Int32Array[] = [];
  const found: Partition[] = [{ breaks: [], cost: previous[n]! }];
  for (let count = 1; count <= most && (count + 1) * shortest <= n; count++) {
    const next = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
    const start = new Int32Array(n + 1).fill(-1);
    // Only the end of the series matters once no further break can follow.
    for (let to = (count + 1) * shortest; to <= n; to++) {
      let best = Number.POSITIVE_INFINITY;
      let at = -1;
      for (let from = count * shortest; from <= to - shortest; from++) {
        const before = previous[from]!;
        if (before >= best) continue;
        const cost = before + segment.cost(from, to);
        if (cost < best) {
          best = cost;
          at = from;
        }
      }
      next[to] = best;
      start[to] = at;
    }
    starts.push(start);
    found.push({ breaks: trace(starts, n), cost: next[n]! });
    previous = next;
  }
  return found;
}

function trace(starts: readonly Int32Array[], n: number): number[] {
  const breaks: number[] = [];
  let to = n;
  for (let k = starts.length - 1; k >= 0; k--) {
    to = starts[k]![to]!;
    breaks.unshift(to);
  }
  return breaks;
}

/**
 * The partition with the least cost + `penalty` a break + `share`(periods) a segment, exactly, with pruning
 * (PELT; Killick, Fearnhead & Eckley 2012): near linear when breaks grow with the series.
 *
 * A start that cannot win at `to` is kept for another `shortest` periods: until then no segment that begins
 * at `to` may end, so the argument for dropping it does not hold yet.
 *
 * @param share a function whose value for a whole is at least that for its two parts together.
 */
export function penalisedPartition(
  segment: SegmentCost,
  shortest: number,
  penalty: number,
  share: (periods: number) => number,
): Partition {
  const n = segment.length;
  const best = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  const start = new Int32Array(n + 1).fill(-1);
  const expires = new Float64Array(n + 1).fill(Number.POSITIVE_INFINITY);
  best[0] = -penalty;
  let candidates: number[] = [0];
  for (let to = shortest; to <= n; to++) {
    const newest = to - shortest;
    if (newest >= shortest) candidates.push(newest);
    candidates = candidates.filter((from) => to < expires[from]!);
    for (const from of candidates) {
      const total = best[from]! + segment.cost(from, to) + share(to - from) + penalty;
      if (total < best[to]!) {
        best[to] = total;
        start[to] = from;
      }
    }
    for (const from of candidates) {
      if (best[from]! + segment.cost(from, to) + share(to - from) > best[to]!) {
        expires[from] = Math.min(expires[from]!, to + shortest);
      }
    }
  }
  const breaks: number[] = [];
  for (let to = start[n]!; to > 0; to = start[to]!) breaks.unshift(to);
  let cost = 0;
  const edges = [0, ...breaks, n];
  for (let i = 1; i < edges.length; i++) cost += segment.cost(edges[i - 1]!, edges[i]!);
  return { breaks, cost };
}
