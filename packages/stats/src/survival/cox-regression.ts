import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { chiSquareSurvival, normalSurvival } from '../special/index.js';
import { criticalValue } from './band.js';
import { checkLevel } from './check-level.js';
import { type Concordance, concordance } from './concordance.js';
import { type BaselineHazard, baselineHazards } from './cox-baseline.js';
import { type CoxObservations, type CoxRows, prepareCox } from './cox-data.js';
import { type CoxLikelihood, type Ties, coxLikelihood } from './cox-likelihood.js';
import { type CoxSolution, solveCox } from './cox-solve.js';
import type { SurvivalTest } from './log-rank.js';
import { checkFallbacks, type Penalty } from './penalty.js';
import { quadraticForm } from './quadratic-form.js';

export interface CoxOptions {
  /** Default 'efron'. */
  readonly ties?: Ties;
  /** Confidence level in (0, 1). Default 0.95. */
  readonly level?: number;
  /** Ridge on standardised coefficients, >= 0. Default 0: the maximum of the partial likelihood. */
  readonly ridge?: number;
  /**
   * What to do when a column orders the events perfectly, so that its coefficient has no finite estimate:
   * Firth's correction (default; finite and nearly unbiased), a small ridge, or an error.
   */
  readonly whenSeparated?: 'firth' | 'ridge' | 'error';
  /** What to do when a column is a combination of others: an error naming them (default), or a small ridge. */
  readonly whenCollinear?: 'error' | 'ridge';
}

/** One coefficient with its Wald interval. */
export interface CoxCoefficient {
  readonly name: string;
  /** Log hazard ratio for one more unit of the column. */
  readonly coefficient: number;
  readonly standardError: number;
  readonly z: number;
  readonly pValue: number;
  readonly hazardRatio: number;
  /** Limits of the hazard ratio. */
  readonly low: number;
  readonly high: number;
}

export interface CoxFit {
  readonly names: readonly string[];
  readonly coefficients: readonly CoxCoefficient[];
  /** Covariance of the coefficients, p x p, row by row. */
  readonly covariance: Float64Array;
  /** Column means; the baseline is that of a row with these values. */
  readonly means: Float64Array;
  readonly rows: number;
  readonly events: number;
  readonly ties: Ties;
  readonly level: number;
  readonly logLikelihoodNull: number;
  readonly logLikelihood: number;
  /** Tests that all coefficients are 0. `null` under a penalty, where they have no such distribution. */
  readonly likelihoodRatio: SurvivalTest | null;
  readonly wald: SurvivalTest;
  readonly score: SurvivalTest;
  /** Of the linear predictor, on the rows of the fit (flattering: check on others). */
  readonly concordance: Concordance;
  /** One per stratum. */
  readonly baseline: readonly BaselineHazard[];
  readonly penalty: Penalty;
  readonly iterations: number;
  /** Largest |derivative| of the (penalised) log likelihood in standardised coefficients at the result. */
  readonly gradient: number;
}

/**
 * Cox proportional hazards regression: Newton's method on the partial likelihood with step halving, after a
 * check that names constant and collinear columns. Cox (1972); Efron (1977); Therneau & Grambsch (2000).
 *
 * Coefficients are associations, not causes. Covariates must be known at the start of their row: a feature
 * measured at the end of the follow-up leaks the outcome (fix a landmark date, features before it, follow-up
 * after it).
 *
 * Throws SURVIVAL_EMPTY, SURVIVAL_LENGTH, SURVIVAL_BAD_TIME, SURVIVAL_NEGATIVE_TIME, SURVIVAL_EMPTY_SPELL,
 * SURVIVAL_BAD_EVENT, SURVIVAL_NO_EVENTS, SURVIVAL_NO_COVARIATES, SURVIVAL_BAD_VALUE,
 * SURVIVAL_CONSTANT_COLUMN, SURVIVAL_FLAT_COLUMN, SURVIVAL_COLLINEAR_COLUMN, SURVIVAL_SEPARATION,
 * SURVIVAL_NO_CONVERGENCE, SURVIVAL_BAD_LEVEL and SURVIVAL_OPTION (ridge, ties, fallbacks, stratum).
 */
export function coxRegression(data: CoxObservations, options: CoxOptions = {}): CoxFit {
  const level = checkLevel(options.level);
  const ties = oneOf(options.ties ?? 'efron', ['efron', 'breslow'], 'SURVIVAL_OPTION', 'ties');
  const ridge = options.ridge ?? 0;
  const fallbacks = checkFallbacks(options, 'SURVIVAL_OPTION');
  if (!(ridge >= 0 && Number.isFinite(ridge))) {
    throw statisticsError('SURVIVAL_OPTION', 'ridge', ridge, 'pass 0 or a small number such as 0.0001');
  }
  const rows = prepareCox(data);
  const atZero = coxLikelihood(rows, new Float64Array(rows.columns), ties);
  const solution = solveCox(rows, atZero, { ...fallbacks, ties, ridge });
  return assemble(data, rows, atZero, solution, ties, level);
}

function assemble(
  data: CoxObservations,
  rows: CoxRows,
  atZero: CoxLikelihood,
  solution: CoxSolution,
  ties: Ties,
  level: number,
): CoxFit {
  const { columns: p, scale, mean, names } = rows;
  const { beta, covariance: standardised, likelihood, penalty } = solution;
  const covariance = new Float64Array(p * p);
  for (let j = 0; j < p; j++) {
    for (let k = 0; k < p; k++) covariance[j * p + k] = standardised[j * p + k]! / (scale[j]! * scale[k]!);
  }
  const z = criticalValue(level);
  const coefficients = names.map((name, j): CoxCoefficient => {
    const coefficient = beta[j]! / scale[j]!;
    const standardError = Math.sqrt(covariance[j * p + j]!);
    const ratio = coefficient / standardError;
    return {
      name,
      coefficient,
      standardError,
      z: ratio,
      pValue: 2 * normalSurvival(Math.abs(ratio)),
      hazardRatio: Math.exp(coefficient),
      low: Math.exp(coefficient - z * standardError),
      high: Math.exp(coefficient + z * standardError),
    };
  });
  const predictor = new Float64Array(rows.rows);
  for (let i = 0; i < rows.rows; i++) {
    let eta = 0;
    for (let j = 0; j < p; j++) eta += rows.x[i * p + j]! * beta[j]!;
    predictor[rows.source[i]!] = eta;
  }
  return {
    names,
    coefficients,
    covariance,
    means: mean,
    rows: rows.rows,
    events: rows.events,
    ties,
    level,
    logLikelihoodNull: atZero.value,
    logLikelihood: likelihood.value,
    likelihoodRatio: penalty.kind === 'none' ? chiSquare(2 * (likelihood.value - atZero.value), p) : null,
    wald: waldTest(standardised, beta, p),
    score: scoreTest(atZero, p),
    concordance: concordance(data, predictor),
    baseline: baselineHazards(rows, beta, ties),
    penalty,
    iterations: solution.iterations,
    gradient: solution.gradient,
  };
}

function chiSquare(statistic: number, degreesOfFreedom: number): SurvivalTest {
  const value = Math.max(0, statistic);
  // Under a ridge the columns may carry nothing at all; then there is nothing to reject.
  const pValue = degreesOfFreedom === 0 ? 1 : chiSquareSurvival(value, degreesOfFreedom);
  return { statistic: value, degreesOfFreedom, pValue };
}

function waldTest(covariance: Float64Array, beta: Float64Array, p: number): SurvivalTest {
  const { value, rank } = quadraticForm(covariance, beta, p);
  return chiSquare(value, rank);
}

function scoreTest(atZero: CoxLikelihood, p: number): SurvivalTest {
  const { value, rank } = quadraticForm(atZero.information, atZero.gradient, p);
  return chiSquare(value, rank);
}
