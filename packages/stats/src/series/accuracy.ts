import { statisticsError } from '../errors.js';
import { autocorrelations } from './autocorrelation.js';
import { coerceObservations, type Observations, requireWhole } from './observations.js';

/** Errors are actual minus forecast; percentages are in percent; null where a divisor is 0. */
export interface ForecastAccuracy {
  readonly meanError: number;
  readonly rootMeanSquaredError: number;
  readonly meanAbsoluteError: number;
  readonly meanPercentageError: number | null;
  readonly meanAbsolutePercentageError: number | null;
  /** Absolute error over that of the in-sample seasonal naive forecast (Hyndman & Koehler 2006). */
  readonly meanAbsoluteScaledError: number | null;
  /** Lag-1 autocorrelation of the errors. */
  readonly errorAutocorrelation: number;
  /** Theil 1966: relative errors against relative changes; below 1 beats "no change". */
  readonly theilU: number | null;
}

/**
 * Holdout accuracy of a forecast, errors in the unit of the series. Hyndman & Koehler (2006).
 *
 * @param history the series the forecast was made from (for scaling), missing as null.
 * @param actual the periods forecast; missing periods are left out.
 * @param forecast one value a period of `actual`, finite wherever there is an actual value: leaving out what was
 *   not forecast would flatter.
 * @throws SERIES_LENGTHS, SERIES_TOO_SHORT without any actual value, SERIES_OPTION (period), SERIES_VALUE,
 *   SERIES_RANGE (forecast).
 */
export function forecastAccuracy(
  history: Observations,
  actual: Observations,
  forecast: ArrayLike<number>,
  options: { readonly period?: number } = {},
): ForecastAccuracy {
  const past = coerceObservations(history);
  const seen = coerceObservations(actual);
  const period = options.period ?? 1;
  requireWhole('period', period, 1);
  if (forecast.length !== seen.length) {
    throw statisticsError('SERIES_LENGTHS', 'forecast', forecast.length, 'actual', seen.length);
  }
  for (let i = 0; i < seen.length; i++) {
    if (Number.isNaN(seen[i]!) || Number.isFinite(forecast[i])) continue;
    const remedy = 'forecast every period that has an actual value, or leave the period out of both';
    throw statisticsError('SERIES_RANGE', 'the forecast', i, forecast[i]!, remedy);
  }
  const errors = seen.map((value, i) => value - forecast[i]!);
  const kept = errors.filter((value) => !Number.isNaN(value));
  if (kept.length === 0) {
    throw statisticsError('SERIES_TOO_SHORT', 'accuracy', 0, 1, 'pass at least one actual value');
  }
  const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;
  const ratios = errors.map((value, i) => (100 * value) / seen[i]!).filter((value) => !Number.isNaN(value));
  const finite = ratios.length === kept.length && ratios.every(Number.isFinite);
  const steps = past
    .map((value, t) => (t < period ? Number.NaN : Math.abs(value - past[t - period]!)))
    .filter((value) => !Number.isNaN(value));
  const scale = steps.length > 0 ? mean(steps) : 0;
  return {
    meanError: mean(kept),
    rootMeanSquaredError: Math.sqrt(mean(kept.map((value) => value * value))),
    meanAbsoluteError: mean(kept.map(Math.abs)),
    meanPercentageError: finite ? mean(ratios) : null,
    meanAbsolutePercentageError: finite ? mean(ratios.map(Math.abs)) : null,
    meanAbsoluteScaledError: scale > 0 ? mean(kept.map(Math.abs)) / scale : null,
    errorAutocorrelation: kept.length > 1 ? autocorrelations(kept, 1)[0]! : 0,
    theilU: theilU(seen, forecast),
  };
}

function theilU(actual: Float64Array, forecast: ArrayLike<number>): number | null {
  let errors = 0;
  let changes = 0;
  for (let t = 1; t < actual.length; t++) {
    const before = actual[t - 1]!;
    const error = (forecast[t]! - actual[t]!) / before;
    const change = (actual[t]! - before) / before;
    if (Number.isNaN(error) || Number.isNaN(change)) continue;
    errors += error * error;
    changes += change * change;
  }
  const ratio = Math.sqrt(errors / changes);
  return Number.isFinite(ratio) ? ratio : null;
}
