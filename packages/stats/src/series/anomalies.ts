import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { benjaminiHochberg, quantile } from '../interval/index.js';
import { createRandom } from '../random/index.js';
import { normalQuantile, studentSurvival } from '../special/index.js';
import {
  coerceObservations,
  countObserved,
  type Observations,
  requireLevel,
  requireWhole,
} from './observations.js';
import { median, normalisedMad } from './robust-scale.js';
import { medianDecomposition } from './seasonal-medians.js';
import { stlDecomposition } from './stl.js';

export interface AnomalyOptions {
  /** Periods a season, 1 (the default) for none. */
  readonly period?: number;
  /**
   * `medians` (the default) stands missing periods and runs of outliers; `stl` follows a changing season and
   * needs every period.
   */
  readonly decomposition?: 'medians' | 'stl';
  /** Robust deviations beyond which a period is unusual; 3.5 by default (Iglewicz & Hoaglin 1993). */
  readonly threshold?: number;
  /** Share of false alarms among those raised; 0.05 by default. */
  readonly falseDiscoveryRate?: number;
  /** Level of the expected range; 0.95 by default. */
  readonly level?: number;
}

export interface Anomaly {
  readonly at: number;
  readonly value: number;
  readonly expected: number;
  /** Robust deviations from the expected value, signed. */
  readonly deviations: number;
  /** p adjusted for looking at every period (Benjamini & Hochberg 1995). */
  readonly adjustedP: number;
}

export interface AnomalyReport {
  readonly anomalies: readonly Anomaly[];
  /** Expected value and range of every period. */
  readonly expected: Float64Array;
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Robust standard deviation of what season and trend leave. */
  readonly deviation: number;
}

/**
 * Unusual periods: season and trend taken out robustly, what is left measured in median absolute deviations
 * (with none, any departure is +-Number.MAX_VALUE of them); an anomaly exceeds the threshold and survives the
 * correction for looking everywhere. Missing periods are never anomalies and never zeros. Expected values in
 * the unit of the series. Iglewicz & Hoaglin (1993); Benjamini & Hochberg (1995).
 *
 * @throws SERIES_TOO_SHORT below two full seasons (eight periods without a season); SERIES_OPTION;
 *   SERIES_VALUE; SERIES_MISSING for `stl`.
 */
export function findAnomalies(values: Observations, options: AnomalyOptions = {}): AnomalyReport {
  const y = coerceObservations(values);
  const period = options.period ?? 1;
  const threshold = options.threshold ?? 3.5;
  const rate = options.falseDiscoveryRate ?? 0.05;
  const level = options.level ?? 0.95;
  const ways = ['medians', 'stl'] as const;
  const decomposition = oneOf(options.decomposition ?? 'medians', ways, 'SERIES_OPTION', 'decomposition');
  requireWhole('period', period, 1);
  requireLevel(level);
  if (!(threshold > 0))
    throw statisticsError('SERIES_OPTION', 'threshold', threshold, 'pass a number above 0');
  if (!(rate > 0 && rate < 1)) {
    throw statisticsError('SERIES_OPTION', 'falseDiscoveryRate', rate, 'pass a share between 0 and 1');
  }
  const needed = Math.max(8, 2 * period);
  const observed = countObserved(y);
  if (observed < needed || y.length < 2 * period) {
    const remedy = 'pass at least two full seasons';
    throw statisticsError('SERIES_TOO_SHORT', 'anomalies', observed, needed, remedy);
  }
  const remainder = remainderOf(y, period, decomposition);
  const middle = median(remainder);
  const deviation = scaleOf(remainder, y) * calmness(y, period, decomposition);
  const expected = y.map((value, t) => (Number.isNaN(value) ? Number.NaN : value - remainder[t]! + middle));
  const width = normalQuantile(0.5 + level / 2) * deviation;
  // The median absolute deviation is worth 37% of the values it is taken from (Rousseeuw & Croux 1993).
  const degrees = Math.max(2, MAD_EFFICIENCY * (observed - period - 1));
  const at: number[] = [];
  for (let t = 0; t < y.length; t++) if (!Number.isNaN(y[t]!)) at.push(t);
  const z = at.map((t) => {
    const distance = remainder[t]! - middle;
    if (deviation > 0) return distance / deviation;
    return distance === 0 ? 0 : Math.sign(distance) * Number.MAX_VALUE;
  });
  const adjusted = benjaminiHochberg(
    z.map((value) => Math.min(1, 2 * studentSurvival(Math.abs(value), degrees))),
  );
  const anomalies: Anomaly[] = [];
  at.forEach((t, i) => {
    if (Math.abs(z[i]!) <= threshold || adjusted[i]! > rate) return;
    anomalies.push({
      at: t,
      value: y[t]!,
      expected: expected[t]!,
      deviations: z[i]!,
      adjustedP: adjusted[i]!,
    });
  });
  return {
    anomalies,
    expected,
    lower: expected.map((value) => value - width),
    upper: expected.map((value) => value + width),
    deviation,
  };
}

const MAD_EFFICIENCY = 0.37;
/** Noise series behind one correction, and the share of remainders whose spread is matched. */
const CORRECTION_RUNS = 25;
const TAIL = 0.99;

/**
 * Season and trend take part of the noise with them, the more the shorter the series (with three seasons, a
 * third of all remainders is exactly 0), and not everywhere alike (less at the ends): how much wider the
 * tail of pure noise is after the same decomposition of the same periods than its measured deviation says,
 * by simulation with a fixed seed.
 */
function calmness(y: Float64Array, period: number, decomposition: 'medians' | 'stl'): number {
  const random = createRandom('anomaly scale');
  const ratios: number[] = [];
  for (let run = 0; run < CORRECTION_RUNS; run++) {
    const noise = y.map((value) => (Number.isNaN(value) ? value : random.standardNormal()));
    const remainder = remainderOf(noise, period, decomposition);
    const middle = median(remainder);
    const scale = Math.max(0.05, normalisedMad(remainder));
    for (const value of remainder) if (!Number.isNaN(value)) ratios.push(Math.abs(value - middle) / scale);
  }
  const tail = quantile(Float64Array.from(ratios).sort(), TAIL) ?? 1;
  return Math.max(1, tail / normalQuantile((1 + TAIL) / 2));
}

function remainderOf(y: Float64Array, period: number, decomposition: 'medians' | 'stl'): Float64Array {
  if (decomposition === 'medians') return medianDecomposition(y, period).remainder;
  return stlDecomposition(y, { period, robust: true }).remainder;
}

/**
 * Rounding noise is not a deviation: a series that its season and trend explain to the last digit has none,
 * so the smallest real departure stands out.
 */
function scaleOf(remainder: Float64Array, y: Float64Array): number {
  const scale = normalisedMad(remainder);
  const size = y.reduce((most, value) => (Number.isNaN(value) ? most : Math.max(most, Math.abs(value))), 0);
  return scale > 1e-12 * size ? scale : 0;
}
