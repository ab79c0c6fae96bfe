import { chiSquareSurvival } from '../special/index.js';
import { statisticsError } from '../errors.js';
import { requireWhole } from './observations.js';

/**
 * Sample autocorrelations (-1 to 1) of lags 1..`lags` (divisor n, mean removed). Pairs with a missing member
 * (NaN) are left out. A constant series has autocorrelation 0. Box & Jenkins (1976), chapter 2. Throws
 * SERIES_OPTION for lags below 1.
 */
export function autocorrelations(values: Float64Array, lags: number): Float64Array {
  requireWhole('lags', lags, 1);
  let sum = 0;
  let n = 0;
  for (const value of values) {
    if (Number.isNaN(value)) continue;
    sum += value;
    n++;
  }
  const mean = sum / n;
  let variance = 0;
  for (const value of values) if (!Number.isNaN(value)) variance += (value - mean) ** 2;
  const out = new Float64Array(lags);
  if (!(variance > 0)) return out;
  for (let lag = 1; lag <= lags; lag++) {
    let product = 0;
    for (let t = lag; t < values.length; t++) {
      const pair = (values[t]! - mean) * (values[t - lag]! - mean);
      if (!Number.isNaN(pair)) product += pair;
    }
    out[lag - 1] = product / variance;
  }
  return out;
}

export interface LjungBox {
  readonly statistic: number;
  readonly degrees: number;
  /** Probability of a statistic at least this large when there is no autocorrelation. */
  readonly p: number;
}

/**
 * Ljung & Box 1978: n (n + 2) sum of r_k^2 / (n - k), chi-square with `lags` - `fitted` degrees of freedom.
 * Missing residuals (NaN) are left out.
 *
 * @param lags a whole number, more than `fitted` and fewer than the n residuals.
 * @param fitted ARMA parameters that were estimated from the same residuals.
 * @throws SERIES_OPTION
 */
export function ljungBox(residuals: Float64Array, lags: number, fitted = 0): LjungBox {
  requireWhole('lags', lags, 1);
  requireWhole('fitted', fitted, 0);
  const n = residuals.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  if (lags <= fitted || lags >= n) {
    throw statisticsError('SERIES_OPTION', 'lags', lags, `pass more than ${fitted} and fewer than ${n}`);
  }
  const r = autocorrelations(residuals, lags);
  let sum = 0;
  for (let k = 1; k <= lags; k++) sum += r[k - 1]! ** 2 / (n - k);
  const statistic = n * (n + 2) * sum;
  return { statistic, degrees: lags - fitted, p: chiSquareSurvival(statistic, lags - fitted) };
}

/**
 * Durbin & Watson 1950: squared successive differences over squares, 0 to 4; near 2 without autocorrelation, 2
 * by convention where all residuals are 0. Missing ones (NaN) are left out. Throws SERIES_VALUE for an
 * infinite one.
 */
export function durbinWatson(residuals: Float64Array): number {
  let squares = 0;
  let differences = 0;
  let previous = Number.NaN;
  for (const [index, value] of residuals.entries()) {
    if (Number.isNaN(value)) continue;
    if (!Number.isFinite(value)) throw statisticsError('SERIES_VALUE', index, value);
    squares += value * value;
    if (!Number.isNaN(previous)) differences += (value - previous) ** 2;
    previous = value;
  }
  return squares > 0 ? differences / squares : 2;
}
