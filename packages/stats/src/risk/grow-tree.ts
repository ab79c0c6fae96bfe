import { type FeatureBins, MOST_BINS } from './feature-bins.js';
import type { Tree } from './tree.js';

export interface GrowOptions {
  readonly leaves: number;
  /** Fewest rows in a leaf. */
  readonly leafRows: number;
  /** Ridge on leaf values. */
  readonly ridge: number;
  readonly rate: number;
}

interface Split {
  readonly gain: number;
  readonly feature: number;
  readonly bin: number;
}

/** A leaf that may still be split: its rows are order[from, to). */
interface Leaf {
  readonly node: number;
  readonly from: number;
  readonly to: number;
  readonly histogram: Float64Array;
  readonly split: Split | null;
}

const CELL = 3;

/**
 * Grows one tree best split first, on histograms of gradients and curvatures; the larger child's histogram is the parent's
 * less the smaller child's. Gain and leaf values as in Chen & Guestrin (2016), eq. 5-7. `order` is permuted.
 */
export function growTree(
  bins: FeatureBins,
  gradient: Float64Array,
  curvature: Float64Array,
  order: Uint32Array,
  options: GrowOptions,
): Tree {
  const rows = order.length;
  const p = bins.cuts.length;
  const size = 2 * options.leaves - 1;
  const feature = new Int32Array(size);
  const threshold = new Float64Array(size);
  const left = new Int32Array(size).fill(-1);
  const right = new Int32Array(size).fill(-1);
  const value = new Float64Array(size);
  const cover = new Float64Array(size);
  const spare = new Uint32Array(rows);
  let nodes = 1;
  const open: Leaf[] = [leafOf(0, 0, rows, histogramOf(0, rows))];
  for (let leaves = 1; leaves < options.leaves; leaves++) {
    const best = strongest(open);
    if (best < 0) break;
    const [leaf] = open.splice(best, 1) as [Leaf];
    const split = leaf.split!;
    const middle = partition(leaf, split);
    feature[leaf.node] = split.feature;
    threshold[leaf.node] = bins.cuts[split.feature]![split.bin]!;
    left[leaf.node] = nodes++;
    right[leaf.node] = nodes++;
    const leftSmaller = middle - leaf.from <= leaf.to - middle;
    const small = leftSmaller ? histogramOf(leaf.from, middle) : histogramOf(middle, leaf.to);
    const large = leaf.histogram;
    for (let i = 0; i < large.length; i++) large[i]! -= small[i]!;
    const [ofLeft, ofRight] = leftSmaller ? [small, large] : [large, small];
    open.push(leafOf(left[leaf.node]!, leaf.from, middle, ofLeft));
    open.push(leafOf(right[leaf.node]!, middle, leaf.to, ofRight));
  }
  for (const leaf of open) {
    let [g, h] = [0, 0];
    for (let i = leaf.from; i < leaf.to; i++) {
      g += gradient[order[i]!]!;
      h += curvature[order[i]!]!;
    }
    value[leaf.node] = (-options.rate * g) / (h + options.ridge);
  }
  const used = <T extends Float64Array | Int32Array>(values: T): T => values.slice(0, nodes) as T;
  return {
    feature: used(feature),
    threshold: used(threshold),
    left: used(left),
    right: used(right),
    value: used(value),
    cover: used(cover),
  };

  function leafOf(node: number, from: number, to: number, histogram: Float64Array): Leaf {
    cover[node] = to - from;
    return { node, from, to, histogram, split: bestSplit(histogram, to - from) };
  }

  function histogramOf(from: number, to: number): Float64Array {
    const out = new Float64Array(p * MOST_BINS * CELL);
    for (let j = 0; j < p; j++) {
      const base = j * MOST_BINS * CELL;
      const offset = j * rows;
      for (let i = from; i < to; i++) {
        const row = order[i]!;
        const at = base + bins.bin[offset + row]! * CELL;
        out[at]! += gradient[row]!;
        out[at + 1]! += curvature[row]!;
        out[at + 2]!++;
      }
    }
    return out;
  }

  function bestSplit(histogram: Float64Array, count: number): Split | null {
    if (count < 2 * options.leafRows) return null;
    let best: Split | null = null;
    for (let j = 0; j < p; j++) {
      const base = j * MOST_BINS * CELL;
      const cuts = bins.cuts[j]!.length;
      let [g, h] = [0, 0];
      for (let b = 0; b <= cuts; b++) {
        g += histogram[base + b * CELL]!;
        h += histogram[base + b * CELL + 1]!;
      }
      const whole = (g * g) / (h + options.ridge);
      let [gl, hl, nl] = [0, 0, 0];
      for (let b = 0; b < cuts; b++) {
        gl += histogram[base + b * CELL]!;
        hl += histogram[base + b * CELL + 1]!;
        nl += histogram[base + b * CELL + 2]!;
        if (nl < options.leafRows) continue;
        if (count - nl < options.leafRows) break;
        const gr = g - gl;
        const gain = (gl * gl) / (hl + options.ridge) + (gr * gr) / (h - hl + options.ridge) - whole;
        // A gain this small is rounding of the subtraction, not a difference between the sides.
        if (gain > 1e-10 && gain > (best?.gain ?? 0)) best = { gain, feature: j, bin: b };
      }
    }
    return best;
  }

  /** Stable: rows keep their order within each side, so a tree does not depend on how it was reached. */
  function partition(leaf: Leaf, split: Split): number {
    const offset = split.feature * rows;
    let at = leaf.from;
    let kept = 0;
    for (let i = leaf.from; i < leaf.to; i++) {
      const row = order[i]!;
      if (bins.bin[offset + row]! <= split.bin) order[at++] = row;
      else spare[kept++] = row;
    }
    order.set(spare.subarray(0, kept), at);
    return at;
  }
}

function strongest(open: readonly Leaf[]): number {
  let best = -1;
  open.forEach((leaf, i) => {
    if (leaf.split !== null && (best < 0 || leaf.split.gain > open[best]!.split!.gain)) best = i;
  });
  return best;
}
