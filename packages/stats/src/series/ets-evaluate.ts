import { statisticsError } from '../errors.js';
import type { EtsSmoothing } from './ets-admissible.js';
import { EtsRecursion, type EtsState } from './ets-recursion.js';
import {
  type EtsLayout,
  type EtsName,
  type EtsSpecification,
  etsLayout,
  parseEtsName,
} from './ets-specification.js';
import {
  coerceObservations,
  countObserved,
  type Observations,
  requirePositive,
  requireWhole,
} from './observations.js';

/** A fitted exponential-smoothing model. Values are in the units of the series. */
export interface EtsFit {
  readonly name: EtsName;
  readonly specification: EtsSpecification;
  /** Periods a season; 1 without one. */
  readonly period: number;
  readonly smoothing: EtsSmoothing;
  /** States before the first period; `season[0]` belongs to the first period. */
  readonly initial: EtsState;
  /** States after the last period; `season[0]` belongs to the next period. */
  readonly state: EtsState;
  /**
   * Profile log-likelihood without its constant, -n/2 log(sum e^2) - sum log mu: comparable between models
   * of one series, and with R's forecast::ets.
   */
  readonly logLikelihood: number;
  /** Free parameters, initial states and the innovation variance included. */
  readonly parameterCount: number;
  readonly aic: number;
  readonly aicc: number;
  readonly bic: number;
  /** Innovation variance (relative for multiplicative errors), degrees of freedom n - parameters. */
  readonly sigma2: number;
  /** Mean squared one-step error in units of the series. */
  readonly mse: number;
  readonly fitted: Float64Array;
  /** Innovations, NaN in missing periods. */
  readonly residuals: Float64Array;
  readonly observed: number;
  readonly converged: boolean;
}

/**
 * The model `name` at parameters given by hand or by another program: nothing is estimated, everything else
 * (likelihood, residuals, final states) is as from {@link fitEts}. Hyndman et al. (2008), 5.1.
 *
 * @param parameters smoothing parameters and the states before the first period, in the unit of the series;
 *   `season[0]` belongs to the first period; seasons sum to 0 (additive) or to the period (multiplicative).
 * @throws SERIES_OPTION, SERIES_LENGTHS (seasons), SERIES_NOT_POSITIVE, SERIES_VALUE, SERIES_TOO_SHORT below
 *   three observations more than the model has parameters, SERIES_NO_MODEL when forecasts turn negative.
 */
export function evaluateEts(
  values: Observations,
  name: EtsName,
  parameters: { readonly period?: number; readonly smoothing: EtsSmoothing; readonly initial: EtsState },
): EtsFit {
  const y = coerceObservations(values);
  const spec = parseEtsName(name);
  const seasonal = spec.season !== 'N';
  const period = seasonal ? (parameters.period ?? 1) : 1;
  requireWhole('period', period, seasonal ? 2 : 1);
  if (spec.error === 'M' || spec.season === 'M') requirePositive(`model ${name}`, y);
  const { smoothing, initial } = parameters;
  if (seasonal && initial.season.length !== period) {
    throw statisticsError('SERIES_LENGTHS', 'initial seasons', initial.season.length, 'a season', period);
  }
  const layout = etsLayout(spec, period);
  // As many as `fitEts` asks of a model without a season: from here on the variance and the AICc exist.
  const needed = layout.size + 3;
  const observed = countObserved(y);
  if (observed < needed) {
    const remedy = 'pass the series that the parameters are for';
    throw statisticsError('SERIES_TOO_SHORT', `model ${name}`, observed, needed, remedy);
  }
  const theta = new Float64Array(layout.size);
  theta[0] = smoothing.alpha;
  if (layout.beta >= 0) theta[layout.beta] = smoothing.beta;
  if (layout.gamma >= 0) theta[layout.gamma] = smoothing.gamma;
  if (layout.phi >= 0) theta[layout.phi] = smoothing.phi;
  theta[layout.level] = initial.level;
  if (layout.slope >= 0) theta[layout.slope] = initial.slope;
  for (let i = 0; i < period - 1 && layout.season >= 0; i++) theta[layout.season + i] = initial.season[i]!;
  const recursion = new EtsRecursion(y, spec, period, layout);
  if (recursion.criterion(theta) === Number.POSITIVE_INFINITY) {
    throw statisticsError('SERIES_NO_MODEL', `${name} at these parameters forecasts values of 0 or below`);
  }
  return describeEts(y, name, spec, period, recursion, theta, true);
}

/** Assembles the report of a model at `theta` (natural units). */
export function describeEts(
  y: Float64Array,
  name: EtsName,
  spec: EtsSpecification,
  period: number,
  recursion: EtsRecursion,
  theta: Float64Array,
  converged: boolean,
): EtsFit {
  const layout = etsLayout(spec, period);
  const run = recursion.run(theta);
  const n = recursion.observed;
  const logLikelihood = -0.5 * run.criterion;
  const parameterCount = layout.size + 1;
  const aic = -2 * logLikelihood + 2 * parameterCount;
  let squares = 0;
  for (let t = 0; t < y.length; t++) if (!Number.isNaN(y[t]!)) squares += (y[t]! - run.fitted[t]!) ** 2;
  return {
    name,
    specification: spec,
    period,
    smoothing: smoothingOf(theta, layout),
    initial: initialState(theta, spec, period, layout),
    state: run.state,
    logLikelihood,
    parameterCount,
    aic,
    aicc: aic + (2 * parameterCount * (parameterCount + 1)) / (n - parameterCount - 1),
    bic: -2 * logLikelihood + Math.log(n) * parameterCount,
    sigma2: run.sumOfSquares / (n - layout.size),
    mse: squares / n,
    fitted: run.fitted,
    residuals: run.residuals,
    observed: n,
    converged,
  };
}

export function smoothingOf(theta: Float64Array, layout: EtsLayout): EtsSmoothing {
  return {
    alpha: theta[0]!,
    beta: layout.beta >= 0 ? theta[layout.beta]! : 0,
    gamma: layout.gamma >= 0 ? theta[layout.gamma]! : 0,
    phi: layout.phi >= 0 ? theta[layout.phi]! : 1,
  };
}

function initialState(
  theta: Float64Array,
  spec: EtsSpecification,
  period: number,
  layout: EtsLayout,
): EtsState {
  const season = new Float64Array(spec.season === 'N' ? 0 : period);
  if (layout.season >= 0) {
    let last = spec.season === 'M' ? period : 0;
    for (let i = 0; i < period - 1; i++) {
      season[i] = theta[layout.season + i]!;
      last -= season[i]!;
    }
    season[period - 1] = last;
  }
  return {
    level: theta[layout.level]!,
    slope: layout.slope >= 0 ? theta[layout.slope]! : 0,
    season,
  };
}
