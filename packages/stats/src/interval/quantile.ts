import { statisticsError } from '../errors.js';
import { binomialCdf, binomialQuantile, binomialSurvival } from '../special/binomial.js';
import { DEFAULT_LEVEL, requireCount, requireLevel, requireShare } from './check.js';
import { type IntervalResult, intervalOf, noInterval } from './interval-result.js';

/**
 * Quantile of ascending values, in their unit, by linear interpolation between order statistics at 1 + (n -
 * 1) q (Hyndman & Fan 1996, type 7; R and SQL `quantile_cont`). Null for no values. q in [0, 1]. Throws
 * INTERVAL_VALUE and INTERVAL_UNSORTED.
 */
export function quantile(sorted: ArrayLike<number>, q: number): number | null {
  if (!(q >= 0 && q <= 1)) throw statisticsError('INTERVAL_VALUE', 'q', q, 'pass a number from 0 to 1');
  requireSorted(sorted);
  if (sorted.length === 0) return null;
  const place = (sorted.length - 1) * q;
  const below = Math.floor(place);
  const low = sorted[below] as number;
  const high = sorted[Math.min(below + 1, sorted.length - 1)] as number;
  if (place === below) return low;
  const share = place - below;
  // Ends of opposite sign may lie further apart than the largest double.
  return Number.isFinite(high - low) ? low + share * (high - low) : low * (1 - share) + high * share;
}

/** 1-based ranks of the ordered values that bound a quantile, and the chance that they do. */
export interface QuantileRanks {
  readonly low: number;
  readonly high: number;
  readonly coverage: number;
}

/**
 * Ranks l <= u such that the l-th and u-th smallest of `count` values enclose the q-quantile (0 < q < 1) of
 * the population with chance at least `level`, whatever its distribution: l and u from Binomial(count, q)
 * (David & Nagaraja 2003, 7.1). Each tail gets half of 1 - level; when one tail cannot be met, the other gets
 * what is left. Null when even the smallest and largest value do not reach the level.
 *
 * Lets SQL fetch the two rows: `row_number() over (order by value) in (low, high)`. Throws INTERVAL_COUNT,
 * INTERVAL_VALUE and INTERVAL_LEVEL (level outside (0, 1)).
 */
export function quantileRanks(count: number, q: number, level: number = DEFAULT_LEVEL): QuantileRanks | null {
  requireCount('count', count);
  requireShare('q', q);
  requireLevel(level);
  if (count === 0) return null;
  const miss = 1 - level;
  // Below: P(B <= l - 1) is the chance that the quantile lies under rank l. Above: P(B >= u).
  const lowFor = (tail: number) => largestLow(count, q, tail);
  const highFor = (tail: number) => smallestHigh(count, q, tail);
  let low = lowFor(miss / 2);
  let high = highFor(miss / 2);
  if (low === 0) {
    low = 1;
    const left = miss - binomialCdf(0, count, q);
    if (left < 0) return null;
    high = highFor(left);
  } else if (high === count + 1) {
    high = count;
    const left = miss - binomialSurvival(count - 1, count, q);
    if (left < 0) return null;
    low = lowFor(left);
  }
  if (low < 1 || high > count || low >= high) return null;
  return { low, high, coverage: binomialCdf(high - 1, count, q) - binomialCdf(low - 1, count, q) };
}

/** Largest l with P(B <= l - 1) <= tail; 0 when none. */
function largestLow(count: number, q: number, tail: number): number {
  if (tail <= 0) return binomialCdf(0, count, q) <= 0 ? 1 : 0;
  // The quantile k is the first with P(B <= k) >= tail, so l - 1 = k - 1 unless k meets it exactly.
  const k = binomialQuantile(tail, count, q);
  return binomialCdf(k, count, q) <= tail * (1 + 1e-12) ? k + 1 : k;
}

/** Smallest u with P(B >= u) <= tail; count + 1 when none. */
function smallestHigh(count: number, q: number, tail: number): number {
  // P(B >= u) = P(count - B <= count - u): the same question for the misses.
  return count + 1 - largestLow(count, 1 - q, tail);
}

/**
 * Interval of a quantile (median, 90th percentile; 0 < q < 1) from ascending values, free of any assumption
 * on their distribution; ends are two of the values. The estimate is the type 7 quantile. No values: null
 * with 'zero-denominator', too few for the level: 'too-few-observations'. David & Nagaraja (2003), 7.1.
 * Throws INTERVAL_VALUE, INTERVAL_UNSORTED and INTERVAL_LEVEL (level outside (0, 1)).
 */
export function quantileInterval(
  sorted: ArrayLike<number>,
  q: number,
  level: number = DEFAULT_LEVEL,
): IntervalResult {
  requireShare('q', q);
  requireLevel(level);
  const estimate = quantile(sorted, q);
  if (estimate === null) return noInterval('order-statistics', level, null, 'zero-denominator');
  const ranks = quantileRanks(sorted.length, q, level);
  if (ranks === null) return noInterval('order-statistics', level, estimate, 'too-few-observations');
  const low = sorted[ranks.low - 1] as number;
  const high = sorted[ranks.high - 1] as number;
  return intervalOf('order-statistics', level, estimate, [low, high]);
}

function requireSorted(sorted: ArrayLike<number>): void {
  for (let i = 0; i < sorted.length; i++) {
    const value = sorted[i] as number;
    if (!Number.isFinite(value)) {
      throw statisticsError('INTERVAL_VALUE', `sorted[${i}]`, value, 'pass finite numbers');
    }
    if (i > 0 && value < (sorted[i - 1] as number)) {
      throw statisticsError('INTERVAL_UNSORTED', i, sorted[i - 1] as number, value);
    }
  }
}
