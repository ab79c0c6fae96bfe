import { statisticsError } from '../errors.js';
import { normalQuantile } from '../special/index.js';
import { type ConformalCalibration, conformalCalibration, type PointForecast } from './conformal.js';
import type { EtsFit } from './ets-evaluate.js';
import { etsMinimumLength, fitEtsIfSuitable } from './ets-fit.js';
import { etsMoments } from './ets-forecast.js';
import { selectEts } from './ets-select.js';
import type { EtsName } from './ets-specification.js';
import type { Forecast } from './forecast.js';
import { seasonalNaive } from './naive.js';
import { countObserved, type Observations, requireLevel, requireWhole } from './observations.js';
import { rangeTransform, type ValueKind } from './range-transform.js';
import { median } from './robust-scale.js';
import { fitTheta, forecastTheta } from './theta.js';

export interface CombinedForecastOptions {
  /** Periods ahead; at most one season is advised. */
  readonly horizon: number;
  /** Periods a season, 1 (the default) for none. */
  readonly period?: number;
  /** What the values are: forecasts stay in its range. `number` by default. */
  readonly kind?: ValueKind;
  /** For shares: how many cases each period's share is of. */
  readonly sizes?: ArrayLike<number>;
  /** 0.95 by default. */
  readonly level?: number;
  /**
   * Past origins used to set the width of the interval; `horizon` + 23 by default, enough for 95% at every
   * horizon; 0 leaves the models' own.
   */
  readonly origins?: number;
}

export interface CombinedForecast extends Forecast {
  readonly members: readonly { readonly method: string; readonly mean: Float64Array }[];
  readonly calibration: ConformalCalibration;
  readonly kind: ValueKind;
}

/** Fewest observed values for any forecast. */
export const FORECAST_MINIMUM = 5;

/**
 * The forecast to show, in the unit of the series: median of exponential smoothing (AICc choice), Theta and
 * seasonal naive, which beats its members on average (Petropoulos & Svetunkov 2020), with conformal intervals
 * from rolling origins, made on a scale on which every value is possible.
 *
 * @throws SERIES_TOO_SHORT below five observed values; SERIES_RANGE for values outside their kind;
 *   SERIES_LENGTHS (sizes); SERIES_OPTION; SERIES_VALUE.
 */
export function combinedForecast(values: Observations, options: CombinedForecastOptions): CombinedForecast {
  const { horizon } = options;
  const period = options.period ?? 1;
  const level = options.level ?? 0.95;
  const kind = options.kind ?? 'number';
  requireWhole('horizon', horizon, 1);
  requireWhole('period', period, 1);
  requireLevel(level);
  const { transformed, restore } = rangeTransform(
    values,
    kind,
    options.sizes ? { sizes: options.sizes } : {},
  );
  const observed = countObserved(transformed);
  if (observed < FORECAST_MINIMUM) {
    const remedy = 'wait for more periods, or use finer ones';
    throw statisticsError('SERIES_TOO_SHORT', 'a forecast', observed, FORECAST_MINIMUM, remedy);
  }
  // Where values may be negative (logs, log odds) only additive models make sense of the scale.
  const additive = kind !== 'number';
  const { best } = selectEts(transformed, { period, ...(additive ? { models: ADDITIVE } : {}) });
  const chosen = best.name;
  const { combined, members } = combine(transformed, horizon, period, best);
  const critical = normalQuantile(0.5 + level / 2);
  const calibration = conformalCalibration(
    transformed,
    combined,
    (history, ahead) => {
      const refit = fitEtsIfSuitable(history, chosen, period);
      return refit ? combine(history, ahead, period, refit).combined : null;
    },
    {
      horizon,
      level,
      minimum: Math.max(etsMinimumLength(chosen, period), 2 * period, Math.floor(transformed.length / 2)),
      origins: options.origins ?? horizon + 23,
      critical,
    },
  );
  return {
    method: `median of ${members.map((member) => member.method).join(', ')}`,
    mean: combined.mean.map(restore),
    lower: combined.mean.map((value, h) => restore(value - calibration.width[h]!)),
    upper: combined.mean.map((value, h) => restore(value + calibration.width[h]!)),
    level,
    members: members.map((member) => ({ method: member.method, mean: member.mean.map(restore) })),
    calibration,
    kind,
  };
}

const ADDITIVE: readonly EtsName[] = ['ANN', 'AAN', 'AAdN', 'ANA', 'AAA', 'AAdA'];
/** Level at which members' intervals are turned back into standard deviations. */
const REFERENCE_LEVEL = 0.95;

function combine(
  y: Float64Array,
  horizon: number,
  period: number,
  fit: EtsFit,
): { combined: PointForecast; members: readonly { method: string; mean: Float64Array }[] } {
  const z = normalQuantile(0.5 + REFERENCE_LEVEL / 2);
  const { mean, variance } = etsMoments(fit, horizon);
  const members = [{ method: `ETS ${fit.name}`, mean, deviation: variance.map(Math.sqrt) }];
  const add = (forecast: Forecast): void => {
    const deviation = forecast.upper.map((value, h) => (value - forecast.lower[h]!) / (2 * z));
    members.push({ method: forecast.method, mean: forecast.mean, deviation });
  };
  add(forecastTheta(fitTheta(y, { period }), horizon, { level: REFERENCE_LEVEL }));
  // The naive forecast needs every phase once and a difference over one season.
  const seasons = period > 1 && canRepeat(y, period) ? period : 1;
  if (seasons > 1 || canRepeat(y, 1))
    add(seasonalNaive(y, horizon, { period: seasons, level: REFERENCE_LEVEL }));
  const middle = (of: (member: (typeof members)[number]) => Float64Array): Float64Array =>
    Float64Array.from({ length: horizon }, (_, h) => median(members.map((member) => of(member)[h]!)));
  return {
    combined: { mean: middle((member) => member.mean), deviation: middle((member) => member.deviation) },
    members: members.map(({ method, mean: points }) => ({ method, mean: points })),
  };
}

function canRepeat(y: Float64Array, period: number): boolean {
  const seen = new Set<number>();
  let differences = 0;
  for (let t = 0; t < y.length; t++) {
    if (Number.isNaN(y[t]!)) continue;
    seen.add(t % period);
    if (t >= period && !Number.isNaN(y[t - period]!)) differences++;
  }
  return seen.size === period && differences > 0;
}
