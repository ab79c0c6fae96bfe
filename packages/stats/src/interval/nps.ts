import { statisticsError } from '../errors.js';
import { normalSurvival } from '../special/normal.js';
import { DEFAULT_LEVEL, normalCritical, requireCount, requireLevel } from './check.js';
import { finitePopulationFactor } from './finite-population.js';
import { type IntervalResult, intervalOf, noInterval } from './interval-result.js';

/** Counts of answers 9-10, 7-8 and 0-6. */
export interface NpsCounts {
  readonly promoters: number;
  readonly passives: number;
  readonly detractors: number;
}

/** Change of NPS between two surveys with its interval (points) and two-sided p-value (null without interval). */
export interface NpsChange {
  readonly interval: IntervalResult;
  readonly z: number | null;
  readonly pValue: number | null;
}

function checkCounts(counts: NpsCounts): number {
  requireCount('promoters', counts.promoters);
  requireCount('passives', counts.passives);
  requireCount('detractors', counts.detractors);
  return counts.promoters + counts.passives + counts.detractors;
}

/**
 * Centre (-1 to 1) and variance of the mean of +1/0/-1 after adding 3/4 promoter, 3/2 passives and 3/4
 * detractor to the counts (Rocks 2016, "Interval estimation for the net promoter score"). Both in shares, not
 * points. Throws INTERVAL_COUNT.
 */
export function adjustedNps(counts: NpsCounts): { readonly center: number; readonly variance: number } {
  const n = checkCounts(counts) + 3;
  const promoters = (counts.promoters + 0.75) / n;
  const detractors = (counts.detractors + 0.75) / n;
  const center = promoters - detractors;
  return { center, variance: (promoters + detractors - center * center) / n };
}

/**
 * NPS in points (-100 to 100) with its adjusted Wald interval (Rocks 2016), ends kept within +-100. The
 * estimate is the plain 100 (P - D)/n, unadjusted, so it need not be the middle. `population` is the number
 * of people asked about, when they are few enough to matter. No answers: no interval. Throws INTERVAL_LEVEL
 * (level outside (0, 1)), INTERVAL_COUNT and INTERVAL_COUNTS_DISAGREE.
 */
export function npsInterval(
  counts: NpsCounts,
  level: number = DEFAULT_LEVEL,
  population: number = Infinity,
): IntervalResult {
  requireLevel(level);
  const n = checkCounts(counts);
  const factor = finitePopulationFactor(n, population);
  if (n === 0) return noInterval('adjusted-wald', level, null, 'zero-denominator');
  const estimate = (100 * (counts.promoters - counts.detractors)) / n;
  if (factor === 0) return intervalOf('adjusted-wald', level, estimate, [estimate, estimate]);
  const { center, variance } = adjustedNps(counts);
  const half = normalCritical(level) * Math.sqrt(variance * factor);
  return intervalOf(
    'adjusted-wald',
    level,
    estimate,
    [100 * (center - half), 100 * (center + half)],
    [-100, 100],
  );
}

function changeOf(
  method: 'adjusted-wald' | 'adjusted-wald-paired',
  level: number,
  estimate: number,
  center: number,
  variance: number,
): NpsChange {
  const error = Math.sqrt(variance);
  const half = normalCritical(level) * error;
  const z = center / error;
  return {
    interval: intervalOf(
      method,
      level,
      estimate,
      [100 * (center - half), 100 * (center + half)],
      [-200, 200],
    ),
    z,
    pValue: Math.min(1, 2 * normalSurvival(Math.abs(z))),
  };
}

/**
 * NPS of `after` minus NPS of `before`, in points, for different respondents: adjusted variances added. The
 * p-value is below 1 - level exactly when the interval excludes 0. No answers on a side: no interval. Rocks
 * (2016). Throws INTERVAL_LEVEL (level outside (0, 1)) and INTERVAL_COUNT.
 */
export function npsChange(before: NpsCounts, after: NpsCounts, level: number = DEFAULT_LEVEL): NpsChange {
  requireLevel(level);
  const n1 = checkCounts(before);
  const n2 = checkCounts(after);
  if (n1 === 0 || n2 === 0) {
    return { interval: noInterval('adjusted-wald', level, null, 'zero-denominator'), z: null, pValue: null };
  }
  const a = adjustedNps(before);
  const b = adjustedNps(after);
  const estimate =
    100 * ((after.promoters - after.detractors) / n2 - (before.promoters - before.detractors) / n1);
  return changeOf('adjusted-wald', level, estimate, b.center - a.center, a.variance + b.variance);
}

/**
 * Change of NPS, in points, for the same respondents asked twice. `transitions[i][j]` counts those in class i
 * before and j after, classes in the order detractor, passive, promoter. Three imagined respondents, spread
 * 1/4, 1/2, 1/4 over the classes on both occasions independently, extend the adjustment of Rocks (2016) to
 * pairs. No answers: no interval. Throws INTERVAL_LEVEL (level outside (0, 1)), INTERVAL_COUNT and
 * INTERVAL_VALUE (not 3 x 3).
 */
export function npsChangePaired(
  transitions: readonly (readonly number[])[],
  level: number = DEFAULT_LEVEL,
): NpsChange {
  requireLevel(level);
  if (transitions.length !== 3 || transitions.some((row) => row.length !== 3)) {
    throw statisticsError('INTERVAL_VALUE', 'transitions', transitions, 'pass three rows of three counts');
  }
  const spread = [0.25, 0.5, 0.25];
  let n = 0;
  let sum = 0;
  let adjustedSum = 0;
  let adjustedSquares = 0;
  for (let i = 0; i < 3; i++) {
    for (let j = 0; j < 3; j++) {
      const count = transitions[i]?.[j] as number;
      requireCount(`transitions[${i}][${j}]`, count);
      n += count;
      sum += (j - i) * count;
      const adjusted = count + 3 * (spread[i] as number) * (spread[j] as number);
      adjustedSum += (j - i) * adjusted;
      adjustedSquares += (j - i) * (j - i) * adjusted;
    }
  }
  if (n === 0) {
    return {
      interval: noInterval('adjusted-wald-paired', level, null, 'zero-denominator'),
      z: null,
      pValue: null,
    };
  }
  const center = adjustedSum / (n + 3);
  const variance = (adjustedSquares / (n + 3) - center * center) / (n + 3);
  return changeOf('adjusted-wald-paired', level, (100 * sum) / n, center, variance);
}
