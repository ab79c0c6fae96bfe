import { statisticsError } from '../errors.js';
import { logHypergeometricUnit } from '../special/hypergeometric.js';
import { type Duration, lengthIn, type TimeUnit } from '../purchase/time-unit.js';
import { continuousRate, type DiscountRate } from '../spend/discount-rate.js';
import type { ContractFit } from './fit.js';
import { contractObjective } from './likelihood.js';
import { longSum } from './long-sum.js';
import { likelihoodRegion } from './profile.js';
import {
  checkContractParameters,
  contractModel,
  type ContractModelId,
  type ContractParameters,
  logSurvival,
} from './survival.js';

/** Up to this discount factor of a period the hypergeometric form of sBG is used; above it the sum. */
const CLOSED_FORM_LIMIT = 0.9999;

function checkPeriods(name: string, value: number, least: number): void {
  if (!Number.isInteger(value) || value < least || value > 1e6) {
    throw statisticsError(
      'CONTRACT_OPTION',
      name,
      value,
      `pass a whole number of periods from ${least} to 1000000`,
    );
  }
}

/**
 * Share of a new cohort still active after `renewals` (whole, up to a million), 0..1. Fader & Hardie (2007),
 * eq. 6. Throws CONTRACT_OPTION and CONTRACT_PARAMETER.
 */
export function contractSurvival(
  model: ContractModelId,
  parameters: ContractParameters,
  renewals: number,
): number {
  checkContractParameters(model, parameters);
  checkPeriods('renewals', renewals, 0);
  return Math.exp(logSurvival(model, parameters, renewals));
}

/**
 * Share, 0..1, of those active after `period` - 1 renewals (period a whole number from 1 to a million) who
 * renew once more; rises as the weaker leave first. Fader & Hardie (2007), eq. 8. Throws CONTRACT_OPTION and
 * CONTRACT_PARAMETER.
 */
export function contractRetention(
  model: ContractModelId,
  parameters: ContractParameters,
  period: number,
): number {
  checkContractParameters(model, parameters);
  checkPeriods('period', period, 1);
  return Math.exp(logSurvival(model, parameters, period) - logSurvival(model, parameters, period - 1));
}

/**
 * Discounted expected payments (a count) of a customer who has renewed `renewals` times and is about to
 * decide again (0: a new customer who pays now for sure): the sum over t >= n of S(t)/S(n-1) discount^(t-n),
 * payments at the start of a period. `factor` is the discount factor of one period, above 0 up to 1. With
 * factor 1 it is the undiscounted residual lifetime in periods: finite for sBG when alpha > 1. The relative
 * error is below 1e-10 for any other factor, at a cost that hardly grows as it nears 1.
 *
 * Throws CONTRACT_UNBOUNDED when the sum is infinite, CONTRACT_OPTION for other bad arguments. Fader & Hardie
 * (2010), eq. 6. Also throws CONTRACT_PARAMETER.
 */
export function residualPayments(
  model: ContractModelId,
  parameters: ContractParameters,
  renewals: number,
  factor: number,
): number {
  checkContractParameters(model, parameters);
  checkPeriods('renewals', renewals, 0);
  if (!(factor > 0 && factor <= 1)) {
    throw statisticsError('CONTRACT_OPTION', 'discount factor', factor, 'pass a factor above 0, at most 1');
  }
  const [alpha, beta] = parameters as readonly [number, number];
  const { name } = contractModel(model);
  if (model === 'sbg') {
    const first = renewals === 0 ? 1 : (beta + renewals - 1) / (alpha + beta + renewals - 1);
    // The closed form loses digits next to 1.
    if (factor <= CLOSED_FORM_LIMIT)
      return first * Math.exp(logHypergeometricUnit(beta + renewals, alpha + beta + renewals, factor));
    if (factor === 1) {
      if (alpha <= 1) throw statisticsError('CONTRACT_UNBOUNDED', name, `alpha = ${alpha} is at most 1`);
      return (first * (alpha + beta + renewals - 1)) / (alpha - 1);
    }
  }
  if (factor === 1)
    throw statisticsError('CONTRACT_UNBOUNDED', name, 'its tail is summed only with a discount');
  const from = renewals === 0 ? 0 : logSurvival(model, parameters, renewals - 1);
  const logFactor = Math.log1p(factor - 1);
  return longSum(
    (t) => Math.exp(logSurvival(model, parameters, renewals + t) - from + t * logFactor),
    factor,
  );
}

export interface LifetimeOptions {
  readonly discount: DiscountRate;
  /** Renewals already made; default 0, a new customer. */
  readonly renewals?: number;
}

/** Expected (residual) payments of one customer, with the uncertainty of the fit and the naive figure. */
export interface ExpectedPayments {
  readonly value: number;
  /** Profile likelihood; null when the fit has no covariance. */
  readonly interval: readonly [number, number] | null;
  /** The same with the average churn of the observed periods held constant: too low, because retention rises. */
  readonly constantChurn: number;
}

/**
 * Discounted expected number of payments under a fit. Errors as `residualPayments`. Fader & Hardie (2010),
 * eq. 6. Also throws SPEND_DISCOUNT.
 */
export function expectedPayments(fit: ContractFit, options: LifetimeOptions): ExpectedPayments {
  const renewals = options.renewals ?? 0;
  const factor = Math.exp(-continuousRate(options.discount, fit.period));
  const value = residualPayments(fit.model, fit.parameters, renewals, factor);
  const { lost, kept, periods } = fit.cohorts;
  let losses = 0;
  let chances = 0;
  let active = 0;
  for (let t = periods; t >= 1; t--) {
    active += lost[t]! + kept[t]!;
    losses += lost[t]!;
    chances += active;
  }
  const churn = losses / chances;
  const geometric = 1 / (1 - (1 - churn) * factor);
  return {
    value,
    interval: contractInterval(fit, (parameters) =>
      residualPayments(fit.model, parameters, renewals, factor),
    ),
    constantChurn: renewals === 0 ? geometric : (1 - churn) * geometric,
  };
}

const regions = new WeakMap<ContractFit, readonly ContractParameters[]>();

/** Parameters on the edge of the fit's likelihood region; traced once a fit. */
function regionOf(fit: ContractFit, covariance: Float64Array): readonly ContractParameters[] {
  const known = regions.get(fit);
  if (known !== undefined) return known;
  const logs = Float64Array.from(fit.parameters, Math.log);
  const edge = likelihoodRegion(contractObjective(fit.model, fit.cohorts), logs, covariance, fit.level);
  const region = edge.map((point) => Array.from(point, Math.exp));
  regions.set(fit, region);
  return region;
}

/**
 * Profile-likelihood interval of any figure of a fit's parameters; null without a covariance. In the unit of
 * the figure; Venzon & Moolgavkar (1988). Throws what `figure` throws.
 */
export function contractInterval(
  fit: ContractFit,
  figure: (parameters: ContractParameters) => number,
): [number, number] | null {
  if (fit.covariance === null) return null;
  let low = figure(fit.parameters);
  let high = low;
  for (const parameters of regionOf(fit, fit.covariance)) {
    const value = figure(parameters);
    if (value < low) low = value;
    if (value > high) high = value;
  }
  return [low, high];
}

/** Survival of a new cohort at each renewal of a forecast, with profile-likelihood intervals. */
export interface ContractForecast {
  readonly survival: readonly number[];
  readonly retention: readonly number[];
  readonly survivalInterval: readonly (readonly [number, number] | null)[];
}

/**
 * Projects a fit over `horizon`, which must be in the contract's own period (PURCHASE_UNIT otherwise). Fader
 * & Hardie (2007), eq. 6. Also throws PURCHASE_DURATION, and CONTRACT_OPTION unless it is a whole number of
 * periods.
 */
export function forecastContract<Period extends TimeUnit>(
  fit: ContractFit<Period>,
  horizon: Duration<NoInfer<Period>>,
): ContractForecast {
  const length = lengthIn(horizon, fit.period, 'horizon');
  checkPeriods('horizon', length, 1);
  const steps = Array.from({ length }, (_, i) => i + 1);
  return Object.freeze({
    survival: steps.map((t) => contractSurvival(fit.model, fit.parameters, t)),
    retention: steps.map((t) => contractRetention(fit.model, fit.parameters, t)),
    survivalInterval: steps.map((t) =>
      contractInterval(fit, (parameters) => Math.exp(logSurvival(fit.model, parameters, t))),
    ),
  });
}
