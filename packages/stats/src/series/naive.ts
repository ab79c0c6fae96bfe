import { statisticsError } from '../errors.js';
import { normalQuantile } from '../special/index.js';
import type { Forecast, ForecastOptions } from './forecast.js';
import { coerceObservations, type Observations, requireLevel, requireWhole } from './observations.js';

/**
 * Each coming period repeats the last observed value of its phase; with period 1, the last value. Interval:
 * normal, variance of the seasonal differences times the seasons ahead. Hyndman & Athanasopoulos (2021), 5.2
 * and 5.5.
 *
 * @param horizon periods ahead, at least 1.
 * @throws SERIES_TOO_SHORT when a phase was never observed, or no difference over one season exists;
 *   SERIES_OPTION; SERIES_VALUE.
 */
export function seasonalNaive(
  values: Observations,
  horizon: number,
  options: ForecastOptions & { readonly period?: number } = {},
): Forecast {
  const y = coerceObservations(values);
  const period = options.period ?? 1;
  const level = options.level ?? 0.95;
  requireWhole('period', period, 1);
  requireWhole('horizon', horizon, 1);
  requireLevel(level);
  let squares = 0;
  let differences = 0;
  for (let t = period; t < y.length; t++) {
    const difference = y[t]! - y[t - period]!;
    if (Number.isNaN(difference)) continue;
    squares += difference * difference;
    differences++;
  }
  const last = new Float64Array(period).fill(Number.NaN);
  for (let t = 0; t < y.length; t++) if (!Number.isNaN(y[t]!)) last[t % period] = y[t]!;
  const seen = last.reduce((count, value) => count + (Number.isNaN(value) ? 0 : 1), 0);
  if (seen < period || differences === 0) {
    const remedy = 'pass every phase once and at least one phase twice, or use period 1';
    throw statisticsError('SERIES_TOO_SHORT', 'the seasonal naive forecast', seen, period + 1, remedy);
  }
  const sigma = Math.sqrt(squares / differences);
  const z = normalQuantile(0.5 + level / 2);
  const mean = Float64Array.from({ length: horizon }, (_, h) => last[(y.length + h) % period]!);
  const width = (h: number): number => z * sigma * Math.sqrt(Math.floor(h / period) + 1);
  return {
    method: period === 1 ? 'naive' : `seasonal naive (${period})`,
    mean,
    lower: mean.map((value, h) => value - width(h)),
    upper: mean.map((value, h) => value + width(h)),
    level,
  };
}

/**
 * Random walk with drift: the last value plus the mean step. Interval: normal, with the uncertainty of the
 * drift: s sqrt(h (1 + h / (n - 1))) (Hyndman & Athanasopoulos 2021, section 5.5).
 *
 * @param horizon periods ahead, at least 1.
 * @throws SERIES_TOO_SHORT below three observations; SERIES_OPTION; SERIES_VALUE.
 */
export function randomWalkDrift(
  values: Observations,
  horizon: number,
  options: ForecastOptions = {},
): Forecast {
  const y = coerceObservations(values);
  const level = options.level ?? 0.95;
  requireWhole('horizon', horizon, 1);
  requireLevel(level);
  const at: number[] = [];
  for (let t = 0; t < y.length; t++) if (!Number.isNaN(y[t]!)) at.push(t);
  if (at.length < 3) {
    throw statisticsError('SERIES_TOO_SHORT', 'a drift', at.length, 3, 'use the naive forecast');
  }
  const first = at[0]!;
  const final = at.at(-1)!;
  const drift = (y[final]! - y[first]!) / (final - first);
  // Steps over a gap of g periods have variance g s^2.
  let squares = 0;
  for (let i = 1; i < at.length; i++) {
    const gap = at[i]! - at[i - 1]!;
    squares += (y[at[i]!]! - y[at[i - 1]!]! - gap * drift) ** 2 / gap;
  }
  const sigma = Math.sqrt(squares / (at.length - 2));
  const z = normalQuantile(0.5 + level / 2);
  const behind = y.length - 1 - final;
  const mean = Float64Array.from({ length: horizon }, (_, h) => y[final]! + (h + 1 + behind) * drift);
  const width = (h: number): number => {
    const steps = h + 1 + behind;
    return z * sigma * Math.sqrt(steps * (1 + steps / (final - first)));
  };
  return {
    method: 'random walk with drift',
    mean,
    lower: mean.map((value, h) => value - width(h)),
    upper: mean.map((value, h) => value + width(h)),
    level,
  };
}
