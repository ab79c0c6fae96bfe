import { statisticsError } from '../errors.js';

function ascendingOrder(pValues: ArrayLike<number>): number[] {
  for (let i = 0; i < pValues.length; i++) {
    const p = pValues[i] as number;
    if (!(p >= 0 && p <= 1)) {
      throw statisticsError('INTERVAL_VALUE', `pValues[${i}]`, p, 'pass p-values from 0 to 1');
    }
  }
  return Array.from({ length: pValues.length }, (_, i) => i).sort(
    (i, j) => (pValues[i] as number) - (pValues[j] as number),
  );
}

/**
 * p-values adjusted for many tests so that, among those called real at a threshold t, at most a share t is
 * false on average (Benjamini & Hochberg 1995); in the order given. For a report of many figures. Throws
 * INTERVAL_VALUE for a p-value outside [0, 1].
 */
export function benjaminiHochberg(pValues: ArrayLike<number>): Float64Array {
  const order = ascendingOrder(pValues);
  const count = order.length;
  const adjusted = new Float64Array(count);
  let least = 1;
  for (let rank = count; rank >= 1; rank--) {
    const i = order[rank - 1] as number;
    least = Math.min(least, (pValues[i] as number) * (count / rank));
    adjusted[i] = least;
  }
  return adjusted;
}

/**
 * p-values adjusted so that the chance of any false call at a threshold t is at most t (Holm 1979); in the
 * order given. Errors as `benjaminiHochberg`.
 */
export function holm(pValues: ArrayLike<number>): Float64Array {
  const order = ascendingOrder(pValues);
  const count = order.length;
  const adjusted = new Float64Array(count);
  let most = 0;
  for (let rank = 1; rank <= count; rank++) {
    const i = order[rank - 1] as number;
    most = Math.max(most, Math.min(1, (count - rank + 1) * (pValues[i] as number)));
    adjusted[i] = most;
  }
  return adjusted;
}
