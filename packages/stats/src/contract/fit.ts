import { statisticsError } from '../errors.js';
import { requireLevel } from '../interval/check.js';
import { minimise } from '../optimise/minimise.js';
import type { OptimumCertificate } from '../optimise/types.js';
import { chiSquareSurvival } from '../special/gamma-distribution.js';
import type { TimeUnit } from '../purchase/time-unit.js';
import type { ContractCohorts } from './cohorts.js';
import { contractObjective } from './likelihood.js';
import { profileInterval } from './profile.js';
import { contractModel, type ContractModelId, type ContractParameters } from './survival.js';

export interface ContractEstimate {
  readonly name: string;
  readonly estimate: number;
  readonly standardError: number;
  /** Profile likelihood; an end is 0 or Infinity where the data cannot bound it. */
  readonly interval: readonly [number, number];
}

/** A fitted model of contract retention. */
export interface ContractFit<Period extends TimeUnit = TimeUnit> {
  readonly model: ContractModelId;
  readonly period: Period;
  readonly parameters: ContractParameters;
  readonly estimates: readonly ContractEstimate[];
  readonly logLikelihood: number;
  readonly covariance: Float64Array | null;
  readonly certificate: OptimumCertificate;
  readonly doubts: readonly string[];
  readonly customers: number;
  readonly level: number;
  /** What was fitted; the profile of a derived figure needs it. */
  readonly cohorts: ContractCohorts<Period>;
}

/**
 * Fits sBG (2 parameters, at least 2 periods) or BdW (3 parameters, at least 3 periods) by maximum likelihood
 * with profile-likelihood intervals, which stay right on the handful of points a cohort table has. The
 * parameters are pure numbers.
 *
 * Throws CONTRACT_ONE_PERIOD and INTERVAL_LEVEL (level outside (0, 1)). Fader & Hardie (2007), appendix B;
 * profile: Venzon & Moolgavkar (1988). Also throws CONTRACT_OPTION for a model that is not offered.
 */
export function fitContract<Period extends TimeUnit>(
  cohorts: ContractCohorts<Period>,
  model: ContractModelId,
  options: { readonly level?: number } = {},
): ContractFit<Period> {
  const level = options.level ?? 0.95;
  requireLevel(level);
  const { name, parameterNames } = contractModel(model);
  const needed = parameterNames.length;
  if (cohorts.periods < needed) throw statisticsError('CONTRACT_ONE_PERIOD', name, cohorts.periods, needed);
  const objective = contractObjective(model, cohorts);
  const optimum = minimise(objective, startsFor(cohorts, model), { starts: 'all' });
  const parameters = Array.from(optimum.point, Math.exp);
  const estimates = parameterNames.map((parameter, i): ContractEstimate => {
    const [low, high] = profileInterval(objective, optimum, i, level);
    return {
      name: parameter,
      estimate: parameters[i]!,
      standardError: parameters[i]! * Math.sqrt(optimum.covariance?.[i * (needed + 1)] ?? Number.NaN),
      interval: [Math.exp(low), Math.exp(high)],
    };
  });
  return Object.freeze({
    model,
    period: cohorts.period,
    parameters,
    estimates,
    logLikelihood: -optimum.value,
    covariance: optimum.covariance,
    certificate: optimum.certificate,
    doubts: doubtsOf(parameterNames, optimum.certificate),
    customers: cohorts.customers,
    level,
    cohorts,
  });
}

function startsFor(cohorts: ContractCohorts, model: ContractModelId): number[][] {
  if (model === 'bdw') {
    const simple = minimise(contractObjective('sbg', cohorts), startsFor(cohorts, 'sbg'));
    return [
      [...simple.point, 0],
      [...simple.point, 0.4],
      [-0.5, 0.5, 0],
    ];
  }
  // First-period churn fixes alpha / (alpha + beta); the sum says how alike customers are.
  const churn = Math.min(0.95, Math.max(0.01, cohorts.lost[1]! / cohorts.customers));
  return [2, 0.5, 8].map((sum) => [Math.log(churn * sum), Math.log((1 - churn) * sum)]);
}

function doubtsOf(names: readonly string[], certificate: OptimumCertificate): string[] {
  const doubts: string[] = [];
  if (!certificate.converged) {
    doubts.push(`not an optimum: largest gradient component ${certificate.gradientNorm}, 1e-6 wanted`);
  }
  if (!certificate.positiveDefinite)
    doubts.push('the likelihood is flat in some direction: parameters are not unique');
  if (certificate.atBoundary.length > 0) {
    const edge = certificate.atBoundary.map((i) => names[i]).join(', ');
    doubts.push(`${edge} ran to the edge: customers look alike, a constant churn rate describes them`);
  }
  return doubts;
}

export interface ContractComparison<Period extends TimeUnit = TimeUnit> {
  readonly sbg: ContractFit<Period>;
  /** Null when there are fewer than 3 periods. */
  readonly bdw: ContractFit<Period> | null;
  /** Twice the gain in log-likelihood, chi-square with 1 degree of freedom under c = 1. */
  readonly likelihoodRatio: { readonly statistic: number; readonly p: number } | null;
  readonly chosen: ContractFit<Period>;
  readonly verdict: string;
}

/**
 * Fits sBG and its challenger BdW and tests c = 1 at 5%. Errors as `fitContract`. Wilks (1938); BdW: Fader,
 * Hardie, Liu, Davin & Steenburgh (2018).
 */
export function compareContracts<Period extends TimeUnit>(
  cohorts: ContractCohorts<Period>,
  options: { readonly level?: number } = {},
): ContractComparison<Period> {
  const sbg = fitContract(cohorts, 'sbg', options);
  if (cohorts.periods < 3) {
    const verdict = `shifted beta-geometric: ${cohorts.periods} periods are too few to test it against a changing individual churn`;
    return Object.freeze({ sbg, bdw: null, likelihoodRatio: null, chosen: sbg, verdict });
  }
  const bdw = fitContract(cohorts, 'bdw', options);
  const statistic = Math.max(0, 2 * (bdw.logLikelihood - sbg.logLikelihood));
  const p = chiSquareSurvival(statistic, 1);
  const c = bdw.parameters[2]!;
  const chosen = p < 0.05 ? bdw : sbg;
  const verdict =
    p < 0.05
      ? `beta-discrete-Weibull: each customer's own churn ${c > 1 ? 'rises' : 'falls'} over time (c = ${c.toFixed(2)}, p = ${p.toPrecision(2)})`
      : `shifted beta-geometric: no sign that a customer's own churn changes over time (p = ${p.toPrecision(2)}); the rising retention is the weaker customers leaving first`;
  return Object.freeze({ sbg, bdw, likelihoodRatio: { statistic, p }, chosen, verdict });
}
