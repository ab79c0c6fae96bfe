import type { RandomSource } from './random-source.js';
import { totalOf } from './weights.js';

/** Weights prepared for draws in constant time (Vose 1991). */
export interface AliasTable {
  readonly keep: Float64Array;
  readonly alias: Uint32Array;
}

/**
 * Prepares weights (finite, >= 0, not all 0; one for each index) for `drawAlias`. Vose (1991). Throws
 * RANDOM_PARAMETER.
 */
export function createAliasTable(weights: ArrayLike<number>): AliasTable {
  const size = weights.length;
  const total = totalOf('createAliasTable', weights);
  const keep = new Float64Array(size);
  const alias = Uint32Array.from({ length: size }, (_, i) => i);
  const small: number[] = [];
  const large: number[] = [];
  for (let i = 0; i < size; i++) {
    const share = ((weights[i] as number) * size) / total;
    keep[i] = share;
    if (share < 1) small.push(i);
    else large.push(i);
  }
  while (small.length > 0 && large.length > 0) {
    const lesser = small.pop() as number;
    const greater = large[large.length - 1] as number;
    alias[lesser] = greater;
    const left = (keep[greater] as number) - (1 - (keep[lesser] as number));
    keep[greater] = left;
    if (left < 1) {
      large.pop();
      small.push(greater);
    }
  }
  // What rounding leaves over is full, except bins of weight 0, which must never be kept.
  for (const i of [...small, ...large]) {
    if ((weights[i] as number) > 0) keep[i] = 1;
    else alias[i] = heaviest(weights);
  }
  return { keep, alias };
}

function heaviest(weights: ArrayLike<number>): number {
  let best = 0;
  for (let i = 1; i < weights.length; i++) {
    if ((weights[i] as number) > (weights[best] as number)) best = i;
  }
  return best;
}

/**
 * Index, from 0, drawn with probability proportional to its weight, in constant time: the alias method of
 * Walker (1977). Throws nothing: the table has been checked.
 */
export function drawAlias(random: RandomSource, table: AliasTable): number {
  const i = random.below(table.keep.length);
  return random.uniform() < (table.keep[i] as number) ? i : (table.alias[i] as number);
}
