/** A regression tree as arrays; node 0 is the root. A leaf has `left` = -1. */
export interface Tree {
  /** Column a node splits on. */
  readonly feature: Int32Array;
  /** Rows with value <= threshold go left. */
  readonly threshold: Float64Array;
  readonly left: Int32Array;
  readonly right: Int32Array;
  /** Leaves: log-odds added. Inner nodes: 0. */
  readonly value: Float64Array;
  /** Training rows that reached the node. */
  readonly cover: Float64Array;
}

/** The leaf value of one row of a matrix laid out row by row, starting at `at`. */
export function treeValue(tree: Tree, values: Float64Array, at: number): number {
  let node = 0;
  while (tree.left[node]! >= 0) {
    const goesLeft = values[at + tree.feature[node]!]! <= tree.threshold[node]!;
    node = goesLeft ? tree.left[node]! : tree.right[node]!;
  }
  return tree.value[node]!;
}

/** Mean leaf value over the training rows. */
export function treeMean(tree: Tree): number {
  let sum = 0;
  for (let node = 0; node < tree.left.length; node++) {
    if (tree.left[node]! < 0) sum += tree.value[node]! * tree.cover[node]!;
  }
  return sum / tree.cover[0]!;
}
