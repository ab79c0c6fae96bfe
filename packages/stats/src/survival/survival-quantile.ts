import { statisticsError } from '../errors.js';
import type { KaplanMeierCurve } from './kaplan-meier.js';

/** A quantile of the time to the event. `null` means "not reached within the follow-up". */
export interface SurvivalQuantile {
  /** Share of subjects with the event by then, in (0, 1). */
  readonly probability: number;
  readonly time: number | null;
  readonly low: number | null;
  readonly high: number | null;
}

const TIE = 1e-9;

/**
 * Time, in the unit of the curve, by which a share `probability` has had the event, with the interval got by
 * inverting the curve's band (Brookmeyer & Crowley 1982): the limits are where the lower and the upper limit
 * of the curve cross 1 - probability. Where the curve lies exactly on that height between two events, the
 * middle of the two.
 *
 * Throws SURVIVAL_BAD_PROBABILITY unless 0 < probability < 1.
 */
export function survivalQuantile(curve: KaplanMeierCurve, probability: number): SurvivalQuantile {
  if (!(probability > 0 && probability < 1)) throw statisticsError('SURVIVAL_BAD_PROBABILITY', probability);
  const height = 1 - probability;
  return {
    probability,
    time: crossing(curve.time, curve.survival, height),
    low: crossing(curve.time, curve.low, height),
    high: crossing(curve.time, curve.high, height),
  };
}

/**
 * The median time to the event, in the unit of the curve: half have had it by then; null when they have not.
 * Brookmeyer & Crowley (1982). Throws nothing.
 */
export function medianSurvival(curve: KaplanMeierCurve): SurvivalQuantile {
  return survivalQuantile(curve, 0.5);
}

function crossing(time: Float64Array, values: Float64Array, height: number): number | null {
  const n = time.length;
  let k = 0;
  while (k < n && values[k]! > height + TIE) k++;
  if (k === n) return null;
  if (values[k]! < height - TIE) return time[k]!;
  let next = k + 1;
  while (next < n && Math.abs(values[next]! - height) <= TIE) next++;
  return (time[k]! + time[Math.min(next, n - 1)]!) / 2;
}
