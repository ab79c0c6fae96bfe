import { DEFAULT_LEVEL, normalCritical, requireLevel, requirePart } from './check.js';
import { finitePopulationFactor } from './finite-population.js';
import { type IntervalResult, intervalOf, noInterval } from './interval-result.js';
import { shareInterval } from './share-interval.js';

/** Ends of the score interval for a share observed on an (effective) sample size, at critical value z. */
export function wilsonEnds(share: number, size: number, z: number): [low: number, high: number] {
  const square = (z * z) / size;
  const center = share + square / 2;
  const spread = Math.sqrt(square * (share * (1 - share) + square / 4));
  // At 0 and 1 the two parts are equal; their difference must be exact there.
  const low = share === 0 ? 0 : (center - spread) / (1 + square);
  const high = share === 1 ? 1 : (center + spread) / (1 + square);
  return [low, high];
}

/**
 * Score interval of a share (Wilson 1927): the default for every proportion. `successes` of `trials`, whole
 * numbers; ends in [0, 1]. With `population`, the size of the finite population the trials were drawn from,
 * the interval narrows accordingly. Zero trials: no interval. Throws INTERVAL_LEVEL (level outside (0, 1)),
 * INTERVAL_COUNT and INTERVAL_COUNTS_DISAGREE.
 */
export function wilsonInterval(
  successes: number,
  trials: number,
  level: number = DEFAULT_LEVEL,
  population: number = Infinity,
): IntervalResult {
  requireLevel(level);
  requirePart('successes', successes, 'trials', trials);
  const factor = finitePopulationFactor(trials, population);
  if (trials === 0) return noInterval('wilson', level, null, 'zero-denominator');
  const share = successes / trials;
  if (factor === 0) return intervalOf('wilson', level, share, [share, share]);
  const ends = wilsonEnds(share, trials / factor, normalCritical(level));
  return intervalOf('wilson', level, share, ends, [0, 1]);
}

/**
 * Score interval with continuity correction (Newcombe 1998, method 4; R `prop.test`) from `successes` of
 * `trials`, whole numbers: never narrower than the exact one by much, and wider than needed on average. Ends
 * in [0, 1]; zero trials: no interval. Throws INTERVAL_LEVEL (level outside (0, 1)), INTERVAL_COUNT and
 * INTERVAL_COUNTS_DISAGREE.
 */
export function wilsonContinuityInterval(
  successes: number,
  trials: number,
  level: number = DEFAULT_LEVEL,
): IntervalResult {
  return shareInterval('wilson-continuity', successes, trials, level, () => {
    const z = normalCritical(level);
    const share = successes / trials;
    const below = 2 * (trials + z * z);
    const low =
      successes === 0
        ? 0
        : (2 * successes +
            z * z -
            1 -
            z * Math.sqrt(z * z - 2 - 1 / trials + 4 * share * (trials * (1 - share) + 1))) /
          below;
    const high =
      successes === trials
        ? 1
        : (2 * successes +
            z * z +
            1 +
            z * Math.sqrt(z * z + 2 - 1 / trials + 4 * share * (trials * (1 - share) - 1))) /
          below;
    return [low, high];
  });
}

/**
 * Agresti and Coull's interval (1998) from `successes` of `trials`, whole numbers, ends kept in [0, 1].
 * Present only to reproduce tools that print it, some under Wilson's name; it is wider than Wilson's and
 * leaves [0, 1] before clipping. Zero trials: no interval. Throws INTERVAL_LEVEL (level outside (0, 1)),
 * INTERVAL_COUNT and INTERVAL_COUNTS_DISAGREE.
 */
export function agrestiCoullInterval(
  successes: number,
  trials: number,
  level: number = DEFAULT_LEVEL,
): IntervalResult {
  return shareInterval('agresti-coull', successes, trials, level, () => {
    const z = normalCritical(level);
    const size = trials + z * z;
    const center = (successes + (z * z) / 2) / size;
    const half = z * Math.sqrt((center * (1 - center)) / size);
    return [center - half, center + half];
  });
}
