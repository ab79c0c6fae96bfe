import { normalQuantile } from '../special/index.js';
import type { EtsFit } from './ets-evaluate.js';
import type { Forecast, ForecastOptions } from './forecast.js';
import { requireLevel, requireWhole } from './observations.js';

/** Mean and variance of each coming period. */
export interface EtsMoments {
  readonly mean: Float64Array;
  readonly variance: Float64Array;
}

/**
 * Forecasts, in the unit of the series, with normal intervals from the exact forecast variance. Hyndman et
 * al. (2008), chapter 6.
 *
 * @param horizon periods ahead, at least 1.
 * @throws SERIES_OPTION
 */
export function forecastEts(fit: EtsFit, horizon: number, options: ForecastOptions = {}): Forecast {
  const level = options.level ?? 0.95;
  requireLevel(level);
  const { mean, variance } = etsMoments(fit, horizon);
  const z = normalQuantile(0.5 + level / 2);
  const { error, trend, season } = fit.specification;
  return {
    method: `ETS(${error},${trend},${season})`,
    mean,
    lower: mean.map((value, h) => value - z * Math.sqrt(variance[h]!)),
    upper: mean.map((value, h) => value + z * Math.sqrt(variance[h]!)),
    level,
  };
}

/**
 * Exact mean and variance of the coming periods, in the unit of the series and its square, given the fitted
 * parameters and normal innovations (Hyndman et al. 2008, chapter 6: classes 1 and 2 in closed form; class 3
 * by {@link seasonalMoments}).
 *
 * @throws SERIES_OPTION for a horizon below 1.
 */
export function etsMoments(fit: EtsFit, horizon: number): EtsMoments {
  requireWhole('horizon', horizon, 1);
  if (fit.specification.season === 'M') return seasonalMoments(fit, horizon);
  const mean = pointForecasts(fit, horizon);
  const weights = responseWeights(fit, horizon);
  const variance = new Float64Array(horizon);
  if (fit.specification.error === 'A') {
    let sum = 1;
    for (let h = 0; h < horizon; h++) {
      variance[h] = fit.sigma2 * sum;
      sum += weights[h + 1]! ** 2;
    }
    return { mean, variance };
  }
  const second = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    let sum = mean[h]! ** 2;
    for (let j = 1; j <= h; j++) sum += fit.sigma2 * weights[j]! ** 2 * second[h - j]!;
    second[h] = sum;
    variance[h] = (1 + fit.sigma2) * sum - mean[h]! ** 2;
  }
  return { mean, variance };
}

/** Sum of phi + phi^2 + ... over `steps` steps. */
function dampedSteps(phi: number, steps: number): number {
  let sum = 0;
  let power = 1;
  for (let i = 0; i < steps; i++) {
    power *= phi;
    sum += power;
  }
  return sum;
}

function pointForecasts(fit: EtsFit, horizon: number): Float64Array {
  const { level, slope, season } = fit.state;
  return Float64Array.from({ length: horizon }, (_, h) => {
    const base = level + slope * dampedSteps(fit.smoothing.phi, h + 1);
    return season.length === 0 ? base : base + season[h % season.length]!;
  });
}

/** Effect on y_{t+j} of a unit deviation at t, j = 0..horizon (index 0 unused). */
function responseWeights(fit: EtsFit, horizon: number): Float64Array {
  const { alpha, beta, gamma, phi } = fit.smoothing;
  const seasonal = fit.specification.season !== 'N';
  return Float64Array.from(
    { length: horizon + 1 },
    (_, j) => alpha + beta * dampedSteps(phi, j) + (seasonal && j % fit.period === 0 ? gamma : 0),
  );
}

/**
 * Multiplicative season and error. Level and slope x follow x' = (F + G e) x, the index of the current phase
 * s' = (1 + gamma e) s, all linear in the state with a common e, so E[x s] and E[x x' s^2] of each phase
 * follow exact linear recursions (normal e: E e^2 = v, E e^4 = 3 v^2).
 */
function seasonalMoments(fit: EtsFit, horizon: number): EtsMoments {
  const { alpha, beta, gamma, phi } = fit.smoothing;
  const v = fit.sigma2;
  const trended = fit.specification.trend !== 'N';
  // F = [[1, phi], [0, phi]], G = [alpha, beta]' w, w = [1, phi] (phi 0 without a trend).
  const damp = trended ? phi : 0;
  const { level, slope, season } = fit.state;
  const phases = Array.from(season, (index) => ({
    first: [level * index, slope * index] as [number, number],
    second: [level * level, level * slope, slope * slope].map((x) => x * index * index) as Symmetric,
  }));
  const mean = new Float64Array(horizon);
  const variance = new Float64Array(horizon);
  for (let h = 0; h < horizon; h++) {
    const now = phases[h % phases.length]!;
    mean[h] = now.first[0] + damp * now.first[1];
    const square = projected(now.second, damp);
    variance[h] = (1 + v) * square - mean[h]! ** 2;
    for (const phase of phases) {
      const own = phase === now ? gamma : 0;
      const base = phase.first[0] + damp * phase.first[1];
      // E[(F + G e) x (1 + own e) s] = F m + own v G m.
      phase.first = [base * (1 + own * v * alpha), damp * phase.first[1] + own * v * beta * base];
      phase.second = advance(phase.second, damp, alpha, beta, own, v);
    }
  }
  return { mean, variance };
}

/** A symmetric 2 x 2 matrix: [xx, xb, bb]. */
type Symmetric = [number, number, number];

function projected([a, b, c]: Symmetric, damp: number): number {
  return a + 2 * damp * b + damp * damp * c;
}

/** E[(F + G e) X (F + G e)' (1 + own e)^2] for symmetric X. */
function advance(
  matrix: Symmetric,
  damp: number,
  alpha: number,
  beta: number,
  own: number,
  v: number,
): Symmetric {
  const square = projected(matrix, damp); // w X w'
  const cross = damp * matrix[1] + damp * damp * matrix[2]; // w X F2'
  const tail = damp * damp * matrix[2]; // F2 X F2'
  // Coefficients of 1, e, e^2, in each cell, of (p + q e)(r + s e).
  const cell = (p: number, qr: number, s: number): number => {
    // p: F X F' cell; qr: F X G' + G X F' cell; s: G X G' cell.
    return p + v * (s + 2 * own * qr + own * own * p) + 3 * v * v * own * own * s;
  };
  return [
    cell(square, 2 * alpha * square, alpha * alpha * square),
    cell(cross, beta * square + alpha * cross, alpha * beta * square),
    cell(tail, 2 * beta * cross, beta * beta * square),
  ];
}
