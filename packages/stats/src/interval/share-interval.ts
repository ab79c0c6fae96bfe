import { requireLevel, requirePart } from './check.js';
import { type IntervalMethod, type IntervalResult, intervalOf, noInterval } from './interval-result.js';

/**
 * The interval of a share that `ends` gives, kept in [0, 1]; zero trials: no interval. Throws INTERVAL_LEVEL,
 * INTERVAL_COUNT and INTERVAL_COUNTS_DISAGREE.
 */
export function shareInterval(
  method: IntervalMethod,
  successes: number,
  trials: number,
  level: number,
  ends: () => readonly [low: number, high: number],
): IntervalResult {
  requireLevel(level);
  requirePart('successes', successes, 'trials', trials);
  if (trials === 0) return noInterval(method, level, null, 'zero-denominator');
  return intervalOf(method, level, successes / trials, ends(), [0, 1]);
}
