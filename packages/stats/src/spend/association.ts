import { statisticsError } from '../errors.js';
import { requireLevel } from '../interval/check.js';
import { midRanks } from '../risk/ranks.js';
import { normalQuantile } from '../special/normal.js';

/** How order count and mean spend go together. */
export interface Association {
  readonly spearman: number;
  /** Fisher's z with the variance of Bonett & Wright (2000); null below 4 customers. */
  readonly interval: readonly [number, number] | null;
  readonly pearson: number;
}

/**
 * Correlations, -1 to 1, of order count and mean spend over customers, one value of each a customer; 0 when
 * either does not vary. Throws SPEND_EMPTY, SPEND_SHAPE, SPEND_VALUE (not finite) and INTERVAL_LEVEL (level
 * outside (0, 1)). Spearman (1904).
 */
export function spendAssociation(orders: Float64Array, meanSpend: Float64Array, level: number): Association {
  requireLevel(level);
  if (orders.length === 0) throw statisticsError('SPEND_EMPTY');
  if (meanSpend.length !== orders.length) {
    throw statisticsError('SPEND_SHAPE', 'meanSpend', meanSpend.length, orders.length);
  }
  for (const [name, values] of Object.entries({ orders, meanSpend })) {
    const bad = values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) throw statisticsError('SPEND_VALUE', name, bad, values[bad], 'pass finite numbers');
  }
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
