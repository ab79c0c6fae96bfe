import { statisticsError } from '../errors.js';

/**
 * Isotonic (never falling) least-squares fit to finite `values` in their given order, in their unit, by
 * pooling adjacent violators in one pass; Barlow et al. (1972), 1.2. Weights, above 0 and one a value,
 * default to 1. Throws RISK_BAD_SCORE, RISK_LENGTH and RISK_BAD_WEIGHT.
 */
export function isotonicRegression(values: ArrayLike<number>, weights?: ArrayLike<number>): Float64Array {
  const n = values.length;
  if (weights !== undefined && weights.length !== n) {
    throw statisticsError('RISK_LENGTH', 'weight', weights.length, n);
  }
  const mean = new Float64Array(n);
  const weight = new Float64Array(n);
  const size = new Uint32Array(n);
  let blocks = 0;
  for (let i = 0; i < n; i++) {
    const value = values[i]!;
    const own = weights === undefined ? 1 : weights[i]!;
    if (!Number.isFinite(value)) throw statisticsError('RISK_BAD_SCORE', i, value);
    if (!(own > 0 && own < Number.POSITIVE_INFINITY)) throw statisticsError('RISK_BAD_WEIGHT', i, own);
    mean[blocks] = value;
    weight[blocks] = own;
    size[blocks] = 1;
    blocks++;
    while (blocks > 1 && mean[blocks - 2]! >= mean[blocks - 1]!) {
      const a = blocks - 2;
      const b = blocks - 1;
      const total = weight[a]! + weight[b]!;
      mean[a] = (mean[a]! * weight[a]! + mean[b]! * weight[b]!) / total;
      weight[a] = total;
      size[a]! += size[b]!;
      blocks--;
    }
  }
  const out = new Float64Array(n);
  for (let block = 0, i = 0; block < blocks; block++) {
    for (let k = 0; k < size[block]!; k++) out[i++] = mean[block]!;
  }
  return out;
}
