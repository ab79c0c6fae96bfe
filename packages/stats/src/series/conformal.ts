import { statisticsError } from '../errors.js';
import { countObserved, requireLevel, requireWhole } from './observations.js';

/** Point forecasts with the standard deviation their model claims for each horizon. */
export interface PointForecast {
  readonly mean: Float64Array;
  readonly deviation: Float64Array;
}

export interface ConformalCalibration {
  /** Past origins from which the same method was rerun. */
  readonly origins: number;
  /** Half-width of each horizon. */
  readonly width: Float64Array;
  /** Half-width over what the model's own normal interval has; above 1 where the model was too sure. */
  readonly factor: Float64Array;
  /** Whether a horizon had enough errors of its own (else those of all horizons were pooled). */
  readonly own: readonly boolean[];
  /** Share of past outcomes within the model's own interval, all horizons; null without any. */
  readonly modelCoverage: number | null;
}

export interface ConformalOptions {
  readonly horizon: number;
  readonly level: number;
  /** Fewest observed values to start from. */
  readonly minimum: number;
  /** Most origins, the latest taken; 24 by default. */
  readonly origins?: number;
  /** Two-sided normal quantile of the level. */
  readonly critical: number;
}

/**
 * Split conformal intervals from rolling origins (Hyndman & Athanasopoulos 2021, section 5.10; Lei et al.
 * 2018): the method is rerun from past origins, errors are measured in the model's own standard deviations,
 * and the quantile with the finite-sample correction ceil((k + 1) level) scales the interval of each horizon,
 * half-widths in the unit of the series. Errors of one series overlap, so coverage is approximate, not
 * guaranteed.
 *
 * @param forecaster reruns the method on the series up to an origin; null where it cannot.
 * @throws SERIES_OPTION; SERIES_LENGTHS when `current` has another length than the horizon.
 */
export function conformalCalibration(
  y: Float64Array,
  current: PointForecast,
  forecaster: (history: Float64Array, horizon: number) => PointForecast | null,
  options: ConformalOptions,
): ConformalCalibration {
  const { horizon, level, minimum, critical } = options;
  requireLevel(level);
  requireWhole('origins', options.origins ?? 24, 0);
  if (current.mean.length !== horizon) {
    throw statisticsError('SERIES_LENGTHS', 'forecast', current.mean.length, 'horizon', horizon);
  }
  const scores: number[][] = Array.from({ length: horizon }, () => []);
  const absolute: number[][] = Array.from({ length: horizon }, () => []);
  let origins = 0;
  for (let origin = y.length - 1; origin >= minimum && origins < (options.origins ?? 24); origin--) {
    const history = y.slice(0, origin);
    if (countObserved(history) < minimum) break;
    const past = forecaster(history, Math.min(horizon, y.length - origin));
    if (!past) continue;
    origins++;
    past.mean.forEach((mean, h) => {
      const error = Math.abs(y[origin + h]! - mean);
      if (Number.isNaN(error)) return;
      absolute[h]!.push(error);
      scores[h]!.push(error / past.deviation[h]!);
    });
  }
  // A model that claimed certainty has no deviation to measure errors in: take the errors as they are.
  const relative = scores.every((list) => list.every(Number.isFinite));
  const used = relative ? scores : absolute;
  const unit = relative ? current.deviation : new Float64Array(horizon).fill(1);
  const pooled = used.flat();
  const own: boolean[] = [];
  const width = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    const list = used[h]!;
    const enough = conformalRank(list.length, level) <= list.length;
    own.push(enough);
    const quantile = conformalQuantile(enough ? list : pooled, level);
    width[h] = quantile === null ? critical * current.deviation[h]! : quantile * unit[h]!;
  }
  const inside = relative ? pooled.filter((score) => score <= critical).length : 0;
  return {
    origins,
    width,
    factor: width.map((value, h) => {
      const model = critical * current.deviation[h]!;
      return model > 0 ? value / model : 1;
    }),
    own,
    modelCoverage: relative && pooled.length > 0 ? inside / pooled.length : null,
  };
}

function conformalRank(count: number, level: number): number {
  return Math.ceil((count + 1) * level - 1e-12);
}

/** The k-th smallest score, k = ceil((count + 1) level); the largest where there are too few; null for none. */
function conformalQuantile(scores: readonly number[], level: number): number | null {
  if (scores.length === 0) return null;
  const sorted = Float64Array.from(scores).sort();
  return sorted[Math.min(sorted.length, conformalRank(sorted.length, level)) - 1]!;
}
