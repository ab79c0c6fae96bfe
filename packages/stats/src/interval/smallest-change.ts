import { findRoot } from '../optimise/find-root.js';
import { normalQuantile } from '../special/normal.js';
import {
  DEFAULT_LEVEL,
  normalCritical,
  requireCount,
  requireLevel,
  requirePositive,
  requireShare,
} from './check.js';
import { adjustedNps, type NpsCounts } from './nps.js';
import { type PowerOptions, powerOfMeans, powerOfProportions, requirePower } from './power.js';

/**
 * The smallest true change between two periods that would be noticed with chance `power` (default 0.8).
 * With power 0.5 it is the smallest observed change that stands out at all.
 */
export interface SmallestChange {
  /** Null when even the end of the scale is too near to be told apart. */
  readonly increase: number | null;
  readonly decrease: number | null;
}

/**
 * For a share: `share` now, in (0, 1), in trials before and after, counts above 0. Results are positive
 * differences of shares. Inverts `powerOfProportions` (Fleiss, Levin & Paik 2003). Throws INTERVAL_VALUE
 * (also for a power that chance alone reaches), INTERVAL_COUNT and INTERVAL_LEVEL.
 */
export function smallestProportionChange(
  share: number,
  trialsBefore: number,
  trialsAfter: number,
  options: PowerOptions = {},
): SmallestChange {
  const { power = 0.8, level = DEFAULT_LEVEL } = options;
  requireShare('share', share);
  requireCount('trialsBefore', trialsBefore);
  requireCount('trialsAfter', trialsAfter);
  requirePositive('trialsBefore', trialsBefore);
  requirePositive('trialsAfter', trialsAfter);
  requireLevel(level);
  requirePower(power, level);
  const search = (sign: 1 | -1): number | null => {
    const room = (sign === 1 ? 1 - share : share) * (1 - 1e-9);
    const short = (change: number) =>
      powerOfProportions(share, share + sign * change, trialsBefore, trialsAfter, level) - power;
    if (short(room) < 0) return null;
    return findRoot(short, room * 1e-12, room, { tolerance: 1e-14 });
  };
  return { increase: search(1), decrease: search(-1) };
}

/**
 * For NPS, in points: from the present spread of answers and the number of answers expected next time
 * (default: as many), both above 0. Null where the scale ends first. Rocks (2016), by the normal. Throws
 * INTERVAL_VALUE (also for a power that chance alone reaches), INTERVAL_COUNT and INTERVAL_LEVEL.
 */
export function smallestNpsChange(
  counts: NpsCounts,
  responsesAfter: number = counts.promoters + counts.passives + counts.detractors,
  options: PowerOptions = {},
): SmallestChange {
  const { power = 0.8, level = DEFAULT_LEVEL } = options;
  requireLevel(level);
  requirePower(power, level);
  requireCount('responsesAfter', responsesAfter);
  const { variance } = adjustedNps(counts);
  const before = counts.promoters + counts.passives + counts.detractors;
  requirePositive('number of answers', before);
  requirePositive('responsesAfter', responsesAfter);
  const single = variance * (before + 3);
  const error = Math.sqrt(variance + single / (responsesAfter + 3));
  const change = 100 * (normalCritical(level) + normalQuantile(power)) * error;
  const now = (100 * (counts.promoters - counts.detractors)) / before;
  const within = (room: number) => (change > 0 && change <= room ? change : null);
  return { increase: within(100 - now), decrease: within(100 + now) };
}

/**
 * For a mean, in its own unit: from the standard deviation of single values, above 0, and both sample sizes
 * (>= 2). Inverts `powerOfMeans` (Cohen 1988). Throws INTERVAL_VALUE (also for a power that chance alone
 * reaches), INTERVAL_COUNT and INTERVAL_LEVEL.
 */
export function smallestMeanChange(
  deviation: number,
  countBefore: number,
  countAfter: number,
  options: PowerOptions = {},
): number {
  const { power = 0.8, level = DEFAULT_LEVEL } = options;
  requirePositive('deviation', deviation);
  requireCount('countBefore', countBefore);
  requireCount('countAfter', countAfter);
  requireLevel(level);
  requirePower(power, level);
  const short = (change: number) => powerOfMeans(change, deviation, countBefore, countAfter, level) - power;
  const error = deviation * Math.sqrt(1 / countBefore + 1 / countAfter);
  let high = error;
  while (short(high) < 0) high *= 2;
  return findRoot(short, error * 1e-9, high, { tolerance: error * 1e-12 });
}
