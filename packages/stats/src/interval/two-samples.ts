import { studentSurvival } from '../special/beta-distribution.js';
import { normalSurvival } from '../special/normal.js';
import { DEFAULT_LEVEL, requireFiniteValues, requireLevel, studentCritical } from './check.js';
import { type IntervalResult, intervalOf, noInterval } from './interval-result.js';
import { checkMoments, type Moments, momentsOf } from './mean.js';

export interface WelchTest {
  /** Of the mean of the first less the mean of the second. */
  readonly interval: IntervalResult;
  /** Null, as the others, when either sample has fewer than two values or neither varies. */
  readonly t: number | null;
  readonly degrees: number | null;
  readonly pValue: number | null;
}

/**
 * Difference of two independent means, first less second, without assuming equal variances (Welch 1947; R
 * `t.test`). In the unit of the values. Fewer than two values on a side: no interval. Throws INTERVAL_LEVEL
 * (level outside (0, 1)), INTERVAL_COUNT and INTERVAL_VALUE.
 */
export function welchTestFromMoments(
  first: Moments,
  second: Moments,
  level: number = DEFAULT_LEVEL,
): WelchTest {
  requireLevel(level);
  checkMoments(first);
  checkMoments(second);
  const none = (estimate: number | null, reason: 'zero-denominator' | 'too-few-observations'): WelchTest => ({
    interval: noInterval('welch', level, estimate, reason),
    t: null,
    degrees: null,
    pValue: null,
  });
  if (first.count === 0 || second.count === 0) return none(null, 'zero-denominator');
  const difference = first.mean - second.mean;
  if (first.count < 2 || second.count < 2) return none(difference, 'too-few-observations');
  const a = first.variance / first.count;
  const b = second.variance / second.count;
  const variance = a + b;
  if (variance === 0) {
    return {
      interval: intervalOf('welch', level, difference, [difference, difference]),
      t: null,
      degrees: null,
      pValue: null,
    };
  }
  // Shares of the variance, so that tiny variances do not underflow when squared.
  const shareA = a / variance;
  const shareB = b / variance;
  const degrees = 1 / (shareA ** 2 / (first.count - 1) + shareB ** 2 / (second.count - 1));
  const error = Math.sqrt(variance);
  const t = difference / error;
  const half = studentCritical(level, degrees) * error;
  return {
    interval: intervalOf('welch', level, difference, [difference - half, difference + half]),
    t,
    degrees,
    pValue: Math.min(1, 2 * studentSurvival(Math.abs(t), degrees)),
  };
}

/**
 * `welchTestFromMoments` (Welch 1947) of two lists of finite values, in any order and of any lengths. Errors
 * as `welchTestFromMoments`.
 */
export function welchTest(
  first: ArrayLike<number>,
  second: ArrayLike<number>,
  level: number = DEFAULT_LEVEL,
): WelchTest {
  return welchTestFromMoments(momentsOf(first), momentsOf(second), level);
}

export interface MannWhitney {
  /** Pairs in which the first sample's value is larger, ties counting half (R's W). */
  readonly u: number;
  /** u over all pairs: the chance that a value of the first exceeds one of the second. */
  readonly superiority: number;
  readonly pValue: number;
  readonly exact: boolean;
}

/**
 * Whether one of two independent samples, in any order and of any lengths, tends to larger values (Mann &
 * Whitney 1947; R `wilcox.test`). Exact without ties and below 50 values a sample; else the normal
 * approximation with continuity and tie correction. Null when a sample is empty or all values are equal.
 * Throws INTERVAL_VALUE for a value that is not finite.
 */
export function mannWhitneyTest(first: ArrayLike<number>, second: ArrayLike<number>): MannWhitney | null {
  requireFiniteValues('first', first);
  requireFiniteValues('second', second);
  const n1 = first.length;
  const n2 = second.length;
  if (n1 === 0 || n2 === 0) return null;
  const all = [
    ...Array.from(first, (value) => ({ value, own: true })),
    ...Array.from(second, (value) => ({ value, own: false })),
  ].sort((a, b) => a.value - b.value);
  let rankSum = 0;
  let tieSum = 0;
  for (let start = 0; start < all.length; ) {
    let end = start + 1;
    while (end < all.length && all[end]?.value === all[start]?.value) end++;
    const rank = (start + 1 + end) / 2;
    for (let i = start; i < end; i++) if (all[i]?.own) rankSum += rank;
    tieSum += (end - start) ** 3 - (end - start);
    start = end;
  }
  const u = rankSum - (n1 * (n1 + 1)) / 2;
  const pairs = n1 * n2;
  const superiority = u / pairs;
  if (tieSum === 0 && n1 < 50 && n2 < 50) {
    return { u, superiority, pValue: exactP(u, n1, n2), exact: true };
  }
  const n = n1 + n2;
  const variance = (pairs / 12) * (n + 1 - tieSum / (n * (n - 1)));
  if (!(variance > 0)) return null;
  const off = u - pairs / 2;
  const z = (off - 0.5 * Math.sign(off)) / Math.sqrt(variance);
  return { u, superiority, pValue: Math.min(1, 2 * normalSurvival(Math.abs(z))), exact: false };
}

/** Two-sided exact p-value: twice the smaller tail of U's distribution. */
function exactP(u: number, n1: number, n2: number): number {
  const pairs = n1 * n2;
  const chances = distribution(n1, n2);
  const tail = Math.min(u, pairs - u);
  let sum = 0;
  for (let k = 0; k <= tail; k++) sum += chances[k] as number;
  return Math.min(1, 2 * sum);
}

/**
 * Chances of U = 0, 1, ... by conditioning on whose value is the largest (Mann & Whitney 1947, eq. 6):
 * with chance i/(i+j) it is the first sample's and exceeds all j of the second.
 */
function distribution(n1: number, n2: number): Float64Array {
  const size = n1 * n2 + 1;
  // rows[j]: distribution of U for i values of the first and j of the second; all chances, never counts.
  let rows: Float64Array[] = Array.from({ length: n2 + 1 }, () => {
    const row = new Float64Array(size);
    row[0] = 1;
    return row;
  });
  for (let i = 1; i <= n1; i++) {
    const next: Float64Array[] = [Float64Array.from(rows[0] as Float64Array)];
    for (let j = 1; j <= n2; j++) {
      const row = new Float64Array(size);
      const fromFirst = rows[j] as Float64Array;
      const fromSecond = next[j - 1] as Float64Array;
      const share = i / (i + j);
      for (let k = 0; k <= i * j; k++) {
        const larger = k >= j ? (fromFirst[k - j] as number) : 0;
        row[k] = share * larger + (1 - share) * (fromSecond[k] as number);
      }
      next.push(row);
    }
    rows = next;
  }
  return rows[n2] as Float64Array;
}
