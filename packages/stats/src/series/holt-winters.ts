import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { boxLeastSquares } from './box-least-squares.js';
import { classicalDecomposition } from './classical-decomposition.js';
import { type Observations, requireComplete, requirePositive, requireWhole } from './observations.js';

export interface HoltWinters {
  readonly alpha: number;
  readonly beta: number;
  readonly gamma: number;
  /** Sum of squared one-step errors from the second season on. */
  readonly sumOfSquares: number;
  readonly level: number;
  readonly slope: number;
  /** Indices of the coming periods, the next first. */
  readonly season: Float64Array;
  readonly kind: 'additive' | 'multiplicative';
}

/**
 * Classical Holt-Winters smoothing (Winters 1960): starting values from the first two seasons, three
 * smoothing parameters in [0, 1] by least squares. The state-space form (`fitEts`) is the better model; this
 * one is for comparison with spreadsheets and other programs.
 *
 * @param period periods a season, at least 2.
 * @throws SERIES_MISSING; SERIES_TOO_SHORT below three seasons; SERIES_NOT_POSITIVE (multiplicative);
 *   SERIES_OPTION; SERIES_VALUE.
 */
export function holtWinters(
  values: Observations,
  period: number,
  kind: 'additive' | 'multiplicative' = 'multiplicative',
): HoltWinters {
  requireWhole('period', period, 2);
  oneOf(kind, ['additive', 'multiplicative'], 'SERIES_OPTION', 'kind');
  const y = requireComplete('Holt-Winters smoothing', values);
  if (y.length < 3 * period) {
    const remedy = 'pass at least three full seasons';
    throw statisticsError('SERIES_TOO_SHORT', 'Holt-Winters smoothing', y.length, 3 * period, remedy);
  }
  if (kind === 'multiplicative') requirePositive('multiplicative Holt-Winters smoothing', y);
  const start = startValues(y, period, kind);
  const size = 3;
  const rows = y.length - period;
  const residual = new Float64Array(rows);
  const jacobian = new Float64Array(rows * size);
  const problem = {
    size,
    rows,
    lower: new Float64Array(size),
    upper: new Float64Array(size).fill(1),
    residual,
    jacobian,
    criterion: (point: Float64Array) => run(y, period, kind, start, point, residual).sumOfSquares,
    differentiate(point: Float64Array) {
      // Central differences, inwards at the bounds: three parameters do not repay a hand-written derivative.
      const above = new Float64Array(rows);
      const below = new Float64Array(rows);
      for (let j = 0; j < size; j++) {
        const up = Float64Array.from(point);
        const down = Float64Array.from(point);
        up[j] = Math.min(1, point[j]! + 1e-6);
        down[j] = Math.max(0, point[j]! - 1e-6);
        run(y, period, kind, start, up, above);
        run(y, period, kind, start, down, below);
        for (let i = 0; i < rows; i++) jacobian[i * size + j] = (above[i]! - below[i]!) / (up[j]! - down[j]!);
      }
      return run(y, period, kind, start, point, residual).sumOfSquares;
    },
  };
  let best: { point: Float64Array; criterion: number } | null = null;
  for (const first of [
    [0.3, 0.1, 0.1],
    [0.2, 0.02, 0.8],
    [0.8, 0.05, 0.3],
  ]) {
    const result = boxLeastSquares(problem, Float64Array.from(first), {
      maximumIterations: 300,
      tolerance: 1e-14 * start.scale,
    });
    if (!best || result.criterion < best.criterion) best = result;
  }
  const { state, sumOfSquares } = run(y, period, kind, start, best!.point, residual);
  return {
    alpha: best!.point[0]!,
    beta: best!.point[1]!,
    gamma: best!.point[2]!,
    sumOfSquares,
    ...state,
    kind,
  };
}

/**
 * Point forecasts of the coming periods, in the unit of the series. Winters (1960). Throws SERIES_OPTION for
 * a horizon below 1.
 */
export function forecastHoltWinters(fit: HoltWinters, horizon: number): Float64Array {
  requireWhole('horizon', horizon, 1);
  return Float64Array.from({ length: horizon }, (_, h) => {
    const base = fit.level + (h + 1) * fit.slope;
    const index = fit.season[h % fit.season.length]!;
    return fit.kind === 'multiplicative' ? base * index : base + index;
  });
}

interface StartValues {
  readonly level: number;
  readonly slope: number;
  readonly season: Float64Array;
  readonly scale: number;
}

/** Indices of the first two seasons, and a line through their moving average. */
function startValues(y: Float64Array, period: number, kind: 'additive' | 'multiplicative'): StartValues {
  const { index, trend } = classicalDecomposition(y.slice(0, 2 * period), period, kind);
  const seen = trend.filter((value) => !Number.isNaN(value));
  const n = seen.length;
  const meanTime = (n + 1) / 2;
  const mean = seen.reduce((a, b) => a + b, 0) / n;
  let spread = 0;
  let cross = 0;
  seen.forEach((value, i) => {
    spread += (i + 1 - meanTime) ** 2;
    cross += (i + 1 - meanTime) * (value - mean);
  });
  const slope = spread > 0 ? cross / spread : 0;
  const scale = y.reduce((sum, value) => sum + value * value, 0);
  return { level: mean - slope * meanTime, slope, season: index, scale };
}

function run(
  y: Float64Array,
  period: number,
  kind: 'additive' | 'multiplicative',
  start: StartValues,
  point: Float64Array,
  errors: Float64Array,
): { sumOfSquares: number; state: { level: number; slope: number; season: Float64Array } } {
  const [alpha, beta, gamma] = point as unknown as [number, number, number];
  const season = Float64Array.from(start.season);
  let { level, slope } = start;
  let sumOfSquares = 0;
  for (let t = period; t < y.length; t++) {
    const value = y[t]!;
    const index = season[t % period]!;
    const base = level + slope;
    const multiplicative = kind === 'multiplicative';
    const error = value - (multiplicative ? base * index : base + index);
    errors[t - period] = error;
    sumOfSquares += error * error;
    const next = alpha * (multiplicative ? value / index : value - index) + (1 - alpha) * base;
    slope = beta * (next - level) + (1 - beta) * slope;
    season[t % period] = gamma * (multiplicative ? value / next : value - next) + (1 - gamma) * index;
    level = next;
  }
  const ahead = season.map((_, i) => season[(y.length + i) % period]!);
  const criterion = Number.isFinite(sumOfSquares) ? sumOfSquares : Number.POSITIVE_INFINITY;
  return { sumOfSquares: criterion, state: { level, slope, season: ahead } };
}
