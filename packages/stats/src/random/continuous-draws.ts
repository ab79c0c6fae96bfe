import { statisticsError } from '../errors.js';
import type { RandomSource } from './random-source.js';

function requirePositive(draw: string, name: string, value: number): void {
  if (!(value > 0 && value < Infinity)) {
    throw statisticsError('RANDOM_PARAMETER', draw, name, value, 'pass a finite number above 0');
  }
}

/**
 * Uniform on [low, high): 53 bits of the generator of Blackman & Vigna (2021). Throws RANDOM_PARAMETER unless
 * low <= high, both finite; `low` when they are equal.
 */
export function drawUniform(random: RandomSource, low: number, high: number): number {
  if (!(low <= high && Number.isFinite(high - low))) {
    throw statisticsError(
      'RANDOM_PARAMETER',
      'drawUniform',
      'high',
      high,
      `pass a finite number of at least ${low}`,
    );
  }
  return low + (high - low) * random.uniform();
}

/**
 * Normal with finite `mean` and standard deviation `deviation` >= 0, by the polar method (Marsaglia & Bray
 * 1964). Throws RANDOM_PARAMETER.
 */
export function drawNormal(random: RandomSource, mean = 0, deviation = 1): number {
  if (!Number.isFinite(mean)) {
    throw statisticsError('RANDOM_PARAMETER', 'drawNormal', 'mean', mean, 'pass a finite number');
  }
  if (!(deviation >= 0 && deviation < Infinity)) {
    throw statisticsError(
      'RANDOM_PARAMETER',
      'drawNormal',
      'deviation',
      deviation,
      'pass a finite number of at least 0',
    );
  }
  return mean + deviation * random.standardNormal();
}

/**
 * Exponential with the given rate > 0 (mean 1/rate). By inversion: Devroye (1986), II.2. Throws
 * RANDOM_PARAMETER.
 */
export function drawExponential(random: RandomSource, rate = 1): number {
  requirePositive('drawExponential', 'rate', rate);
  return -Math.log(random.openUniform()) / rate;
}

/** log of a gamma draw of shape > 0 and rate 1; finite even where the draw itself would underflow. */
function logStandardGamma(random: RandomSource, shape: number): number {
  if (shape < 1) {
    return logStandardGamma(random, shape + 1) + Math.log(random.openUniform()) / shape;
  }
  return Math.log(standardGamma(random, shape));
}

/** Marsaglia & Tsang 2000, shape >= 1. */
function standardGamma(random: RandomSource, shape: number): number {
  const d = shape - 1 / 3;
  const c = 1 / Math.sqrt(9 * d);
  for (;;) {
    const z = random.standardNormal();
    const t = 1 + c * z;
    if (t <= 0) continue;
    const v = t * t * t;
    const u = random.openUniform();
    const square = z * z;
    if (u < 1 - 0.0331 * square * square) return d * v;
    if (Math.log(u) < 0.5 * square + d * (1 - v + Math.log(v))) return d * v;
  }
}

/**
 * Gamma with shape > 0 and rate > 0 (mean shape/rate). May underflow to 0 for a shape far below 0.01.
 * Marsaglia & Tsang (2000). Throws RANDOM_PARAMETER.
 */
export function drawGamma(random: RandomSource, shape: number, rate = 1): number {
  requirePositive('drawGamma', 'shape', shape);
  requirePositive('drawGamma', 'rate', rate);
  if (shape >= 1) return standardGamma(random, shape) / rate;
  return Math.exp(logStandardGamma(random, shape)) / rate;
}

/**
 * Beta with shapes a, b > 0, as a ratio of gammas (Devroye 1986, IX.4) taken in logs so that tiny shapes stay
 * in [0, 1]. Throws RANDOM_PARAMETER.
 */
export function drawBeta(random: RandomSource, a: number, b: number): number {
  requirePositive('drawBeta', 'a', a);
  requirePositive('drawBeta', 'b', b);
  const difference = logStandardGamma(random, b) - logStandardGamma(random, a);
  return 1 / (1 + Math.exp(difference));
}
