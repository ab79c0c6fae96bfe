import { betaPInverse, betaQInverse } from '../special/beta-distribution.js';
import { DEFAULT_LEVEL, requireLevel, requirePart } from './check.js';
import { type IntervalResult, intervalOf, noInterval } from './interval-result.js';

/**
 * Exact interval of a share (Clopper & Pearson 1934): covers at least `level` of the time, usually more.
 * For statements that must be guaranteed; for ordinary figures Wilson is closer to the level.
 */
export function clopperPearsonInterval(
  successes: number,
  trials: number,
  level: number = DEFAULT_LEVEL,
): IntervalResult {
  requireLevel(level);
  requirePart('successes', successes, 'trials', trials);
  if (trials === 0) return noInterval('clopper-pearson', level, null, 'zero-denominator');
  const tail = (1 - level) / 2;
  const low = successes === 0 ? 0 : betaPInverse(successes, trials - successes + 1, tail);
  const high = successes === trials ? 1 : betaQInverse(successes + 1, trials - successes, tail);
  return intervalOf('clopper-pearson', level, successes / trials, [low, high], [0, 1]);
}

/** Equal-tailed interval under Jeffreys' prior Beta(1/2, 1/2), with 0 and 1 as ends at the extremes (Brown, Cai & DasGupta 2001). */
export function jeffreysInterval(
  successes: number,
  trials: number,
  level: number = DEFAULT_LEVEL,
): IntervalResult {
  requireLevel(level);
  requirePart('successes', successes, 'trials', trials);
  if (trials === 0) return noInterval('jeffreys', level, null, 'zero-denominator');
  const tail = (1 - level) / 2;
  const a = successes + 0.5;
  const b = trials - successes + 0.5;
  const low = successes === 0 ? 0 : betaPInverse(a, b, tail);
  const high = successes === trials ? 1 : betaQInverse(a, b, tail);
  return intervalOf('jeffreys', level, successes / trials, [low, high], [0, 1]);
}
