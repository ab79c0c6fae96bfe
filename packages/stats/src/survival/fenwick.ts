/** Running counts over ranks 0..size-1 that can be changed and summed in log time (Fenwick 1994). */
export class FenwickCounts {
  private readonly tree: Int32Array;
  total = 0;

  constructor(size: number) {
    this.tree = new Int32Array(size + 1);
  }

  add(rank: number, amount: number): void {
    this.total += amount;
    for (let i = rank + 1; i < this.tree.length; i += i & -i) this.tree[i]! += amount;
  }

  /** Sum over ranks below `rank`. */
  below(rank: number): number {
    let sum = 0;
    for (let i = rank; i > 0; i -= i & -i) sum += this.tree[i]!;
    return sum;
  }
}
