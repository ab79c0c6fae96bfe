import { statisticsError } from '../errors.js';
import { boxLeastSquares, type LeastSquaresProblem, type LeastSquaresResult } from './box-least-squares.js';
import { isAdmissible } from './ets-admissible.js';
import { describeEts, type EtsFit, smoothingOf } from './ets-evaluate.js';
import { EtsRecursion } from './ets-recursion.js';
import {
  type EtsLayout,
  type EtsName,
  type EtsSpecification,
  etsLayout,
  parseEtsName,
} from './ets-specification.js';
import { flatStates, startStates } from './ets-start.js';
import {
  coerceObservations,
  countObserved,
  type Observations,
  requirePositive,
  requireWhole,
} from './observations.js';

export interface EtsFitOptions {
  /** Periods a season, 1 (the default) for none. */
  readonly period?: number;
}

/** Bounds of the smoothing parameters, those of the usual region (Hyndman et al. 2008, section 2.7.1). */
const LEAST = 1e-4;
const MOST = 1 - 1e-4;
const PHI_LEAST = 0.8;
const PHI_MOST = 0.98;

/** Starts: alpha, beta / alpha, gamma / (1 - alpha), phi. */
const STARTS: readonly (readonly [number, number, number, number])[] = [
  [0.25, 0.1, 0.1, 0.95],
  [0.75, 0.05, 0.02, 0.97],
  [0.5, 0.5, 0.5, 0.88],
  [0.9, 0.9, 0.1, 0.85],
  [0.05, 0.02, 0.3, 0.97],
  [0.02, 0.9, 0.01, 0.96],
  [0.1, 0.3, 0.001, 0.95],
];
/** How many of the screened starts are followed to their optimum. */
const FINALISTS = 3;

/**
 * Fits one model by maximum likelihood: smoothing parameters and all initial states together, from several
 * starts, with exact derivatives. Additive states given the smoothing parameters are a linear problem, which
 * one step of the least-squares iteration solves. Hyndman et al. (2008), 5.1.
 *
 * @param values the series; missing periods (null) are skipped, never filled.
 * @throws SERIES_NOT_POSITIVE for a multiplicative model of a series with a zero or negative value;
 *   SERIES_TOO_SHORT; SERIES_NO_MODEL when every start forecasts values of 0 or below; SERIES_OPTION;
 *   SERIES_VALUE.
 */
export function fitEts(values: Observations, name: EtsName, options: EtsFitOptions = {}): EtsFit {
  const y = coerceObservations(values);
  const spec = parseEtsName(name);
  const period = options.period ?? 1;
  requireWhole('period', period, 1);
  if (spec.season !== 'N' && period < 2) {
    throw statisticsError('SERIES_OPTION', 'period', period, `model ${name} needs a period of at least 2`);
  }
  if (spec.error === 'M' || spec.season === 'M') requirePositive(`model ${name}`, y);
  const needed = etsMinimumLength(name, period);
  const observed = countObserved(y);
  if (observed < needed) {
    throw statisticsError(
      'SERIES_TOO_SHORT',
      `model ${name}`,
      observed,
      needed,
      'use a simpler model or wait for more periods',
    );
  }
  const fit = fitValidated(y, name, spec, spec.season === 'N' ? 1 : period);
  if (!fit) {
    throw statisticsError('SERIES_NO_MODEL', `${name} forecasts values of 0 or below from every start`);
  }
  return fit;
}

/** {@link fitEts} for a search: null where the model does not suit the series (see its errors). */
export function fitEtsIfSuitable(y: Float64Array, name: EtsName, period: number): EtsFit | null {
  const spec = parseEtsName(name);
  if (spec.season !== 'N' && period < 2) return null;
  if (countObserved(y) < etsMinimumLength(name, period)) return null;
  const multiplicative = spec.error === 'M' || spec.season === 'M';
  if (multiplicative && y.some((value) => value <= 0)) return null;
  return fitValidated(y, name, spec, spec.season === 'N' ? 1 : period);
}

/**
 * Observed values that `name` needs: three more than its parameters, and two seasons when seasonal.
 *
 * @throws SERIES_OPTION for an unknown name or a period below 1.
 */
export function etsMinimumLength(name: EtsName, period: number): number {
  requireWhole('period', period, 1);
  const spec = parseEtsName(name);
  const parameters = etsLayout(spec, period).size;
  return spec.season === 'N' ? parameters + 3 : Math.max(parameters + 3, 2 * period);
}

/** Null when no start lies in the model's domain. */
function fitValidated(y: Float64Array, name: EtsName, spec: EtsSpecification, period: number): EtsFit | null {
  const layout = etsLayout(spec, period);
  const recursion = new EtsRecursion(y, spec, period, layout);
  const problem = boxProblem(recursion, spec, period, layout);
  const best = bestOfStarts(problem, y, spec, period, layout);
  if (!best) return null;
  const theta = naturalParameters(best.point, layout);
  return describeEts(y, name, spec, period, recursion, theta, best.converged);
}

/** A few steps from every start, then all the way from the best few. */
function bestOfStarts(
  problem: LeastSquaresProblem,
  y: Float64Array,
  spec: EtsSpecification,
  period: number,
  layout: EtsLayout,
): LeastSquaresResult | null {
  const screened: LeastSquaresResult[] = [];
  const screen = (start: Float64Array): void => {
    const result = boxLeastSquares(problem, start, { maximumIterations: 6, tolerance: 1e-9 });
    if (result.criterion !== Number.POSITIVE_INFINITY) screened.push(result);
  };
  for (const [alpha, beta, gamma, phi] of STARTS) {
    const start = new Float64Array(layout.size);
    startStates(y, spec, period, layout, start);
    start[0] = alpha;
    if (layout.beta >= 0) start[layout.beta] = beta;
    if (layout.gamma >= 0) start[layout.gamma] = gamma;
    if (layout.phi >= 0) start[layout.phi] = phi;
    screen(start);
  }
  // Spiky series drive eager models below 0 at once: last resort, an almost constant forecast of the mean.
  if (screened.length === 0) {
    const start = new Float64Array(layout.size);
    flatStates(y, spec, period, layout, start);
    start[0] = LEAST;
    if (layout.phi >= 0) start[layout.phi] = PHI_LEAST;
    screen(start);
  }
  if (screened.length === 0) return null;
  screened.sort((a, b) => a.criterion - b.criterion);
  let best: LeastSquaresResult | null = null;
  for (const candidate of screened.slice(0, FINALISTS)) {
    const result = boxLeastSquares(problem, candidate.point, { maximumIterations: 200, tolerance: 1e-9 });
    if (!best || result.criterion < best.criterion) best = result;
  }
  return best;
}

/** The problem in box coordinates: beta and gamma as shares of their ranges, so the region is a plain box. */
function boxProblem(
  recursion: EtsRecursion,
  spec: EtsSpecification,
  period: number,
  layout: EtsLayout,
): LeastSquaresProblem {
  const lower = new Float64Array(layout.size).fill(Number.NEGATIVE_INFINITY);
  const upper = new Float64Array(layout.size).fill(Number.POSITIVE_INFINITY);
  lower[0] = LEAST;
  upper[0] = MOST;
  for (const share of [layout.beta, layout.gamma]) {
    if (share < 0) continue;
    lower[share] = 0;
    upper[share] = 1;
  }
  if (layout.phi >= 0) {
    lower[layout.phi] = PHI_LEAST;
    upper[layout.phi] = PHI_MOST;
  }
  const inside = (point: Float64Array): Float64Array | null => {
    const theta = naturalParameters(point, layout);
    return isAdmissible(spec, period, smoothingOf(theta, layout)) ? theta : null;
  };
  return {
    size: layout.size,
    rows: recursion.observed,
    lower,
    upper,
    residual: recursion.residual,
    jacobian: recursion.jacobian,
    criterion(point) {
      const theta = inside(point);
      return theta ? recursion.criterion(theta) : Number.POSITIVE_INFINITY;
    },
    differentiate(point) {
      const theta = inside(point);
      if (!theta) return Number.POSITIVE_INFINITY;
      const criterion = recursion.differentiate(theta);
      chainRule(recursion.jacobian, recursion.observed, point, layout);
      return criterion;
    },
  };
}

function naturalParameters(point: Float64Array, layout: EtsLayout): Float64Array {
  const theta = Float64Array.from(point);
  const alpha = point[0]!;
  if (layout.beta >= 0) theta[layout.beta] = LEAST + (alpha - LEAST) * point[layout.beta]!;
  if (layout.gamma >= 0) theta[layout.gamma] = LEAST + (1 - alpha - LEAST) * point[layout.gamma]!;
  return theta;
}

function chainRule(jacobian: Float64Array, rows: number, point: Float64Array, layout: EtsLayout): void {
  const { beta, gamma, size } = layout;
  if (beta < 0 && gamma < 0) return;
  const alpha = point[0]!;
  for (let i = 0; i < rows; i++) {
    const at = i * size;
    if (beta >= 0) {
      const slope = jacobian[at + beta]!;
      jacobian[at]! += slope * point[beta]!;
      jacobian[at + beta] = slope * (alpha - LEAST);
    }
    if (gamma >= 0) {
      const season = jacobian[at + gamma]!;
      jacobian[at]! -= season * point[gamma]!;
      jacobian[at + gamma] = season * (1 - alpha - LEAST);
    }
  }
}
