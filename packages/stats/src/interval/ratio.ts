import { oneOf } from '../one-of.js';
import { DEFAULT_LEVEL, normalCritical, requireLevel, studentCritical } from './check.js';
import { type IntervalResult, intervalOf, noInterval } from './interval-result.js';
import { checkUnitSums, meanCovariance, ratioVariance, type UnitSums, unitSums } from './unit-sums.js';

export interface RatioOptions {
  /**
   * 'delta' is symmetric and right while the mean denominator is well known; 'fieller' holds also when it
   * is not. 'auto' (default) takes Fieller when the mean denominator's standard error exceeds a fifth of it.
   */
  readonly method?: 'auto' | 'delta' | 'fieller';
  /** Critical value: Student's t on units - 1 (default), or the normal. */
  readonly critical?: 'student' | 'normal';
}

/**
 * Interval of a ratio of sums (revenue per order, tickets per customer, value-weighted win rate), in
 * numerator units a denominator unit, from sums over the units of independence: the customer, not the order.
 * Delta method (Cochran 1977, 6.4) or Fieller (1954).
 *
 * Null with reason: 'zero-denominator' when the denominators add up to 0; 'too-few-units' below two units;
 * 'denominator-not-clear-of-zero' when Fieller's set is unbounded. Throws INTERVAL_LEVEL (level outside (0,
 * 1)), INTERVAL_COUNT, INTERVAL_VALUE (sums, options) and INTERVAL_SUMS.
 */
export function ratioIntervalFromSums(
  sums: UnitSums,
  level: number = DEFAULT_LEVEL,
  options: RatioOptions = {},
): IntervalResult {
  requireLevel(level);
  checkUnitSums(sums);
  const method = oneOf(options.method ?? 'auto', ['auto', 'delta', 'fieller'], 'INTERVAL_VALUE', 'method');
  const critical = oneOf(options.critical ?? 'student', ['student', 'normal'], 'INTERVAL_VALUE', 'critical');
  const { units, numerator, denominator } = sums;
  const fallback = method === 'fieller' ? 'fieller' : 'delta';
  if (denominator === 0) return noInterval(fallback, level, null, 'zero-denominator');
  const ratio = numerator / denominator;
  const mean = denominator / units;
  // Denominators so small that their squares vanish cannot be told from 0.
  if (!Number.isFinite(ratio) || mean * mean < 1e-280) {
    return noInterval(fallback, level, null, 'denominator-not-clear-of-zero');
  }
  if (units < 2) return noInterval(fallback, level, ratio, 'too-few-units');
  const z = critical === 'normal' ? normalCritical(level) : studentCritical(level, units - 1);
  const { denominator: varianceOfMean } = meanCovariance(sums);
  const uncertain = Math.sqrt(varianceOfMean) > 0.2 * Math.abs(mean);
  if (method === 'fieller' || (method === 'auto' && uncertain)) return fieller(sums, level, ratio, z);
  const half = z * Math.sqrt(ratioVariance(sums));
  return intervalOf('delta', level, ratio, [ratio - half, ratio + half]);
}

function fieller(sums: UnitSums, level: number, ratio: number, z: number): IntervalResult {
  const mean = sums.denominator / sums.units;
  const covariance = meanCovariance(sums);
  const g = (z * z * covariance.denominator) / (mean * mean);
  // At 1 the set becomes unbounded; just below, its ends are rounding.
  if (g >= 1 - 1e-9) return noInterval('fieller', level, ratio, 'denominator-not-clear-of-zero');
  // (X - R Y)^2 <= z^2 Var(X - R Y), solved for R (Fieller 1954).
  const slope = (z * z * covariance.product) / (mean * mean);
  const spread = (z / mean) ** 2;
  const conditional =
    covariance.denominator > 0
      ? Math.max(0, covariance.numerator - covariance.product ** 2 / covariance.denominator)
      : covariance.numerator;
  const inside = Math.max(0, spread * (ratioVariance(sums) * mean * mean - g * conditional));
  const root = Math.sqrt(inside);
  const center = ratio - slope;
  return intervalOf('fieller', level, ratio, [(center - root) / (1 - g), (center + root) / (1 - g)]);
}

/**
 * `ratioIntervalFromSums` (delta method or Fieller 1954) of one finite numerator and one denominator a unit.
 * Errors as `ratioIntervalFromSums`, and INTERVAL_LENGTHS.
 */
export function ratioInterval(
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
  level: number = DEFAULT_LEVEL,
  options: RatioOptions = {},
): IntervalResult {
  return ratioIntervalFromSums(unitSums(numerators, denominators), level, options);
}
