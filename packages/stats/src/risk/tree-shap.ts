import type { Tree } from './tree.js';

/**
 * Exact Shapley values of trees, row by row. The value of a set of known columns is the tree's mean prediction when the
 * others are averaged by the training rows at each split. O(leaves * depth^2) instead of 2^columns;
 * Lundberg, Erion & Lee (2018), algorithm 2. They sum to the tree's value at the row minus its mean.
 *
 * A path through the tree is a list of the columns met on it. For each: the share of training rows that follow the path
 * when the column is unknown (`zero`), whether this row follows it when known (`one`: 1 or 0), and at position k the
 * weight of all subsets of k of the columns (`weight`). Each level of the tree has its own copy, side by side in one array.
 */
export class TreeShap {
  readonly #width: number;
  readonly #feature: Int32Array;
  readonly #zero: Float64Array;
  readonly #one: Float64Array;
  readonly #weight: Float64Array;

  /** @param deepest depth of the deepest tree to come (0 for a single leaf) */
  constructor(deepest: number) {
    this.#width = deepest + 2;
    const cells = this.#width * this.#width;
    this.#feature = new Int32Array(cells);
    this.#zero = new Float64Array(cells);
    this.#one = new Float64Array(cells);
    this.#weight = new Float64Array(cells);
  }

  /** Adds the values of the row at `values[at...]` to `out[to...]`. */
  add(tree: Tree, values: Float64Array, at: number, out: Float64Array, to: number): void {
    this.#visit(tree, values, at, out, to, 0, 0, 0, 1, 1, -1);
  }

  #visit(
    tree: Tree,
    values: Float64Array,
    at: number,
    out: Float64Array,
    to: number,
    node: number,
    level: number,
    length: number,
    zero: number,
    one: number,
    feature: number,
  ): void {
    const path = level * this.#width;
    if (level > 0) this.#copy(path - this.#width, path, length);
    this.#extend(path, length, zero, one, feature);
    let last = length;
    const left = tree.left[node]!;
    if (left < 0) {
      const value = tree.value[node]!;
      for (let i = 1; i <= last; i++) {
        const cell = path + i;
        const share = this.#unwoundSum(path, last, i);
        out[to + this.#feature[cell]!]! += share * (this.#one[cell]! - this.#zero[cell]!) * value;
      }
      return;
    }
    const split = tree.feature[node]!;
    const right = tree.right[node]!;
    const goesLeft = values[at + split]! <= tree.threshold[node]!;
    const hot = goesLeft ? left : right;
    const cold = goesLeft ? right : left;
    let knownZero = 1;
    let knownOne = 1;
    for (let i = 1; i <= last; i++) {
      if (this.#feature[path + i] !== split) continue;
      // The column was met before: its two shares multiply, and it stays one column.
      knownZero = this.#zero[path + i]!;
      knownOne = this.#one[path + i]!;
      this.#unwind(path, last, i);
      last--;
      break;
    }
    const share = knownZero / tree.cover[node]!;
    const next = level + 1;
    const place = last + 1;
    this.#visit(tree, values, at, out, to, hot, next, place, share * tree.cover[hot]!, knownOne, split);
    this.#visit(tree, values, at, out, to, cold, next, place, share * tree.cover[cold]!, 0, split);
  }

  #copy(from: number, to: number, length: number): void {
    for (let i = 0; i < length; i++) {
      this.#feature[to + i] = this.#feature[from + i]!;
      this.#zero[to + i] = this.#zero[from + i]!;
      this.#one[to + i] = this.#one[from + i]!;
      this.#weight[to + i] = this.#weight[from + i]!;
    }
  }

  /** Adds a column at position `length`: every subset counted so far either takes it in or not. */
  #extend(path: number, length: number, zero: number, one: number, feature: number): void {
    const weight = this.#weight;
    this.#feature[path + length] = feature;
    this.#zero[path + length] = zero;
    this.#one[path + length] = one;
    weight[path + length] = length === 0 ? 1 : 0;
    for (let i = length - 1; i >= 0; i--) {
      const held = weight[path + i]! / (length + 1);
      weight[path + i + 1]! += one * held * (i + 1);
      weight[path + i] = zero * held * (length - i);
    }
  }

  /** Takes the column at position `index` out again; `last` is the last position. */
  #unwind(path: number, last: number, index: number): void {
    const weight = this.#weight;
    const zero = this.#zero[path + index]!;
    const one = this.#one[path + index]!;
    let next = weight[path + last]!;
    for (let i = last - 1; i >= 0; i--) {
      const cell = path + i;
      if (one !== 0) {
        const held = weight[cell]!;
        weight[cell] = (next * (last + 1)) / ((i + 1) * one);
        next = held - (weight[cell] * zero * (last - i)) / (last + 1);
      } else weight[cell] = (weight[cell]! * (last + 1)) / (zero * (last - i));
    }
    for (let cell = path + index; cell < path + last; cell++) {
      this.#feature[cell] = this.#feature[cell + 1]!;
      this.#zero[cell] = this.#zero[cell + 1]!;
      this.#one[cell] = this.#one[cell + 1]!;
    }
  }

  /** Sum of the weights after taking the column at position `index` out, leaving the path as it is. */
  #unwoundSum(path: number, last: number, index: number): number {
    const weight = this.#weight;
    const zero = this.#zero[path + index]!;
    const one = this.#one[path + index]!;
    let sum = 0;
    let next = weight[path + last]!;
    for (let i = last - 1; i >= 0; i--) {
      if (one !== 0) {
        const taken = (next * (last + 1)) / ((i + 1) * one);
        sum += taken;
        next = weight[path + i]! - (taken * zero * (last - i)) / (last + 1);
      } else sum += (weight[path + i]! * (last + 1)) / (zero * (last - i));
    }
    return sum;
  }
}

/** Edges from the root to the deepest leaf. */
export function treeDepth(tree: Tree): number {
  const depth = new Int32Array(tree.left.length);
  let most = 0;
  // Children come after their parent.
  for (let node = 0; node < depth.length; node++) {
    most = Math.max(most, depth[node]!);
    if (tree.left[node]! < 0) continue;
    depth[tree.left[node]!] = depth[node]! + 1;
    depth[tree.right[node]!] = depth[node]! + 1;
  }
  return most;
}
