import { statisticsError } from '../errors.js';
import {
  DEFAULT_LEVEL,
  requireCount,
  requireFinite,
  requireFiniteValues,
  requireLevel,
  requireNonNegative,
  studentCritical,
} from './check.js';
import { finitePopulationFactor } from './finite-population.js';
import { type IntervalResult, intervalOf, noInterval } from './interval-result.js';

/** Count, mean and variance (divided by count - 1) of one sample; what SQL gives as count, avg, var_samp. */
export interface Moments {
  readonly count: number;
  readonly mean: number;
  readonly variance: number;
}

/**
 * Moments of a list, in any order, in two passes so that a large mean does not swamp the variance; the mean
 * in the unit of the values, the variance in its square. Variance 0 for one value, both 0 for none. Chan,
 * Golub & LeVeque (1983). Throws INTERVAL_VALUE for a value that is not finite.
 */
export function momentsOf(values: ArrayLike<number>): Moments {
  requireFiniteValues('values', values);
  const count = values.length;
  let sum = 0;
  for (let i = 0; i < count; i++) sum += values[i] as number;
  const mean = count === 0 ? 0 : sum / count;
  let squares = 0;
  let rest = 0;
  for (let i = 0; i < count; i++) {
    const off = (values[i] as number) - mean;
    squares += off * off;
    rest += off;
  }
  const variance = count < 2 ? 0 : Math.max(0, squares - (rest * rest) / count) / (count - 1);
  return { count, mean, variance };
}

/**
 * Moments from a count, the sum and the sum of squares (>= 0): the textbook form of Chan, Golub & LeVeque
 * (1983), which loses digits when the mean is large beside the spread. Variance 0 for one value, both 0 for
 * none. Throws INTERVAL_COUNT, INTERVAL_VALUE, and INTERVAL_SUMS when no values have such sums.
 */
export function momentsFromSums(count: number, sum: number, sumOfSquares: number): Moments {
  requireCount('count', count);
  requireFinite('sum', sum);
  requireNonNegative('sumOfSquares', sumOfSquares);
  const mean = count === 0 ? 0 : sum / count;
  const excess = sumOfSquares - sum * mean;
  if (excess < -1e-9 * sumOfSquares) throw statisticsError('INTERVAL_SUMS', 'sumOfSquares', sumOfSquares);
  return { count, mean, variance: count < 2 ? 0 : Math.max(0, excess) / (count - 1) };
}

export function checkMoments(moments: Moments): void {
  requireCount('count', moments.count);
  requireFinite('mean', moments.mean);
  requireNonNegative('variance', moments.variance);
}

/**
 * Student's interval of a mean, in the unit of the values. For values that are roughly symmetric or many;
 * below 30 skewed ones prefer `clusteredBootstrapInterval`. One value or none: no interval. `population` as
 * in `wilsonInterval`. Student (1908). Throws INTERVAL_LEVEL (level outside (0, 1)), INTERVAL_COUNT,
 * INTERVAL_VALUE and INTERVAL_COUNTS_DISAGREE.
 */
export function meanIntervalFromMoments(
  moments: Moments,
  level: number = DEFAULT_LEVEL,
  population: number = Infinity,
): IntervalResult {
  requireLevel(level);
  checkMoments(moments);
  const { count, mean, variance } = moments;
  const factor = finitePopulationFactor(count, population);
  if (count === 0) return noInterval('student', level, null, 'zero-denominator');
  if (factor === 0) return intervalOf('student', level, mean, [mean, mean]);
  if (count === 1) return noInterval('student', level, mean, 'too-few-observations');
  const half = studentCritical(level, count - 1) * Math.sqrt((variance * factor) / count);
  return intervalOf('student', level, mean, [mean - half, mean + half]);
}

/**
 * `meanIntervalFromMoments` of a list of finite values, in any order (Student 1908). Errors as
 * `meanIntervalFromMoments`.
 */
export function meanInterval(
  values: ArrayLike<number>,
  level: number = DEFAULT_LEVEL,
  population: number = Infinity,
): IntervalResult {
  return meanIntervalFromMoments(momentsOf(values), level, population);
}

/**
 * Student's interval of the geometric mean, in the unit of the values: of the logs, carried back (Alf &
 * Grossberg 1979). All values must be finite and above 0. One value or none, or an end too large for a double
 * (a few values hundreds of orders of magnitude apart): no interval, with the reason. Throws
 * INTERVAL_LEVEL (level outside (0, 1)) and INTERVAL_VALUE.
 */
export function geometricMeanInterval(
  values: ArrayLike<number>,
  level: number = DEFAULT_LEVEL,
): IntervalResult {
  requireLevel(level);
  const logs = new Float64Array(values.length);
  for (let i = 0; i < values.length; i++) {
    const value = values[i] as number;
    if (!(value > 0 && value < Infinity)) {
      throw statisticsError(
        'INTERVAL_VALUE',
        `values[${i}]`,
        value,
        'pass values above 0, or use the median',
      );
    }
    logs[i] = Math.log(value);
  }
  const result = meanInterval(logs, level);
  const estimate = result.estimate === null ? null : Math.exp(result.estimate);
  if (result.low === null || estimate === null)
    return {
      ...result,
      low: null,
      high: null,
      estimate,
      method: 'log-student',
      reason: result.low === null ? result.reason : 'zero-denominator',
    };
  return intervalOf('log-student', level, estimate, [Math.exp(result.low), Math.exp(result.high)]);
}
