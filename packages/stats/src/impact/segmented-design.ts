import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { requireCount } from './intervention.js';

/** How a repeating season enters a regression. */
export interface SeasonTerm {
  /** Periods a season: 12 for months, 52 for weeks. */
  readonly period: number;
  /** One mean a phase, or pairs of sine and cosine (far fewer columns: the choice for short series). */
  readonly form: 'phases' | 'harmonics';
  /** Pairs, from 1 to half the period; 2 by default. Harmonics only. */
  readonly pairs?: number;
}

/** Columns of the season for time t = 0, 1, ... (phase 0 is the baseline of `phases`). */
export function seasonColumns(season: SeasonTerm | undefined): {
  readonly names: readonly string[];
  readonly at: (t: number) => number[];
} {
  if (!season) return { names: [], at: () => [] };
  const { period, form } = season;
  requireCount('season period', period, 2);
  oneOf(form, ['phases', 'harmonics'], 'IMPACT_OPTION', 'season form');
  if (form === 'phases') {
    const names = Array.from({ length: period - 1 }, (_, i) => `season ${i + 2}`);
    return { names, at: (t) => names.map((_, i) => (t % period === i + 1 ? 1 : 0)) };
  }
  const pairs = season.pairs ?? Math.min(2, Math.floor(period / 2));
  requireCount('season pairs', pairs, 1);
  if (pairs > period / 2) {
    throw statisticsError('IMPACT_OPTION', 'season pairs', pairs, `pass at most ${Math.floor(period / 2)}`);
  }
  const waves: { name: string; value: (t: number) => number }[] = [];
  for (let k = 1; k <= pairs; k++) {
    const angle = (t: number): number => (2 * Math.PI * k * t) / period;
    waves.push({ name: `cosine ${k}`, value: (t) => Math.cos(angle(t)) });
    // The sine of the shortest wave is 0 at every whole period.
    if (2 * k < period) waves.push({ name: `sine ${k}`, value: (t) => Math.sin(angle(t)) });
  }
  return { names: waves.map((wave) => wave.name), at: (t) => waves.map((wave) => wave.value(t)) };
}

export interface SegmentedDesign {
  readonly names: readonly string[];
  readonly matrix: Float64Array;
  readonly y: Float64Array;
  readonly times: Int32Array;
  readonly rows: number;
  readonly columns: number;
  /** One row of the design at period t, whether observed or not. */
  readonly rowAt: (t: number) => number[];
  /** Average of the effect columns over the usable periods after the change (0 elsewhere). */
  readonly averageEffect: Float64Array;
}

/**
 * Columns: intercept, time (1, 2, ...), level change (1 from the change on), slope change (1, 2, ... from the
 * change on, so the level change is the shift just before its first period), anticipation (1 in the periods
 * just before), season.
 */
export function segmentedDesign(
  y: Float64Array,
  from: number,
  startsAt: number,
  washout: number,
  terms: {
    readonly slopeChange: boolean;
    readonly anticipation: number;
    readonly season: SeasonTerm | undefined;
  },
): SegmentedDesign {
  const season = seasonColumns(terms.season);
  const names = ['intercept', 'time', 'level change'];
  if (terms.slopeChange) names.push('slope change');
  if (terms.anticipation > 0) names.push('anticipation');
  names.push(...season.names);
  const rowAt = (t: number): number[] => {
    const after = t >= startsAt;
    const row = [1, t - from + 1, after ? 1 : 0];
    if (terms.slopeChange) row.push(after ? t - startsAt + 1 : 0);
    if (terms.anticipation > 0) row.push(!after && t >= startsAt - terms.anticipation ? 1 : 0);
    row.push(...season.at(t));
    return row;
  };
  const used: number[] = [];
  for (let t = from; t < y.length; t++) {
    if (Number.isNaN(y[t]!) || (t >= startsAt && t < startsAt + washout)) continue;
    used.push(t);
  }
  const columns = names.length;
  const averageEffect = new Float64Array(columns);
  const after = used.filter((t) => t >= startsAt);
  averageEffect[2] = 1;
  if (terms.slopeChange) {
    averageEffect[3] = after.reduce((sum, t) => sum + t - startsAt + 1, 0) / after.length;
  }
  return {
    names,
    matrix: Float64Array.from(used.flatMap(rowAt)),
    y: Float64Array.from(used, (t) => y[t]!),
    times: Int32Array.from(used),
    rows: used.length,
    columns,
    rowAt,
    averageEffect,
  };
}
