import { goldenSection } from '../optimise/index.js';
import { statisticsError } from '../errors.js';
import { coerceObservations, countObserved, type Observations } from './observations.js';

/** The local level model: y = level + noise, level a random walk. */
export interface LocalLevel {
  /** Variance of the level's steps. */
  readonly stepVariance: number;
  readonly noiseVariance: number;
  /** Log-likelihood, constants included; diffuse unless a start was given. */
  readonly logLikelihood: number;
  /** Expected level of each period given all observations, and its variance. */
  readonly level: Float64Array;
  readonly levelVariance: Float64Array;
}

export interface LocalLevelOptions {
  /**
   * Normal prior of the level one step before the first period, variance in units of the measure squared.
   * None (diffuse) by default; R's StructTS uses the first value and 10,000 times the variance of the series.
   */
  readonly start?: { readonly mean: number; readonly variance: number };
}

/**
 * Maximum likelihood of the local level model, diffuse by default (Durbin & Koopman 2012, sections 2.9-2.10);
 * variances in the square of the series' unit. Missing periods are skipped.
 *
 * @throws SERIES_TOO_SHORT below four observations; SERIES_OPTION (start); SERIES_VALUE.
 */
export function fitLocalLevel(values: Observations, options: LocalLevelOptions = {}): LocalLevel {
  const y = coerceObservations(values);
  const observed = countObserved(y);
  if (observed < 4) {
    const remedy = 'wait for more periods';
    throw statisticsError('SERIES_TOO_SHORT', 'the local level model', observed, 4, remedy);
  }
  const start = options.start ?? null;
  requireStart(start);
  const { share, scale } = start ? bestWithStart(y, start) : bestShare(y, null, 1);
  const run = filter(y, share * scale, (1 - share) * scale, start);
  return {
    stepVariance: share * scale,
    noiseVariance: (1 - share) * scale,
    logLikelihood: run.logLikelihood,
    ...smooth(run, share * scale),
  };
}

/**
 * Log-likelihood of the local level model at given variances, constants included (diffuse: without the first
 * observation); variances, at least 0 and not both 0, in the square of the series' unit. Durbin & Koopman
 * (2012), 2.10. Throws SERIES_OPTION (variances, start) and SERIES_VALUE.
 */
export function localLevelLikelihood(
  values: Observations,
  variances: { readonly step: number; readonly noise: number },
  options: LocalLevelOptions = {},
): number {
  for (const name of ['step', 'noise'] as const) {
    const value = variances[name];
    if (!(value >= 0 && value < Number.POSITIVE_INFINITY)) {
      throw statisticsError(
        'SERIES_OPTION',
        `variance of the ${name}`,
        value,
        'pass a finite number of at least 0',
      );
    }
  }
  if (variances.step + variances.noise === 0) {
    throw statisticsError('SERIES_OPTION', 'variance of the noise', 0, 'pass at least one variance above 0');
  }
  const start = options.start ?? null;
  requireStart(start);
  return filter(coerceObservations(values), variances.step, variances.noise, start).logLikelihood;
}

interface Start {
  readonly mean: number;
  readonly variance: number;
}

/** @throws SERIES_OPTION unless the mean is finite and the variance finite and above 0. */
function requireStart(start: Start | null): void {
  if (start && !(start.variance > 0 && Number.isFinite(start.mean + start.variance))) {
    throw statisticsError('SERIES_OPTION', 'start variance', start.variance, 'pass a finite number above 0');
  }
}

/**
 * With a diffuse start a common factor of both variances drops out in closed form. A given start ties it
 * down: fix the start relative to the factor, and repeat until the factor agrees.
 */
function bestWithStart(y: Float64Array, start: Start): { share: number; scale: number } {
  let { share, scale } = bestShare(y, null, 1);
  for (let round = 0; round < 50; round++) {
    const of = (x: number): number => -filter(y, share * x, (1 - share) * x, start).logLikelihood;
    const factor = goldenSection((log) => of(scale * Math.exp(log)), -0.5, 0.5, { tolerance: 1e-12 }).x;
    scale *= Math.exp(factor);
    const before = share;
    share = bestShare(y, start, scale).share;
    if (Math.abs(share - before) < 1e-13 && Math.abs(factor) < 1e-8) break;
  }
  return { share, scale };
}

/** step = share x total, noise = (1 - share) x total: both extremes lie within [0, 1]. */
function bestShare(y: Float64Array, start: Start | null, total: number): { share: number; scale: number } {
  const likelihood = (share: number): number => {
    const run = filter(y, share * total, (1 - share) * total, start);
    return start ? run.logLikelihood : run.concentrated;
  };
  const points = 41;
  let best = 0;
  for (let i = 1; i < points; i++) {
    if (likelihood(i / (points - 1)) > likelihood(best / (points - 1))) best = i;
  }
  const low = Math.max(0, (best - 1) / (points - 1));
  const high = Math.min(1, (best + 1) / (points - 1));
  const inner = goldenSection((share) => -likelihood(share), low, high, { tolerance: 1e-13 });
  const edge = best === 0 ? 0 : best === points - 1 ? 1 : inner.x;
  const share = likelihood(edge) >= -inner.value ? edge : inner.x;
  return { share, scale: filter(y, share * total, (1 - share) * total, start).scale * total };
}

interface Filtered {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
  /** Best common factor on both variances, and the log-likelihood there (diffuse start). */
  readonly scale: number;
  readonly concentrated: number;
  /** Log-likelihood at the variances as they are. */
  readonly logLikelihood: number;
}

function filter(y: Float64Array, step: number, noise: number, start: Start | null): Filtered {
  const mean = new Float64Array(y.length);
  const variance = new Float64Array(y.length);
  let m = start ? start.mean : Number.NaN;
  let v = start ? start.variance + step : Number.POSITIVE_INFINITY;
  let n = 0;
  let squares = 0;
  let logs = 0;
  for (let t = 0; t < y.length; t++) {
    const value = y[t]!;
    if (!Number.isNaN(value)) {
      if (Number.isNaN(m)) {
        m = value;
        v = noise;
      } else {
        const total = v + noise;
        const error = value - m;
        if (total > 0) {
          squares += (error * error) / total;
          logs += Math.log(total);
          m += (v / total) * error;
          v *= noise / total;
        }
        n++;
      }
    }
    mean[t] = m;
    variance[t] = v;
    v += step;
  }
  const scale = Math.max(squares / n, 1e-300);
  return {
    mean,
    variance,
    scale,
    concentrated: -0.5 * (n * (Math.log(2 * Math.PI * scale) + 1) + logs),
    logLikelihood: -0.5 * (n * Math.log(2 * Math.PI) + logs + squares),
  };
}

/** Fixed-interval smoothing (Rauch, Tung & Striebel 1965); periods before the first value take its level. */
function smooth(run: Filtered, step: number): { level: Float64Array; levelVariance: Float64Array } {
  const level = Float64Array.from(run.mean);
  const levelVariance = Float64Array.from(run.variance);
  for (let t = level.length - 2; t >= 0; t--) {
    if (Number.isNaN(run.mean[t]!)) {
      level[t] = level[t + 1]!;
      levelVariance[t] = levelVariance[t + 1]! + step;
      continue;
    }
    const ahead = run.variance[t]! + step;
    const gain = ahead > 0 ? run.variance[t]! / ahead : 0;
    level[t] = run.mean[t]! + gain * (level[t + 1]! - run.mean[t]!);
    levelVariance[t] = run.variance[t]! + gain * gain * (levelVariance[t + 1]! - ahead);
  }
  return { level, levelVariance };
}
