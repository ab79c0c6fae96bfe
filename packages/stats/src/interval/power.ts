import { statisticsError } from '../errors.js';
import { findRoot } from '../optimise/find-root.js';
import { studentUpperQuantile } from '../special/beta-distribution.js';
import { noncentralStudentSurvival } from '../special/noncentral-student.js';
import { normalCdf, normalQuantile } from '../special/normal.js';
import { DEFAULT_LEVEL, normalCritical, requireLevel, requirePositive, requireShare } from './check.js';

export interface PowerOptions {
  /** Chance of finding the difference when it is there; default 0.8. */
  readonly power?: number;
  /** 1 - level is the chance of a false alarm, two-sided; default 0.95. */
  readonly level?: number;
}

function requireSize(name: string, value: number, least: number): void {
  if (!(value >= least && value < Infinity)) {
    throw statisticsError('INTERVAL_VALUE', name, value, `pass a number of at least ${least}`);
  }
}

/**
 * Throws INTERVAL_VALUE unless `power` is a share above the false alarms of one side: so often a difference is
 * found where there is none, and no size of sample or change answers to it.
 */
export function requirePower(power: number, level: number): void {
  requireShare('power', power);
  const alone = (1 - level) / 2;
  if (!(power > alone * (1 + 1e-9))) {
    const remedy = `pass a share above ${Number(alone.toPrecision(6))}, which chance alone reaches, such as 0.8`;
    throw statisticsError('INTERVAL_VALUE', 'power', power, remedy);
  }
}

/**
 * Chance that the two-sided comparison of two shares finds the difference between the true shares p1 and p2,
 * in (0, 1), with n1 and n2 trials, at least 1 (normal approximation, pooled under no difference; R
 * `power.prop.test`). Fleiss, Levin & Paik (2003), chapter 4. Throws INTERVAL_VALUE and INTERVAL_LEVEL (level
 * outside (0, 1)).
 */
export function powerOfProportions(
  p1: number,
  p2: number,
  n1: number,
  n2: number,
  level: number = DEFAULT_LEVEL,
): number {
  requireShare('p1', p1);
  requireShare('p2', p2);
  requireSize('n1', n1, 1);
  requireSize('n2', n2, 1);
  requireLevel(level);
  const pooled = (n1 * p1 + n2 * p2) / (n1 + n2);
  const errorIfEqual = Math.sqrt(pooled * (1 - pooled) * (1 / n1 + 1 / n2));
  const error = Math.sqrt((p1 * (1 - p1)) / n1 + (p2 * (1 - p2)) / n2);
  return normalCdf((Math.abs(p1 - p2) - normalCritical(level) * errorIfEqual) / error);
}

/**
 * Trials needed in each of two equal groups to find the difference between true shares p1 and p2, in (0, 1)
 * and not equal (R `power.prop.test`). Not rounded: round up. Fleiss, Levin & Paik (2003), chapter 4. Throws
 * INTERVAL_VALUE (also for a power that chance alone reaches) and INTERVAL_LEVEL.
 */
export function sampleSizeForProportions(p1: number, p2: number, options: PowerOptions = {}): number {
  const { power = 0.8, level = DEFAULT_LEVEL } = options;
  requireShare('p1', p1);
  requireShare('p2', p2);
  requireLevel(level);
  requirePower(power, level);
  if (p1 === p2) throw statisticsError('INTERVAL_VALUE', 'p2', p2, `pass a share other than p1 (${p1})`);
  const middle = (p1 + p2) / 2;
  const ifEqual = normalCritical(level) * Math.sqrt(2 * middle * (1 - middle));
  const ifNot = normalQuantile(power) * Math.sqrt(p1 * (1 - p1) + p2 * (1 - p2));
  return ((ifEqual + ifNot) / (p1 - p2)) ** 2;
}

/**
 * Chance that the two-sided t-test finds a true `difference` of means, above 0, from the standard deviation
 * of single values in the same unit, above 0, and the two sample sizes, at least 2 (noncentral t; R
 * `power.t.test`). Counts only the tail on the true side. Cohen (1988), 2.3. Throws INTERVAL_VALUE and
 * INTERVAL_LEVEL (level outside (0, 1)).
 */
export function powerOfMeans(
  difference: number,
  deviation: number,
  n1: number,
  n2: number,
  level: number = DEFAULT_LEVEL,
): number {
  requirePositive('difference', difference);
  requirePositive('deviation', deviation);
  requireSize('n1', n1, 2);
  requireSize('n2', n2, 2);
  requireLevel(level);
  const degrees = n1 + n2 - 2;
  const shift = difference / (deviation * Math.sqrt(1 / n1 + 1 / n2));
  if (shift > 36) return 1;
  return noncentralStudentSurvival(studentUpperQuantile((1 - level) / 2, degrees), degrees, shift);
}

/**
 * Values needed in each of two equal groups, at least 2, to find a `difference` of means, with the standard
 * deviation of single values in the same unit, both above 0 (R `power.t.test`). Round up. Cohen (1988), 2.4.
 * Throws INTERVAL_VALUE (also for a power that chance alone reaches) and INTERVAL_LEVEL.
 */
export function sampleSizeForMeans(
  difference: number,
  deviation: number,
  options: PowerOptions = {},
): number {
  const { power = 0.8, level = DEFAULT_LEVEL } = options;
  requirePositive('difference', difference);
  requirePositive('deviation', deviation);
  requireLevel(level);
  requirePower(power, level);
  const short = (n: number) => powerOfMeans(difference, deviation, n, n, level) - power;
  if (short(2) >= 0) return 2;
  let high = 4;
  while (short(high) < 0) high *= 2;
  return findRoot(short, 2, high, { tolerance: 1e-9 });
}
