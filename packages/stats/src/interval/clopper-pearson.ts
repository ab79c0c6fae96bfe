import { betaPInverse, betaQInverse } from '../special/beta-distribution.js';
import { DEFAULT_LEVEL } from './check.js';
import type { IntervalResult } from './interval-result.js';
import { shareInterval } from './share-interval.js';

/**
 * Exact interval of a share (Clopper & Pearson 1934) from `successes` of `trials`, whole numbers: covers at
 * least `level` of the time, usually more. For statements that must be guaranteed; for ordinary figures
 * Wilson is closer to the level. Ends in [0, 1]; zero trials: no interval. Throws INTERVAL_LEVEL (level
 * outside (0, 1)), INTERVAL_COUNT and INTERVAL_COUNTS_DISAGREE.
 */
export function clopperPearsonInterval(
  successes: number,
  trials: number,
  level: number = DEFAULT_LEVEL,
): IntervalResult {
  return shareInterval('clopper-pearson', successes, trials, level, () => {
    const tail = (1 - level) / 2;
    const low = successes === 0 ? 0 : betaPInverse(successes, trials - successes + 1, tail);
    const high = successes === trials ? 1 : betaQInverse(successes + 1, trials - successes, tail);
    return [low, high];
  });
}

/**
 * Equal-tailed interval of a share under Jeffreys' prior Beta(1/2, 1/2), from `successes` of `trials`, whole
 * numbers, with 0 and 1 as ends at the extremes (Brown, Cai & DasGupta 2001). Ends in [0, 1]; zero trials: no
 * interval. Throws INTERVAL_LEVEL (level outside (0, 1)), INTERVAL_COUNT and INTERVAL_COUNTS_DISAGREE.
 */
export function jeffreysInterval(
  successes: number,
  trials: number,
  level: number = DEFAULT_LEVEL,
): IntervalResult {
  return shareInterval('jeffreys', successes, trials, level, () => {
    const tail = (1 - level) / 2;
    const a = successes + 0.5;
    const b = trials - successes + 0.5;
    const low = successes === 0 ? 0 : betaPInverse(a, b, tail);
    const high = successes === trials ? 1 : betaQInverse(a, b, tail);
    return [low, high];
  });
}
