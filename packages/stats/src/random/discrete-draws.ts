import { statisticsError } from '../errors.js';
import { logChoose } from '../special/beta-function.js';
import { lgamma } from '../special/gamma-function.js';
import type { RandomSource } from './random-source.js';
import { totalOf } from './weights.js';

/**
 * Poisson count with mean from 0 to 1e15: by products below 10, by transformed rejection above (Hormann 1993,
 * PTRS). Throws RANDOM_PARAMETER.
 */
export function drawPoisson(random: RandomSource, mean: number): number {
  if (!(mean >= 0 && mean <= 1e15)) {
    throw statisticsError('RANDOM_PARAMETER', 'drawPoisson', 'mean', mean, 'pass a number from 0 to 1e15');
  }
  if (mean === 0) return 0;
  if (mean < 10) {
    const stop = Math.exp(-mean);
    let product = random.openUniform();
    let count = 0;
    while (product > stop) {
      product *= random.openUniform();
      count++;
    }
    return count;
  }
  const root = Math.sqrt(mean);
  const logMean = Math.log(mean);
  const b = 0.931 + 2.53 * root;
  const a = -0.059 + 0.02483 * b;
  const inverseAlpha = 1.1239 + 1.1328 / (b - 3.4);
  const vr = 0.9277 - 3.6224 / (b - 2);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.openUniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + mean + 0.43);
    if (us >= 0.07 && v <= vr) return k;
    if (k < 0 || (us < 0.013 && v > us)) continue;
    if (
      Math.log(v) + Math.log(inverseAlpha) - Math.log(a / (us * us) + b) <=
      k * logMean - mean - lgamma(k + 1)
    ) {
      return k;
    }
  }
}

/**
 * Binomial(n, p), n a whole number >= 0 and p in [0, 1]: by gaps below n p = 10, else BTRS (Hormann 1993).
 * Throws RANDOM_PARAMETER.
 */
export function drawBinomial(random: RandomSource, n: number, p: number): number {
  if (!(Number.isSafeInteger(n) && n >= 0)) {
    throw statisticsError('RANDOM_PARAMETER', 'drawBinomial', 'n', n, 'pass a whole number of at least 0');
  }
  if (!(p >= 0 && p <= 1)) {
    throw statisticsError('RANDOM_PARAMETER', 'drawBinomial', 'p', p, 'pass a number from 0 to 1');
  }
  if (p > 0.5) return n - drawBinomial(random, n, 1 - p);
  if (p === 0 || n === 0) return 0;
  if (n * p < 10) return binomialByGaps(random, n, p);
  return binomialByRejection(random, n, p);
}

/** Counts geometric gaps between successes (Devroye 1986, X.4.3): expected n p + 1 draws. */
function binomialByGaps(random: RandomSource, n: number, p: number): number {
  const logMiss = Math.log1p(-p);
  let position = 0;
  let count = 0;
  for (;;) {
    position += Math.floor(Math.log(random.openUniform()) / logMiss) + 1;
    if (position > n) return count;
    count++;
  }
}

function binomialByRejection(random: RandomSource, n: number, p: number): number {
  const spread = Math.sqrt(n * p * (1 - p));
  const b = 1.15 + 2.53 * spread;
  const a = -0.0873 + 0.0248 * b + 0.01 * p;
  const center = n * p + 0.5;
  const vr = 0.92 - 4.2 / b;
  const alpha = (2.83 + 5.1 / b) * spread;
  const logOdds = Math.log(p / (1 - p));
  const mode = Math.floor((n + 1) * p);
  const atMode = logChoose(n, mode);
  for (;;) {
    const u = random.uniform() - 0.5;
    const v = random.openUniform();
    const us = 0.5 - Math.abs(u);
    const k = Math.floor(((2 * a) / us + b) * u + center);
    if (k < 0 || k > n) continue;
    if (us >= 0.07 && v <= vr) return k;
    const bound = logChoose(n, k) - atMode + (k - mode) * logOdds;
    if (Math.log((v * alpha) / (a / (us * us) + b)) <= bound) return k;
  }
}

/**
 * Throws `trials` balls (a count) into bins with the given weights (finite, >= 0, not all 0): one count a
 * bin, adding up to `trials`. By conditional binomials (Devroye 1986, XI). Throws RANDOM_PARAMETER.
 */
export function drawMultinomial(
  random: RandomSource,
  trials: number,
  weights: ArrayLike<number>,
): Float64Array {
  if (!(Number.isSafeInteger(trials) && trials >= 0)) {
    throw statisticsError(
      'RANDOM_PARAMETER',
      'drawMultinomial',
      'trials',
      trials,
      'pass a whole number of at least 0',
    );
  }
  let rest = totalOf('drawMultinomial', weights);
  let last = weights.length - 1;
  while ((weights[last] as number) === 0) last--;
  const counts = new Float64Array(weights.length);
  let left = trials;
  for (let i = 0; i < last && left > 0; i++) {
    const weight = weights[i] as number;
    if (weight > 0) {
      const count = drawBinomial(random, left, Math.min(1, weight / rest));
      counts[i] = count;
      left -= count;
      rest -= weight;
    }
  }
  counts[last] = (counts[last] as number) + left;
  return counts;
}

/**
 * One bootstrap replicate of grouped rows: `counts[i]` copies of row i, redrawn with replacement, so the
 * result has the same total and length. Counts >= 0, whole (checked by their sum). Efron (1979). Throws
 * RANDOM_PARAMETER.
 */
export function drawReweighting(random: RandomSource, counts: ArrayLike<number>): Float64Array {
  const total = totalOf('drawReweighting', counts);
  if (!Number.isSafeInteger(total)) {
    throw statisticsError('RANDOM_PARAMETER', 'drawReweighting', 'sum of counts', total, 'pass whole counts');
  }
  return drawMultinomial(random, total, counts);
}

/**
 * Index, from 0, drawn with probability proportional to its weight; one pass over the weights. Weights
 * finite, >= 0, not all 0. By inversion: Devroye (1986), III.2. Throws RANDOM_PARAMETER.
 */
export function drawCategory(random: RandomSource, weights: ArrayLike<number>): number {
  let target = random.uniform() * totalOf('drawCategory', weights);
  let last = 0;
  for (let i = 0; i < weights.length; i++) {
    const weight = weights[i] as number;
    if (weight === 0) continue;
    last = i;
    target -= weight;
    if (target < 0) return i;
  }
  return last;
}

/**
 * Random order of 0 ... size - 1, `size` a whole number from 0 to 2^32 - 1 (Fisher & Yates; Durstenfeld
 * 1964). Throws RANDOM_PARAMETER.
 */
export function drawPermutation(random: RandomSource, size: number): Uint32Array {
  if (!(Number.isSafeInteger(size) && size >= 0 && size <= 0xffffffff)) {
    throw statisticsError(
      'RANDOM_PARAMETER',
      'drawPermutation',
      'size',
      size,
      'pass a whole number of at least 0',
    );
  }
  const order = Uint32Array.from({ length: size }, (_, i) => i);
  for (let i = size - 1; i > 0; i--) {
    const j = random.below(i + 1);
    const kept = order[i] as number;
    order[i] = order[j] as number;
    order[j] = kept;
  }
  return order;
}
