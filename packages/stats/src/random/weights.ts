import { statisticsError } from '../errors.js';

/** Sum of weights. Throws RANDOM_PARAMETER unless all are finite, at least 0, and one is above 0. */
export function totalOf(draw: string, weights: ArrayLike<number>): number {
  let total = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (!(weight >= 0 && weight < Infinity)) {
      throw statisticsError(
        'RANDOM_PARAMETER',
        draw,
        `weight ${i}`,
        weight,
        'pass finite weights of at least 0',
      );
    }
    total += weight;
  }
  if (!(total > 0 && total < Infinity)) {
    throw statisticsError(
      'RANDOM_PARAMETER',
      draw,
      'sum of weights',
      total,
      'pass at least one weight above 0',
    );
  }
  return total;
}
