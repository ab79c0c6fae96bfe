import { normalQuantile } from '../special/index.js';
import { autocorrelations } from './autocorrelation.js';
import { classicalDecomposition } from './classical-decomposition.js';
import type { EtsFit } from './ets-evaluate.js';
import { fitEts } from './ets-fit.js';
import type { Forecast, ForecastOptions } from './forecast.js';
import {
  coerceObservations,
  countObserved,
  type Observations,
  requireLevel,
  requireWhole,
} from './observations.js';

/** A fitted Theta model. */
export interface ThetaFit {
  /** Simple exponential smoothing of the (seasonally adjusted) series. */
  readonly smoothing: EtsFit;
  /** Half the slope of the straight line through the adjusted series, units a period. */
  readonly drift: number;
  /** How the season was taken out. */
  readonly season: 'none' | 'additive' | 'multiplicative';
  /** Seasonal indices, `index[0]` for the next period; empty without a season. */
  readonly index: Float64Array;
  readonly length: number;
}

/**
 * The Theta method (Assimakopoulos & Nikolopoulos 2000) in its equivalent form, simple exponential smoothing
 * with half the linear drift (Hyndman & Billah 2003). The season is removed when the autocorrelation at one
 * season exceeds the 90% limit under no season, in the series or about its straight line: a steep trend alone
 * makes all autocorrelations large and hides the season from the usual test.
 *
 * @throws SERIES_TOO_SHORT below five observations; SERIES_OPTION (period below 1); SERIES_VALUE.
 */
export function fitTheta(values: Observations, options: { readonly period?: number } = {}): ThetaFit {
  const y = coerceObservations(values);
  const period = options.period ?? 1;
  requireWhole('period', period, 1);
  const seasonal =
    period > 1 &&
    countObserved(y) > 2 * period &&
    (isSeasonal(y, period) || isSeasonal(detrended(y), period));
  const positive = y.every((value) => Number.isNaN(value) || value > 0);
  const season = seasonal ? (positive ? 'multiplicative' : 'additive') : 'none';
  const index = season === 'none' ? new Float64Array(0) : classicalDecomposition(y, period, season).index;
  const adjusted = y.map((value, t) => {
    if (season === 'none') return value;
    return season === 'multiplicative' ? value / index[t % period]! : value - index[t % period]!;
  });
  const smoothing = fitEts(adjusted, 'ANN');
  return {
    smoothing,
    drift: lineSlope(adjusted) / 2,
    season,
    index: index.map((_, i) => index[(y.length + i) % period]!),
    length: y.length,
  };
}

/**
 * Mean of `fitTheta`'s line and smoothing, in the unit of the series; the variance is that of the smoothing
 * (Hyndman & Billah 2003).
 *
 * @throws SERIES_OPTION for a horizon below 1 or a level outside (0, 1).
 */
export function forecastTheta(fit: ThetaFit, horizon: number, options: ForecastOptions = {}): Forecast {
  const level = options.level ?? 0.95;
  requireWhole('horizon', horizon, 1);
  requireLevel(level);
  const { alpha } = fit.smoothing.smoothing;
  const z = normalQuantile(0.5 + level / 2);
  const mean = new Float64Array(horizon);
  const lower = new Float64Array(horizon);
  const upper = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    const base = fit.smoothing.state.level + fit.drift * (h + (1 - (1 - alpha) ** fit.length) / alpha);
    const width = z * Math.sqrt(fit.smoothing.sigma2 * (1 + h * alpha * alpha));
    const index = fit.season === 'none' ? 0 : fit.index[h % fit.index.length]!;
    const seasoned = (value: number): number =>
      fit.season === 'multiplicative' ? value * index : value + index;
    mean[h] = seasoned(base);
    lower[h] = seasoned(base - width);
    upper[h] = seasoned(base + width);
  }
  return { method: 'Theta', mean, lower, upper, level };
}

function isSeasonal(y: Float64Array, period: number): boolean {
  const r = autocorrelations(y, period);
  let sum = 0;
  for (let k = 0; k < period - 1; k++) sum += r[k]! ** 2;
  const limit = Math.sqrt((1 + 2 * sum) / y.length);
  return Math.abs(r[period - 1]!) / limit > normalQuantile(0.95);
}

function detrended(y: Float64Array): Float64Array {
  const slope = lineSlope(y);
  return y.map((value, t) => value - slope * t);
}

function lineSlope(y: Float64Array): number {
  let n = 0;
  let st = 0;
  let sy = 0;
  for (let t = 0; t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue;
    n++;
    st += t;
    sy += y[t]!;
  }
  let stt = 0;
  let sty = 0;
  for (let t = 0; t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue;
    stt += (t - st / n) ** 2;
    sty += (t - st / n) * (y[t]! - sy / n);
  }
  return stt > 0 ? sty / stt : 0;
}
