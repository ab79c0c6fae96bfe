import type { RandomSource } from '../random/index.js';
import { LocalLevelSampler } from './local-level-sampler.js';
import { SpikeAndSlab, type SpikeAndSlabPrior } from './spike-and-slab.js';

/** Prior of the standard deviation of the level's steps, in standard deviations of the measure. */
export type LevelPrior =
  /** 1/sd^2 ~ gamma(16, 16 guess^2), sd < 1: the fixed choice of the published recipe. */
  | { readonly kind: 'published'; readonly guess: number }
  /** Half-t with 3 degrees of freedom: how much the level wanders is learnt from the series. */
  | { readonly kind: 'learned'; readonly scale: number };

export interface SamplerInput {
  /** Standardised measure before the change, NaN where missing. */
  readonly y: Float64Array;
  /** Standardised columns (intercept first), row-major, all periods. */
  readonly columns: Float64Array;
  readonly size: number;
  readonly periods: number;
  readonly levelPrior: LevelPrior;
  readonly regressionPrior: SpikeAndSlabPrior;
  readonly draws: number;
  readonly burnIn: number;
  readonly random: RandomSource;
}

export interface SamplerOutput {
  /** Predictive paths after the change, row-major draws x periods, noise included (standardised). */
  readonly paths: Float64Array;
  /** Mean of level + regression in every period (standardised). */
  readonly expected: Float64Array;
  /** Share of draws in which each column was in the model. */
  readonly inclusion: Float64Array;
  readonly levelDeviation: Float64Array;
  readonly noiseDeviation: Float64Array;
}

/** Gibbs sampler of local level + spike-and-slab regression with the periods after the change unobserved. */
export function sampleCounterfactual(input: SamplerInput): SamplerOutput {
  const { y, columns, size, periods, draws, burnIn, random, levelPrior } = input;
  const before = y.length;
  const after = periods - before;
  const first = y.find((value) => !Number.isNaN(value)) ?? 0;
  const level = new LocalLevelSampler(before, first, 1);
  const regression = createRegression(input);
  const z = new Float64Array(before);
  const cross = new Float64Array(size);
  let stepVariance = (levelPrior.kind === 'published' ? levelPrior.guess : levelPrior.scale) ** 2;
  const logPrior = logPriorOf(levelPrior);
  const proposal = { width: 0.8, accepted: 0 };
  const out: SamplerOutput = {
    paths: new Float64Array(draws * after),
    expected: new Float64Array(periods),
    inclusion: new Float64Array(size),
    levelDeviation: new Float64Array(draws),
    noiseDeviation: new Float64Array(draws),
  };
  for (let iteration = -burnIn; iteration < draws; iteration++) {
    const { coefficients, noiseVariance } = regression;
    for (let t = 0; t < before; t++) z[t] = y[t]! - dot(columns, t * size, coefficients);
    stepVariance = metropolis(level, z, noiseVariance, stepVariance, logPrior, proposal, random);
    if (iteration < 0) adapt(proposal);
    level.filter(z, noiseVariance, stepVariance);
    level.draw(random, stepVariance);
    cross.fill(0);
    let squares = 0;
    for (let t = 0; t < before; t++) {
      const target = y[t]! - level.level[t]!;
      if (Number.isNaN(target)) continue;
      squares += target * target;
      for (let j = 0; j < size; j++) cross[j]! += columns[t * size + j]! * target;
    }
    regression.draw(random, cross, squares);
    if (iteration >= 0) record(out, iteration, input, level, regression, stepVariance);
  }
  for (let t = 0; t < periods; t++) out.expected[t]! /= draws;
  for (let j = 0; j < size; j++) out.inclusion[j]! /= draws;
  return out;
}

function createRegression({ y, columns, size, periods, regressionPrior }: SamplerInput): SpikeAndSlab {
  const gram = new Float64Array(size * size);
  const gramAll = new Float64Array(size * size);
  let observed = 0;
  for (let t = 0; t < periods; t++) {
    const used = t < y.length && !Number.isNaN(y[t]!);
    if (used) observed++;
    for (let i = 0; i < size; i++) {
      for (let j = 0; j < size; j++) {
        const product = columns[t * size + i]! * columns[t * size + j]!;
        gramAll[i * size + j]! += product;
        if (used) gram[i * size + j]! += product;
      }
    }
  }
  return new SpikeAndSlab(gram, observed, gramAll, periods, size, regressionPrior);
}

function record(
  out: SamplerOutput,
  draw: number,
  { y, columns, size, periods, random }: SamplerInput,
  level: LocalLevelSampler,
  regression: SpikeAndSlab,
  stepVariance: number,
): void {
  const before = y.length;
  const after = periods - before;
  const step = Math.sqrt(stepVariance);
  const noise = Math.sqrt(regression.noiseVariance);
  for (let t = 0; t < before; t++) {
    out.expected[t]! += level.level[t]! + dot(columns, t * size, regression.coefficients);
  }
  let state = level.level[before - 1]!;
  for (let h = 0; h < after; h++) {
    state += step * random.standardNormal();
    const centre = state + dot(columns, (before + h) * size, regression.coefficients);
    out.expected[before + h]! += centre;
    out.paths[draw * after + h] = centre + noise * random.standardNormal();
  }
  for (let j = 0; j < size; j++) out.inclusion[j]! += regression.included[j]!;
  out.levelDeviation[draw] = step;
  out.noiseDeviation[draw] = noise;
}

function dot(columns: Float64Array, at: number, coefficients: Float64Array): number {
  let sum = 0;
  for (let j = 0; j < coefficients.length; j++) sum += columns[at + j]! * coefficients[j]!;
  return sum;
}

/** Log density of log sd under the prior. */
function logPriorOf(prior: LevelPrior): (deviation: number) => number {
  if (prior.kind === 'learned') {
    return (deviation) => -2 * Math.log1p((deviation / prior.scale) ** 2 / 3) + Math.log(deviation);
  }
  const { guess } = prior;
  return (deviation) =>
    deviation < 1 ? -32 * Math.log(deviation) - 16 * (guess / deviation) ** 2 : Number.NEGATIVE_INFINITY;
}

/**
 * Random walk on log sd with the level itself integrated out. Drawing sd given the level instead sticks: a
 * smooth level asks for a small sd and a small sd for a smooth level, so a chain stays where it started for
 * thousands of draws.
 */
function metropolis(
  level: LocalLevelSampler,
  z: Float64Array,
  noiseVariance: number,
  stepVariance: number,
  logPrior: (deviation: number) => number,
  proposal: { width: number; accepted: number },
  random: RandomSource,
): number {
  let deviation = Math.sqrt(stepVariance);
  let current = level.filter(z, noiseVariance, stepVariance) + logPrior(deviation);
  proposal.accepted = 0;
  for (let move = 0; move < 2; move++) {
    const candidate = deviation * Math.exp(proposal.width * random.standardNormal());
    const value = level.filter(z, noiseVariance, candidate * candidate) + logPrior(candidate);
    if (Math.log(random.openUniform()) < value - current) {
      deviation = candidate;
      current = value;
      proposal.accepted++;
    }
  }
  return deviation * deviation;
}

/** During burn-in only: aim at four accepted moves in ten. */
function adapt(proposal: { width: number; accepted: number }): void {
  proposal.width *= Math.exp(0.1 * (proposal.accepted / 2 - 0.4));
  proposal.width = Math.min(4, Math.max(0.05, proposal.width));
}
