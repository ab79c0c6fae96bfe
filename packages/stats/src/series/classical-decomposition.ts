import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { coerceObservations, type Observations, requirePositive, requireWhole } from './observations.js';

export interface ClassicalDecomposition {
  /** One index a phase; `index[0]` belongs to the first period. Sums to 0 (additive) or averages 1. */
  readonly index: Float64Array;
  /** Centred moving average over one season, NaN at the ends. */
  readonly trend: Float64Array;
}

/**
 * Seasonal indices by the ratio (or difference) to a centred moving average (Macaulay 1931).
 *
 * @param period periods a season, at least 2.
 * @throws SERIES_TOO_SHORT below two seasons; SERIES_NOT_POSITIVE for ratios of values at or below 0;
 *   SERIES_OPTION; SERIES_VALUE.
 */
export function classicalDecomposition(
  values: Observations,
  period: number,
  kind: 'additive' | 'multiplicative',
): ClassicalDecomposition {
  const y = coerceObservations(values);
  requireWhole('period', period, 2);
  if (y.length < 2 * period) {
    throw statisticsError(
      'SERIES_TOO_SHORT',
      'seasonal indices',
      y.length,
      2 * period,
      'pass at least two full seasons',
    );
  }
  oneOf(kind, ['additive', 'multiplicative'], 'SERIES_OPTION', 'kind');
  const multiplicative = kind === 'multiplicative';
  if (multiplicative) requirePositive('the multiplicative decomposition', y);
  const trend = centredAverage(y, period);
  const sum = new Float64Array(period);
  const count = new Float64Array(period);
  for (let t = 0; t < y.length; t++) {
    const detrended = multiplicative ? y[t]! / trend[t]! : y[t]! - trend[t]!;
    if (Number.isNaN(detrended)) continue;
    sum[t % period]! += detrended;
    count[t % period]!++;
  }
  // A phase never seen complete takes the neutral index.
  const neutral = multiplicative ? 1 : 0;
  const index = sum.map((total, i) => (count[i]! > 0 ? total / count[i]! : neutral));
  const mean = index.reduce((a, b) => a + b, 0) / period;
  return { index: index.map((value) => (multiplicative ? value / mean : value - mean)), trend };
}

/** Average over one season centred on each period (half weights at both ends for an even period). */
function centredAverage(y: Float64Array, period: number): Float64Array {
  const half = Math.floor(period / 2);
  const even = period % 2 === 0;
  const trend = new Float64Array(y.length).fill(Number.NaN);
  for (let t = half; t < y.length - half; t++) {
    let sum = 0;
    for (let k = -half; k <= half; k++) {
      sum += y[t + k]! * (even && Math.abs(k) === half ? 0.5 : 1);
    }
    trend[t] = sum / period;
  }
  return trend;
}
