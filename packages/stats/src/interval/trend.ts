import { statisticsError } from '../errors.js';
import { chiSquareSurvival } from '../special/gamma-distribution.js';
import { normalSurvival } from '../special/normal.js';
import {
  DEFAULT_LEVEL,
  normalCritical,
  requireFiniteValues,
  requireLevel,
  requirePart,
  requireSameLength,
} from './check.js';
import { type IntervalResult, intervalOf, noInterval } from './interval-result.js';

export interface ProportionTrend {
  /** Null when every trial ended alike or the scores do not differ. */
  readonly chiSquare: number | null;
  readonly pValue: number | null;
}

/**
 * Linear trend in shares over ordered groups, one count of successes and of trials a group (Cochran 1954,
 * Armitage 1955; R `prop.trend.test`), one degree of freedom. `scores`, one a group, default to 1, 2, 3, ...
 * Throws INTERVAL_LENGTHS, INTERVAL_VALUE, INTERVAL_COUNT and INTERVAL_COUNTS_DISAGREE.
 */
export function proportionTrendTest(
  successes: readonly number[],
  trials: readonly number[],
  scores: readonly number[] = trials.map((_, i) => i + 1),
): ProportionTrend {
  requireSameLength('successes', successes, 'trials', trials);
  requireSameLength('scores', scores, 'trials', trials);
  requireFiniteValues('scores', scores);
  let total = 0;
  let hits = 0;
  let scoreSum = 0;
  trials.forEach((n, i) => {
    requirePart(`successes[${i}]`, successes[i] as number, `trials[${i}]`, n);
    total += n;
    hits += successes[i] as number;
    scoreSum += n * (scores[i] as number);
  });
  if (total === 0 || hits === 0 || hits === total) return { chiSquare: null, pValue: null };
  const share = hits / total;
  const center = scoreSum / total;
  let covariance = 0;
  let spread = 0;
  trials.forEach((n, i) => {
    const off = (scores[i] as number) - center;
    covariance += off * (successes[i] as number);
    spread += n * off * off;
  });
  if (spread === 0) return { chiSquare: null, pValue: null };
  const chiSquare = covariance ** 2 / (share * (1 - share) * spread);
  return { chiSquare, pValue: chiSquareSurvival(chiSquare, 1) };
}

export interface MannKendall {
  /** Rising pairs less falling ones. */
  readonly s: number;
  /** Kendall's tau-b against time, -1 to 1. */
  readonly tau: number;
  /** S in standard errors, its variance corrected for ties. */
  readonly z: number;
  readonly pValue: number;
  /** Median slope over all pairs, per unit of time, with its interval (Sen 1968). */
  readonly slope: IntervalResult;
}

export interface MannKendallOptions {
  /** One for each value, rising strictly; default 0, 1, 2, ... */
  readonly times?: ArrayLike<number>;
  /** Of the slope's interval, default 0.95. */
  readonly level?: number;
  /** Take 1 off |S| before dividing (Kendall 1975); default true. R `cor.test` does not. */
  readonly continuity?: boolean;
}

/**
 * Whether a series, in time order, rises or falls, without assuming a shape or normal noise: Mann (1945) and
 * Kendall (1975) with ties, and Sen's slope (1968). Serial correlation makes the p-value too small. Null for
 * fewer than 3 values or values that are all equal. Cost: count squared. Throws INTERVAL_LEVEL (level outside
 * (0, 1)), INTERVAL_LENGTHS and INTERVAL_VALUE.
 */
export function mannKendallTest(
  values: ArrayLike<number>,
  options: MannKendallOptions = {},
): MannKendall | null {
  const {
    times = Array.from({ length: values.length }, (_, i) => i),
    level = DEFAULT_LEVEL,
    continuity = true,
  } = options;
  requireLevel(level);
  requireSameLength('values', values, 'times', times);
  requireFiniteValues('values', values);
  requireFiniteValues('times', times);
  const count = values.length;
  for (let i = 1; i < count; i++) {
    if (!((times[i] as number) > (times[i - 1] as number))) {
      throw statisticsError('INTERVAL_VALUE', `times[${i}]`, times[i], 'pass times that rise strictly');
    }
  }
  if (count < 3) return null;
  const pairs = (count * (count - 1)) / 2;
  const slopes = new Float64Array(pairs);
  let s = 0;
  let k = 0;
  for (let j = 1; j < count; j++) {
    for (let i = 0; i < j; i++) {
      const rise = (values[j] as number) - (values[i] as number);
      s += Math.sign(rise);
      slopes[k++] = rise / ((times[j] as number) - (times[i] as number));
    }
  }
  const { tiedPairs, tieSum } = ties(values);
  const variance = (count * (count - 1) * (2 * count + 5) - tieSum) / 18;
  if (!(variance > 0)) return null;
  const z = (s - (continuity ? Math.sign(s) : 0)) / Math.sqrt(variance);
  slopes.sort();
  return {
    s,
    tau: s / Math.sqrt(pairs * (pairs - tiedPairs)),
    z,
    pValue: Math.min(1, 2 * normalSurvival(Math.abs(z))),
    slope: senInterval(slopes, Math.sqrt(variance), level),
  };
}

/** Pairs with equal values, and the sum of t (t-1) (2t+5) over groups of t equal values. */
function ties(values: ArrayLike<number>): { tiedPairs: number; tieSum: number } {
  const sorted = Float64Array.from(values).sort();
  let tiedPairs = 0;
  let tieSum = 0;
  for (let start = 0; start < sorted.length; ) {
    let end = start + 1;
    while (end < sorted.length && sorted[end] === sorted[start]) end++;
    const t = end - start;
    tiedPairs += (t * (t - 1)) / 2;
    tieSum += t * (t - 1) * (2 * t + 5);
    start = end;
  }
  return { tiedPairs, tieSum };
}

function senInterval(slopes: Float64Array, deviation: number, level: number): IntervalResult {
  const count = slopes.length;
  const middle = count >> 1;
  const median =
    count % 2 === 1
      ? (slopes[middle] as number)
      : ((slopes[middle - 1] as number) + (slopes[middle] as number)) / 2;
  const reach = normalCritical(level) * deviation;
  // Ranks (N - C)/2 and (N + C)/2 + 1, taken outwards (Gilbert 1987, 16.5).
  const low = Math.floor((count - reach) / 2);
  if (low < 1) return noInterval('order-statistics', level, median, 'too-few-observations');
  return intervalOf('order-statistics', level, median, [
    slopes[low - 1] as number,
    slopes[count - low] as number,
  ]);
}
