import { statisticsError } from '../errors.js';
import { criticalValue } from './band.js';
import type { KaplanMeierCurve } from './kaplan-meier.js';

/** Mean time without the event within the first `horizon` time units. */
export interface RestrictedMean {
  readonly horizon: number;
  /** In [0, horizon], in the time unit. */
  readonly mean: number;
  readonly standardError: number;
  /** Normal limits at the curve's level, clipped to [0, horizon]. */
  readonly low: number;
  readonly high: number;
}

/**
 * Restricted mean survival time: the area under the curve up to `horizon`, both in its time unit. It exists
 * where a median does not (fewer than half have left), and two of them compare over the same horizon.
 * Variance: sum over event times of (area from t to horizon)^2 d / (n (n - d)); Klein & Moeschberger (2003),
 * 4.5.
 *
 * Throws SURVIVAL_BAD_HORIZON unless horizon > 0, SURVIVAL_HORIZON_BEYOND_FOLLOW_UP when the horizon lies
 * after the last time while the curve is above 0: the area there was never observed.
 */
export function restrictedMean(curve: KaplanMeierCurve, horizon: number): RestrictedMean {
  if (!(horizon > 0 && Number.isFinite(horizon))) throw statisticsError('SURVIVAL_BAD_HORIZON', horizon);
  const { time, survival, atRisk, events } = curve;
  const n = time.length;
  const lastTime = time[n - 1]!;
  if (horizon > lastTime && survival[n - 1]! > 0) {
    throw statisticsError('SURVIVAL_HORIZON_BEYOND_FOLLOW_UP', horizon, lastTime);
  }
  let area = 0;
  let variance = 0;
  let right = horizon;
  for (let k = n - 1; k >= 0; k--) {
    const t = time[k]!;
    if (t > horizon) continue;
    area += survival[k]! * (right - t);
    right = t;
    const d = events[k]!;
    const left = atRisk[k]! - d;
    // With left = 0 the curve is 0 from here on and the area after t is 0: nothing to add.
    if (d > 0 && left > 0) variance += (area * area * d) / (atRisk[k]! * left);
  }
  const mean = area + right;
  const standardError = Math.sqrt(variance);
  const reach = criticalValue(curve.level) * standardError;
  return {
    horizon,
    mean,
    standardError,
    low: Math.max(0, mean - reach),
    high: Math.min(horizon, mean + reach),
  };
}
