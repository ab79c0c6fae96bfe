import { chiSquareSurvival, gammaPInverse, gammaQInverse } from '../special/gamma-distribution.js';
import { statisticsError } from '../errors.js';
import { clopperPearsonInterval } from './clopper-pearson.js';
import { exactBinomialP } from './exact-binomial.js';
import { DEFAULT_LEVEL, requireCount, requireLevel, requireNonNegative } from './check.js';
import { type IntervalResult, intervalOf, isInterval, noInterval } from './interval-result.js';

/**
 * Events per unit of exposure with the exact Poisson interval (Garwood 1936). `events` is a count, `exposure`
 * >= 0 in any unit (customer-months, hours); the result is per that unit. Holds for events that do not come
 * in bunches: see `poissonDispersion`. Zero exposure, or one so small that
 * the rate is too large for a double: no interval, with the reason. Throws INTERVAL_LEVEL (level outside (0,
 * 1)), INTERVAL_COUNT and INTERVAL_VALUE.
 */
export function poissonRateInterval(
  events: number,
  exposure: number,
  level: number = DEFAULT_LEVEL,
): IntervalResult {
  requireLevel(level);
  requireCount('events', events);
  requireNonNegative('exposure', exposure);
  if (exposure === 0) return noInterval('exact-poisson', level, null, 'zero-denominator');
  const tail = (1 - level) / 2;
  const low = events === 0 ? 0 : gammaPInverse(events, tail);
  const high = gammaQInverse(events + 1, tail);
  return intervalOf(
    'exact-poisson',
    level,
    events / exposure,
    [low / exposure, high / exposure],
    [0, Infinity],
  );
}

/** Ratio of two rates with interval and the exact two-sided p-value of equality (null without events). */
export interface RateRatio {
  readonly interval: IntervalResult;
  readonly pValue: number | null;
}

/**
 * (events1/exposure1) / (events2/exposure2), a pure number, from counts and exposures >= 0 in one unit; exact
 * by conditioning on the total (Clopper-Pearson carried over; R `poisson.test`). No finite interval exists
 * when events2 is 0: null with 'zero-denominator', the p-value still given; both null without any event or
 * with an exposure of 0. Przyborowski & Wilenski (1940). Throws INTERVAL_LEVEL (level outside (0, 1)),
 * INTERVAL_COUNT and INTERVAL_VALUE (exposures; also 1e15 and more times apart).
 */
export function poissonRateRatio(
  events1: number,
  exposure1: number,
  events2: number,
  exposure2: number,
  level: number = DEFAULT_LEVEL,
): RateRatio {
  requireLevel(level);
  requireCount('events1', events1);
  requireCount('events2', events2);
  requireNonNegative('exposure1', exposure1);
  requireNonNegative('exposure2', exposure2);
  const method = 'exact-poisson-ratio';
  const total = events1 + events2;
  if (exposure1 === 0 || exposure2 === 0 || total === 0) {
    return { interval: noInterval(method, level, null, 'zero-denominator'), pValue: null };
  }
  const scale = exposure2 / exposure1;
  const expected = 1 / (1 + scale);
  if (!(expected > 0 && expected < 1)) {
    const remedy = 'pass exposures in one unit, less than 1e15 times apart';
    throw statisticsError('INTERVAL_VALUE', 'exposure1', exposure1, remedy);
  }
  const pValue = exactBinomialP(events1, total, expected);
  if (events2 === 0) return { interval: noInterval(method, level, null, 'zero-denominator'), pValue };
  const share = clopperPearsonInterval(events1, total, level);
  if (!isInterval(share)) return { interval: noInterval(method, level, null, 'zero-denominator'), pValue };
  const low = (share.low / (1 - share.low)) * scale;
  const high = (share.high / (1 - share.high)) * scale;
  return {
    interval: intervalOf(method, level, (events1 / events2) * scale, [low, high], [0, Infinity]),
    pValue,
  };
}

/** Whether counts per unit of equal exposure vary more than Poisson counts do. */
export interface Dispersion {
  /** Variance over mean: near 1 for Poisson, above for events in bunches. */
  readonly ratio: number;
  readonly chiSquare: number;
  readonly degrees: number;
  /** Upper tail: small when there is too much variation for `poissonRateInterval`. */
  readonly pValue: number;
}

/**
 * Fisher's dispersion test from the sums of counts over units of equal exposure: units, sum of counts, sum of
 * squared counts. When it fires, use `ratioIntervalFromSums` with the exposure as denominator. Null for fewer
 * than two units or no events. Fisher (1925), 16. Throws INTERVAL_COUNT, INTERVAL_VALUE and INTERVAL_SUMS.
 */
export function poissonDispersion(units: number, sum: number, sumOfSquares: number): Dispersion | null {
  requireCount('units', units);
  requireCount('sum', sum);
  requireNonNegative('sumOfSquares', sumOfSquares);
  if (units < 2 || sum === 0) return null;
  const mean = sum / units;
  const excess = sumOfSquares - sum * mean;
  if (excess < -1e-9 * sumOfSquares) throw statisticsError('INTERVAL_SUMS', 'sumOfSquares', sumOfSquares);
  const chiSquare = Math.max(0, excess) / mean;
  const degrees = units - 1;
  return { ratio: chiSquare / degrees, chiSquare, degrees, pValue: chiSquareSurvival(chiSquare, degrees) };
}
