import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { createRandom, type Seed } from '../random/random-source.js';
import { normalCdf, normalQuantile } from '../special/normal.js';
import { DEFAULT_LEVEL, requireFiniteValues, requireLevel, requireSameLength } from './check.js';
import { type IntervalResult, intervalOf, noInterval } from './interval-result.js';
import { quantile } from './quantile.js';

export interface ClusteredBootstrapOptions {
  /** Fixes the draws: same seed, same interval. Required, so that no figure changes by being looked at. */
  readonly seed: Seed;
  readonly level?: number;
  /** Resamples, default 2,000. */
  readonly draws?: number;
  /**
   * 'percentile' (default) or 'bca' (bias-corrected and accelerated, Efron 1987), which needs one more
   * evaluation a unit and mends skewness.
   */
  readonly method?: 'percentile' | 'bca';
}

/**
 * Bootstrap interval of any statistic, in its unit, resampling whole units (customers; a count) with
 * replacement. `statistic` gets how many times each unit was drawn (all 1 for the data itself) and returns
 * the figure, or NaN where it does not exist. The weights are reused: do not keep them.
 *
 * Null with reason: 'zero-denominator' without units, 'too-few-units' with one; 'undefined-statistic' when
 * the figure itself does not exist, or in more than a twentieth of the resamples. Cost: draws x units. Efron
 * & Tibshirani (1993), 13.3 and 14.3. Throws INTERVAL_LEVEL (level outside (0, 1)), INTERVAL_COUNT (units),
 * INTERVAL_VALUE (fewer than 100 draws, an unknown method) and RANDOM_SEED.
 */
export function clusteredBootstrapInterval(
  units: number,
  statistic: (weights: Float64Array) => number,
  options: ClusteredBootstrapOptions,
): IntervalResult {
  const { seed, level = DEFAULT_LEVEL, draws = 2000 } = options;
  const method = oneOf(options.method ?? 'percentile', ['percentile', 'bca'], 'INTERVAL_VALUE', 'method');
  requireLevel(level);
  if (!(Number.isSafeInteger(units) && units >= 0 && units <= 0xffffffff)) {
    throw statisticsError('INTERVAL_COUNT', 'units', units);
  }
  if (!(Number.isSafeInteger(draws) && draws >= 100)) {
    throw statisticsError('INTERVAL_VALUE', 'draws', draws, 'pass a whole number of at least 100');
  }
  const name = method === 'bca' ? 'bootstrap-bca' : 'bootstrap-percentile';
  if (units === 0) return noInterval(name, level, null, 'zero-denominator');
  const weights = new Float64Array(units).fill(1);
  const estimate = statistic(weights);
  if (!Number.isFinite(estimate)) return noInterval(name, level, null, 'undefined-statistic');
  if (units < 2) return noInterval(name, level, estimate, 'too-few-units');
  const random = createRandom(seed);
  const figures: number[] = [];
  for (let draw = 0; draw < draws; draw++) {
    weights.fill(0);
    for (let i = 0; i < units; i++) {
      const unit = random.below(units);
      weights[unit] = (weights[unit] as number) + 1;
    }
    const figure = statistic(weights);
    if (Number.isFinite(figure)) figures.push(figure);
  }
  if (figures.length < 0.95 * draws) return noInterval(name, level, estimate, 'undefined-statistic');
  const sorted = Float64Array.from(figures).sort();
  const tail = (1 - level) / 2;
  const shares = method === 'bca' ? bcaShares(sorted, estimate, statistic, weights, tail) : [tail, 1 - tail];
  if (shares === null) return noInterval(name, level, estimate, 'undefined-statistic');
  const low = quantile(sorted, shares[0] as number) as number;
  const high = quantile(sorted, shares[1] as number) as number;
  return intervalOf(name, level, estimate, [low, high]);
}

/** Which shares of the resamples to read off (Efron 1987, 2.3); null when the jackknife is undefined. */
function bcaShares(
  sorted: Float64Array,
  estimate: number,
  statistic: (weights: Float64Array) => number,
  weights: Float64Array,
  tail: number,
): [number, number] | null {
  let below = 0;
  for (const figure of sorted) below += figure < estimate ? 1 : figure === estimate ? 0.5 : 0;
  const count = sorted.length;
  // Kept off 0 and 1: with every resample on one side the correction would be infinite.
  const bias = normalQuantile(Math.min(Math.max(below / count, 0.5 / count), 1 - 0.5 / count));
  weights.fill(1);
  const left = new Float64Array(weights.length);
  let mean = 0;
  for (let i = 0; i < weights.length; i++) {
    weights[i] = 0;
    const figure = statistic(weights);
    weights[i] = 1;
    if (!Number.isFinite(figure)) return null;
    left[i] = figure;
    mean += figure / weights.length;
  }
  let squares = 0;
  let cubes = 0;
  for (const figure of left) {
    const off = mean - figure;
    squares += off * off;
    cubes += off * off * off;
  }
  const acceleration = squares === 0 ? 0 : cubes / (6 * squares ** 1.5);
  const share = (z: number) => {
    const shifted = bias + z;
    return normalCdf(bias + shifted / Math.max(1e-6, 1 - acceleration * shifted));
  };
  const low = normalQuantile(tail);
  return [share(low), share(-low)];
}

/**
 * `clusteredBootstrapInterval` of sum of numerators / sum of denominators over units, in numerator units a
 * denominator unit; one finite numerator and one denominator a unit. Efron & Tibshirani (1993), 13.3 and
 * 14.3. Errors as `clusteredBootstrapInterval`; also throws INTERVAL_LENGTHS and INTERVAL_VALUE (not finite);
 * null with 'zero-denominator' also where the denominators add up to 0.
 */
export function bootstrapRatioInterval(
  numerators: ArrayLike<number>,
  denominators: ArrayLike<number>,
  options: ClusteredBootstrapOptions,
): IntervalResult {
  requireSameLength('numerators', numerators, 'denominators', denominators);
  requireFiniteValues('numerators', numerators);
  requireFiniteValues('denominators', denominators);
  const result = clusteredBootstrapInterval(
    numerators.length,
    (weights) => {
      let top = 0;
      let bottom = 0;
      for (let i = 0; i < weights.length; i++) {
        const weight = weights[i] as number;
        if (weight === 0) continue;
        top += weight * (numerators[i] as number);
        bottom += weight * (denominators[i] as number);
      }
      return bottom === 0 ? Number.NaN : top / bottom;
    },
    options,
  );
  if (result.low === null && result.estimate === null) return { ...result, reason: 'zero-denominator' };
  return result;
}
