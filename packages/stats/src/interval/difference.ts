import { requireLevel, requirePart, DEFAULT_LEVEL } from './check.js';
import { type IntervalResult, intervalOf, isInterval, noInterval } from './interval-result.js';
import { wilsonInterval } from './wilson.js';

/**
 * Interval of p1 - p2 for two independent shares, successes of trials (whole numbers): Newcombe's hybrid
 * score interval (1998, method 10). Ends in [-1, 1]. Null with reason when either side has no trials. Throws
 * INTERVAL_LEVEL (level outside (0, 1)), INTERVAL_COUNT and INTERVAL_COUNTS_DISAGREE.
 */
export function newcombeDifference(
  successes1: number,
  trials1: number,
  successes2: number,
  trials2: number,
  level: number = DEFAULT_LEVEL,
): IntervalResult {
  requireLevel(level);
  requirePart('successes1', successes1, 'trials1', trials1);
  requirePart('successes2', successes2, 'trials2', trials2);
  const result = differenceOfIntervals(
    wilsonInterval(successes1, trials1, level),
    wilsonInterval(successes2, trials2, level),
  );
  return isInterval(result)
    ? intervalOf('newcombe', level, result.estimate, [result.low, result.high], [-1, 1])
    : { ...result, method: 'newcombe' };
}

/**
 * Interval of the difference first - second of two independent estimates, in their unit, from their own
 * intervals at one level (Zou & Donner 2008): keeps their lopsidedness, so it serves clustered shares, rates
 * and medians. Null with the reason of the side that has none. Throws nothing.
 */
export function differenceOfIntervals(first: IntervalResult, second: IntervalResult): IntervalResult {
  const { level } = first;
  if (!isInterval(first) || !isInterval(second)) {
    const estimate =
      first.estimate === null || second.estimate === null ? null : first.estimate - second.estimate;
    const reason = !isInterval(first) ? first.reason : (second as { reason: 'zero-denominator' }).reason;
    return noInterval('difference-of-intervals', level, estimate, reason);
  }
  const difference = first.estimate - second.estimate;
  const down = Math.hypot(first.estimate - first.low, second.high - second.estimate);
  const up = Math.hypot(first.high - first.estimate, second.estimate - second.low);
  return intervalOf('difference-of-intervals', level, difference, [difference - down, difference + up]);
}
