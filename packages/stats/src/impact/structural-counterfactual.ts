import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { quantile } from '../interval/index.js';
import { createRandom, type Seed } from '../random/index.js';
import { type LevelPrior, sampleCounterfactual, type SamplerOutput } from './counterfactual-sampler.js';
import {
  checkIntervention,
  type CheckedIntervention,
  type Intervention,
  requireCount,
  requireShare,
} from './intervention.js';
import { type SeasonTerm, seasonColumns } from './segmented-design.js';

/** A series that the change did not touch and that moves with the measure (another region, the market). */
export interface ControlSeries {
  readonly name: string;
  /** One value a period, before and after; no missing ones. */
  readonly values: readonly number[];
}

export interface CounterfactualOptions {
  readonly controls?: readonly ControlSeries[];
  /** Seasonal waves as further columns. */
  readonly season?: SeasonTerm;
  /**
   * `learned` (the default): how much the level wanders is learnt (half-t prior), the noise prior is weak.
   * `published`: the fixed prior (level sd about 0.01 sd of the measure) of the widely used R package; it
   * claims an effect on a random walk without controls about seven times in ten.
   */
  readonly recipe?: 'learned' | 'published';
  /** Scale of the level prior in sd of the measure; 0.1 for `learned`, 0.01 for `published`. */
  readonly levelScale?: number;
  /** Draws kept; 1,000 by default. */
  readonly draws?: number;
  readonly burnIn?: number;
  /** Fixes every draw; 1 by default. */
  readonly seed?: Seed;
  /** Level of the intervals, 0.95 by default. */
  readonly level?: number;
}

/** A posterior mean with its standard deviation and equal-tailed interval. */
export interface Posterior {
  readonly mean: number;
  readonly deviation: number;
  readonly lower: number;
  readonly upper: number;
}

export interface CounterfactualWindow {
  readonly actual: number;
  readonly predicted: Posterior;
  /** Actual less predicted. */
  readonly effect: Posterior;
}

export interface Counterfactual {
  /** Mean a period over the usable periods after the change, and their sum. */
  readonly average: CounterfactualWindow;
  readonly cumulative: CounterfactualWindow;
  /**
   * E[actual / predicted - 1] over the draws; null where a prediction of 0 lies within the draws, since the
   * ratio then has no mean.
   */
  readonly relative: Posterior | null;
  /** Posterior tail area: the smaller share of draws at or beyond the actual sum. One-sided. */
  readonly p: number;
  /** Expected measure without the change in every period, before and after. */
  readonly expected: Float64Array;
  /** Interval of a single period without the change; NaN before the change. */
  readonly lower: Float64Array;
  readonly upper: Float64Array;
  /** Share of draws with each control (and season wave) in the model. */
  readonly inclusion: readonly { readonly name: string; readonly probability: number }[];
  /** Posterior means, in units of the measure. */
  readonly levelStepDeviation: number;
  readonly noiseDeviation: number;
  readonly draws: number;
  readonly warnings: readonly string[];
  readonly level: number;
}

export const COUNTERFACTUAL_MINIMUM = Object.freeze({ before: 8, after: 1 });

/** Texts of the warnings. */
export const COUNTERFACTUAL_WARNINGS = Object.freeze({
  NO_CONTROLS:
    'no control series: what else changed at the same time cannot be told from the effect; add series the change did not touch, and calibrate on earlier dates',
  RECORDING_UNKNOWN:
    'it is not known whether the recording of the measure changed with the intervention; if it did, the effect is an artefact',
});

/**
 * What the measure would have been without the change, in its unit: Bayesian structural time series, local
 * level plus spike-and-slab regression on controls (Brodersen et al. 2015). The measure and every column are
 * standardised by the periods before the change.
 *
 * @throws IMPACT_RECORDING_CHANGED, IMPACT_START, IMPACT_OPTION, IMPACT_TOO_SHORT below 8 usable periods
 *   before or one after; IMPACT_VALUE and IMPACT_CONSTANT, also for controls; IMPACT_SHAPE; RANDOM_SEED.
 */
export function structuralCounterfactual(
  intervention: Intervention,
  options: CounterfactualOptions = {},
): Counterfactual {
  const checked = checkIntervention(intervention, COUNTERFACTUAL_MINIMUM);
  const level = options.level ?? 0.95;
  requireShare('level', level);
  const draws = options.draws ?? 1000;
  const burnIn = options.burnIn ?? 200;
  requireCount('draws', draws, 100);
  requireCount('burnIn', burnIn, 0);
  const recipe = oneOf(options.recipe ?? 'learned', ['learned', 'published'], 'IMPACT_OPTION', 'recipe');
  const scale = options.levelScale ?? (recipe === 'learned' ? 0.1 : 0.01);
  if (!(scale > 0 && scale <= 1)) {
    throw statisticsError('IMPACT_OPTION', 'levelScale', scale, 'pass a number above 0, at most 1');
  }
  const { y, startsAt } = checked;
  const centre = standardisation(y.subarray(0, startsAt));
  const columns = designColumns(checked, options);
  // Without columns there is no regression at all: the level carries the mean.
  const size = columns.size;
  const expectedSize = 3 + columns.seasonal;
  const published = recipe === 'published';
  const levelPrior: LevelPrior = published ? { kind: 'published', guess: scale } : { kind: 'learned', scale };
  const output = sampleCounterfactual({
    y: y.slice(0, startsAt).map((value) => (value - centre.mean) / centre.deviation),
    columns: columns.matrix,
    size,
    periods: y.length,
    levelPrior,
    regressionPrior: {
      inclusion: Math.min(1, expectedSize / size),
      ...noisePrior(published, size > 0),
      slabWeight: 0.01,
    },
    draws,
    burnIn,
    random: createRandom(options.seed ?? 1).stream('counterfactual'),
  });
  return summarise(checked, options, columns.names, output, centre, draws, level);
}

/**
 * 1 / noise variance ~ gamma. The published prior expects controls to explain 80% of the variance, with the
 * weight of 50 periods; without controls that package falls back on a vague one, and so does this.
 */
function noisePrior(published: boolean, regression: boolean): { noiseShape: number; noiseRate: number } {
  if (published) {
    return regression ? { noiseShape: 25, noiseRate: 25 * 0.2 } : { noiseShape: 0.005, noiseRate: 0.005 };
  }
  return regression ? { noiseShape: 1, noiseRate: 0.2 } : { noiseShape: 1, noiseRate: 0.5 };
}

function designColumns(
  checked: CheckedIntervention,
  options: CounterfactualOptions,
): { names: string[]; matrix: Float64Array; size: number; seasonal: number } {
  const periods = checked.y.length;
  const season = seasonColumns(options.season);
  const lists: Float64Array[] = [];
  const names: string[] = [];
  for (const control of options.controls ?? []) {
    if (control.values.length !== periods) {
      throw statisticsError('IMPACT_SHAPE', `control ${control.name}`, control.values.length, periods);
    }
    const bad = control.values.findIndex((value) => !Number.isFinite(value));
    if (bad >= 0) {
      throw statisticsError('IMPACT_VALUE', `control ${control.name}`, bad, control.values[bad]);
    }
    names.push(control.name);
    lists.push(Float64Array.from(control.values));
  }
  for (let j = 0; j < season.names.length; j++) {
    names.push(season.names[j]!);
    lists.push(Float64Array.from({ length: periods }, (_, t) => season.at(t)[j]!));
  }
  const size = names.length === 0 ? 0 : names.length + 1;
  const matrix = new Float64Array(periods * size);
  if (size === 0) return { names, matrix, size, seasonal: 0 };
  for (let t = 0; t < periods; t++) matrix[t * size] = 1;
  lists.forEach((values, j) => {
    const { mean, deviation } = standardisation(values.subarray(0, checked.startsAt));
    if (!(deviation > 1e-12 * Math.abs(mean)))
      throw statisticsError('IMPACT_CONSTANT', `control ${names[j]}`);
    for (let t = 0; t < periods; t++) matrix[t * size + j + 1] = (values[t]! - mean) / deviation;
  });
  return { names, matrix, size, seasonal: season.names.length };
}

interface Standardisation {
  readonly mean: number;
  readonly deviation: number;
}

function standardisation(values: Float64Array): Standardisation {
  const seen = values.filter((value) => !Number.isNaN(value));
  const mean = seen.reduce((a, b) => a + b, 0) / seen.length;
  const squares = seen.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return { mean, deviation: Math.sqrt(squares / (seen.length - 1)) };
}

function summarise(
  checked: CheckedIntervention,
  options: CounterfactualOptions,
  names: readonly string[],
  output: SamplerOutput,
  centre: Standardisation,
  draws: number,
  level: number,
): Counterfactual {
  const { y, startsAt, washout } = checked;
  const after = y.length - startsAt;
  const used: number[] = [];
  for (let h = washout; h < after; h++) if (!Number.isNaN(y[startsAt + h]!)) used.push(h);
  const actual = used.reduce((sum, h) => sum + y[startsAt + h]!, 0);
  const sums = new Float64Array(draws);
  for (let d = 0; d < draws; d++) {
    for (const h of used) sums[d]! += centre.mean + centre.deviation * output.paths[d * after + h]!;
  }
  const lower = new Float64Array(y.length).fill(Number.NaN);
  const upper = new Float64Array(y.length).fill(Number.NaN);
  const column = new Float64Array(draws);
  for (let h = 0; h < after; h++) {
    for (let d = 0; d < draws; d++) column[d] = output.paths[d * after + h]!;
    column.sort();
    lower[startsAt + h] = centre.mean + centre.deviation * (quantile(column, (1 - level) / 2) ?? Number.NaN);
    upper[startsAt + h] = centre.mean + centre.deviation * (quantile(column, (1 + level) / 2) ?? Number.NaN);
  }
  const atLeast = sums.reduce((count, sum) => count + (sum >= actual ? 1 : 0), 0);
  const atMost = sums.reduce((count, sum) => count + (sum <= actual ? 1 : 0), 0);
  const window = (divisor: number): CounterfactualWindow => ({
    actual: actual / divisor,
    predicted: posterior(sums, (sum) => sum / divisor, level),
    effect: posterior(sums, (sum) => (actual - sum) / divisor, level),
  });
  const sameSign = sums.every((sum) => sum > 0) || sums.every((sum) => sum < 0);
  const warnings: string[] = [];
  if ((options.controls ?? []).length === 0) warnings.push(COUNTERFACTUAL_WARNINGS.NO_CONTROLS);
  if (checked.recording === 'unknown') warnings.push(COUNTERFACTUAL_WARNINGS.RECORDING_UNKNOWN);
  const mean = (values: Float64Array): number => values.reduce((a, b) => a + b, 0) / values.length;
  return {
    average: window(used.length),
    cumulative: window(1),
    relative: sameSign ? posterior(sums, (sum) => actual / sum - 1, level) : null,
    p: (Math.min(atLeast, atMost) + 1) / (draws + 1),
    expected: output.expected.map((value) => centre.mean + centre.deviation * value),
    lower,
    upper,
    inclusion: names.map((name, j) => ({ name, probability: output.inclusion[j + 1]! })),
    levelStepDeviation: centre.deviation * mean(output.levelDeviation),
    noiseDeviation: centre.deviation * mean(output.noiseDeviation),
    draws,
    warnings,
    level,
  };
}

function posterior(draws: Float64Array, of: (draw: number) => number, level: number): Posterior {
  const values = draws.map(of).sort();
  const mean = values.reduce((a, b) => a + b, 0) / values.length;
  const squares = values.reduce((sum, value) => sum + (value - mean) ** 2, 0);
  return {
    mean,
    deviation: Math.sqrt(squares / (values.length - 1)),
    lower: quantile(values, (1 - level) / 2) ?? Number.NaN,
    upper: quantile(values, (1 + level) / 2) ?? Number.NaN,
  };
}
