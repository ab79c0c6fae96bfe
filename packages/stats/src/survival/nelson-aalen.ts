import { criticalValue } from './band.js';
import { checkLevel } from './check-level.js';
import { type SurvivalObservations, checkObservations } from './observations.js';
import { riskSets } from './risk-sets.js';

/** Cumulative hazard at every distinct time, ascending; 0 before the first. */
export interface CumulativeHazard {
  readonly time: Float64Array;
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  /** Expected events per subject up to and including the time, >= 0. */
  readonly cumulativeHazard: Float64Array;
  readonly standardError: Float64Array;
  /** Limits symmetric on the log scale; equal to the estimate where it is 0. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly level: number;
}

/**
 * Nelson-Aalen estimate: H(t) = sum d/n with Aalen's variance sum d/n^2 and log-scale limits H exp(+-z se /
 * H). Aalen (1978); Klein & Moeschberger (2003), 4.2-4.3. Errors as `kaplanMeier`.
 */
export function nelsonAalen(
  data: SurvivalObservations,
  options: { readonly level?: number } = {},
): CumulativeHazard {
  const level = checkLevel(options.level);
  const z = criticalValue(level);
  const { time, atRisk, events } = riskSets(checkObservations(data));
  const n = time.length;
  const cumulativeHazard = new Float64Array(n);
  const standardError = new Float64Array(n);
  const low = new Float64Array(n);
  const high = new Float64Array(n);
  let hazard = 0;
  let variance = 0;
  for (let k = 0; k < n; k++) {
    const d = events[k]!;
    if (d > 0) {
      hazard += d / atRisk[k]!;
      variance += d / (atRisk[k]! * atRisk[k]!);
    }
    const error = Math.sqrt(variance);
    const factor = hazard > 0 ? Math.exp((z * error) / hazard) : 1;
    cumulativeHazard[k] = hazard;
    standardError[k] = error;
    low[k] = hazard / factor;
    high[k] = hazard * factor;
  }
  return { time, atRisk, events, cumulativeHazard, standardError, low, high, level };
}
