import { statisticsError } from '../errors.js';
import { type BandScale, bandScale, criticalValue, survivalBand } from './band.js';
import { checkLevel } from './check-level.js';
import { curveWarnings } from './curve-warnings.js';
import { type SurvivalObservations, checkObservations } from './observations.js';
import { riskSets } from './risk-sets.js';

export interface KaplanMeierOptions {
  /** Confidence level in (0, 1). Default 0.95. */
  readonly level?: number;
  /** Scale of the band. Default `log-log`. */
  readonly band?: BandScale;
}

/**
 * A survival curve: one entry per distinct time, ascending. The curve is 1 before the first time, and each value
 * holds from its time (inclusive) to the next.
 */
export interface KaplanMeierCurve {
  readonly time: Float64Array;
  /** Subjects at risk just before the time. */
  readonly atRisk: Float64Array;
  readonly events: Float64Array;
  readonly censored: Float64Array;
  /** Probability of no event up to and including the time, in [0, 1], never rising. */
  readonly survival: Float64Array;
  /** Greenwood standard error of `survival`; NaN where survival is 0. */
  readonly standardError: Float64Array;
  /** Pointwise limits of `survival`, in [0, 1]. Where survival is 0: 0 and the last upper limit before it. */
  readonly low: Float64Array;
  readonly high: Float64Array;
  readonly level: number;
  readonly band: BandScale;
  /** Subjects and events in all. */
  readonly subjects: number;
  readonly eventCount: number;
  /** What a reader must know before using the curve; empty when nothing is wrong. */
  readonly warnings: readonly string[];
}

/**
 * Kaplan-Meier estimate with Greenwood's variance: S(t) = prod (1 - d/n), var log S = sum d / (n (n - d)).
 * Kaplan & Meier (1958); Kalbfleisch & Prentice (2002), 1.4. Rows may enter late (left truncation) and stand
 * for several subjects (weights, taken as counts).
 *
 * Throws SURVIVAL_EMPTY, SURVIVAL_LENGTH, SURVIVAL_BAD_TIME, SURVIVAL_NEGATIVE_TIME, SURVIVAL_EMPTY_SPELL,
 * SURVIVAL_BAD_EVENT, SURVIVAL_BAD_WEIGHT, SURVIVAL_BAD_LEVEL and SURVIVAL_OPTION (band). All rows censored is
 * a valid curve that stays at 1.
 */
export function kaplanMeier(data: SurvivalObservations, options: KaplanMeierOptions = {}): KaplanMeierCurve {
  const level = checkLevel(options.level);
  const scale = bandScale(options.band);
  const z = criticalValue(level);
  const checked = checkObservations(data);
  const sets = riskSets(checked);
  const n = sets.time.length;
  const survival = new Float64Array(n);
  const standardError = new Float64Array(n);
  const low = new Float64Array(n);
  const high = new Float64Array(n);
  let s = 1;
  let variance = 0;
  let lastHigh = 1;
  let eventCount = 0;
  let subjects = 0;
  let zeroAt = -1;
  for (let k = 0; k < n; k++) {
    const d = sets.events[k]!;
    const atRisk = sets.atRisk[k]!;
    eventCount += d;
    subjects += d + sets.censored[k]!;
    if (d > 0 && s > 0) {
      // The difference first: n - d is exact for counts, and the product reaches zero exactly.
      const left = Math.max(0, atRisk - d);
      s *= left / atRisk;
      if (left === 0) zeroAt = k;
      variance = left === 0 ? Number.NaN : variance + d / (atRisk * left);
    }
    survival[k] = s;
    const logError = Math.sqrt(variance);
    standardError[k] = s * logError;
    const limits = survivalBand(s, logError, z, scale);
    low[k] = limits[0];
    if (!Number.isNaN(limits[1])) lastHigh = limits[1];
    high[k] = lastHigh;
  }
  const warnings = curveWarnings(sets, eventCount, zeroAt);
  return {
    ...sets,
    survival,
    standardError,
    low,
    high,
    level,
    band: scale,
    subjects,
    eventCount,
    warnings,
  };
}

/** The curve at one time. */
export interface SurvivalPoint {
  readonly time: number;
  readonly survival: number;
  readonly standardError: number;
  readonly low: number;
  readonly high: number;
  /** Subjects at risk at that time. */
  readonly atRisk: number;
}

/**
 * The curve at time t, in its unit (the value after any event at t itself). After the last time it is `null`,
 * unless the curve is already 0: nothing was observed there. Throws SURVIVAL_OPTION for a time that is not a
 * number. Kaplan & Meier (1958).
 */
export function survivalAt(curve: KaplanMeierCurve, t: number): SurvivalPoint | null {
  if (Number.isNaN(t))
    throw statisticsError('SURVIVAL_OPTION', 'time', t, 'pass it in the unit of the curve');
  const k = lastAtOrBefore(curve.time, t);
  const last = curve.time.length - 1;
  if (t > curve.time[last]! && curve.survival[last]! > 0) return null;
  const next = k + 1;
  const atRisk = k >= 0 && curve.time[k] === t ? curve.atRisk[k]! : (curve.atRisk[next] ?? 0);
  if (k < 0) return { time: t, survival: 1, standardError: 0, low: 1, high: 1, atRisk };
  return {
    time: t,
    survival: curve.survival[k]!,
    standardError: curve.standardError[k]!,
    low: curve.low[k]!,
    high: curve.high[k]!,
    atRisk,
  };
}

/** Index of the last value <= t in an ascending array, or -1. */
export function lastAtOrBefore(ascending: Float64Array, t: number): number {
  let low = 0;
  let high = ascending.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (ascending[middle]! <= t) low = middle + 1;
    else high = middle;
  }
  return low - 1;
}
