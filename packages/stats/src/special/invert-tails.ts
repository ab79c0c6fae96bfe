import { statisticsError } from '../errors.js';

/** Both log tails of a distribution at a point, and the log density there, in the same coordinate. */
export interface TailsAt {
  readonly logLower: number;
  readonly logUpper: number;
  readonly logDensity: number;
}

const MAX_STEPS = 400;

/**
 * The point y where a continuous distribution on the whole line has lower tail `probability` (or upper
 * tail, when `side` is 'upper'). Works on the log of the smaller tail, which is nearly straight far out,
 * by Newton steps kept inside a bracket; so far tails keep their relative accuracy.
 *
 * `probability` must lie strictly between 0 and 1.
 */
export function invertTails(
  fn: string,
  evaluate: (y: number) => TailsAt,
  probability: number,
  side: 'lower' | 'upper',
  start: number,
): number {
  const useLower = side === 'lower' ? probability <= 0.5 : probability > 0.5;
  const target = probability <= 0.5 ? Math.log(probability) : Math.log1p(-probability);
  let low = -Infinity;
  let high = Infinity;
  let y = start;
  let reach = 2;
  let closing = false;
  for (let step = 0; step < MAX_STEPS; step++) {
    const at = evaluate(y);
    const tail = useLower ? at.logLower : at.logUpper;
    const excess = useLower ? tail - target : target - tail;
    if (excess === 0) return y;
    if (excess > 0) high = y;
    else low = y;
    let move = -excess * Math.exp(tail - at.logDensity);
    // A first step from a flat stretch may land where the logs are so large that their difference is noise.
    if (!(Math.abs(move) <= reach)) {
      move = excess > 0 ? -reach : reach;
      reach *= 2;
    }
    let next = y + move;
    if (next === y) return y;
    const inside = next > low && next < high && Number.isFinite(next);
    if (closing) return inside ? next : y;
    if (!inside) {
      if (low > -Infinity && high < Infinity) next = low + (high - low) / 2;
      else {
        next = excess > 0 ? y - reach : y + reach;
        reach *= 2;
      }
    }
    const size = Math.max(1, Math.abs(next));
    // Neighbouring doubles: nothing lies between them.
    if (high - low <= 4.5e-16 * size) return next;
    // Newton doubles the digits: after a step this small, one more reaches the limit of the arithmetic.
    closing = inside && Math.abs(next - y) <= 1e-8 * size;
    y = next;
  }
  throw statisticsError('SPECIAL_NO_CONVERGENCE', fn, `probability=${probability}`, MAX_STEPS);
}

/**
 * The smallest whole number k in [lowest, highest] for which `reached(k)` holds, where `reached` turns
 * from false to true once. Gallops from `start`, then halves.
 */
export function firstReached(
  reached: (k: number) => boolean,
  lowest: number,
  highest: number,
  start: number,
): number {
  let high = Math.min(Math.max(Math.floor(start), lowest), highest);
  let stride = 1;
  let low: number;
  if (reached(high)) {
    low = high - 1;
    while (low >= lowest && reached(low)) {
      high = low;
      stride *= 2;
      low = high - stride;
    }
    if (low < lowest) low = lowest - 1;
  } else {
    low = high;
    high = low + 1;
    while (high < highest && !reached(high)) {
      low = high;
      stride *= 2;
      high = low + stride;
    }
    if (high > highest) high = highest;
  }
  while (high - low > 1) {
    const middle = low + Math.floor((high - low) / 2);
    // Beyond 2^53 neighbouring doubles are further apart than 1.
    if (middle === low || middle === high) break;
    if (reached(middle)) high = middle;
    else low = middle;
  }
  return high;
}
