import { normalQuantile } from '../special/normal.js';

/** How order count and mean spend go together. */
export interface Association {
  readonly spearman: number;
  /** Fisher's z with the variance of Bonett & Wright (2000); null below 4 customers. */
  readonly interval: readonly [number, number] | null;
  readonly pearson: number;
}

/** Correlations of order count and mean spend over customers; 0 when either does not vary. */
export function spendAssociation(orders: Float64Array, meanSpend: Float64Array, level: number): Association {
  const spearman = pearson(midRanks(orders), midRanks(meanSpend));
  const size = orders.length;
  const reach = normalQuantile((1 + level) / 2) * Math.sqrt((1 + (spearman * spearman) / 2) / (size - 3));
  const place = Math.atanh(Math.min(1 - 1e-15, Math.max(-1 + 1e-15, spearman)));
  return {
    spearman,
    interval: size < 4 ? null : [Math.tanh(place - reach), Math.tanh(place + reach)],
    pearson: pearson(orders, meanSpend),
  };
}

function midRanks(values: Float64Array): Float64Array {
  const order = Int32Array.from(values.keys()).sort((i, j) => values[i]! - values[j]!);
  const ranks = new Float64Array(values.length);
  for (let from = 0; from < order.length; ) {
    let to = from;
    while (to < order.length && values[order[to]!] === values[order[from]!]) to++;
    for (let k = from; k < to; k++) ranks[order[k]!] = (from + to + 1) / 2;
    from = to;
  }
  return ranks;
}

function pearson(a: Float64Array, b: Float64Array): number {
  const mean = (values: Float64Array) => values.reduce((sum, value) => sum + value, 0) / values.length;
  const meanA = mean(a);
  const meanB = mean(b);
  let both = 0;
  let squareA = 0;
  let squareB = 0;
  for (let i = 0; i < a.length; i++) {
    both += (a[i]! - meanA) * (b[i]! - meanB);
    squareA += (a[i]! - meanA) ** 2;
    squareB += (b[i]! - meanB) ** 2;
  }
  return squareA === 0 || squareB === 0 ? 0 : both / Math.sqrt(squareA * squareB);
}
