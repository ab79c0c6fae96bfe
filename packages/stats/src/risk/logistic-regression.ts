import { statisticsError } from '../errors.js';
import { logistic, normalQuantile, normalSurvival } from '../special/index.js';
import { dependentColumns } from '../survival/dependent-columns.js';
import { invertSymmetric } from '../survival/invert-symmetric.js';
import { newtonClimb } from '../survival/newton-climb.js';
import {
  checkFallbacks,
  chosenRidge,
  collinearRidge,
  type Fallbacks,
  NO_PENALTY,
  type Penalty,
  quoted,
  separationPenalty,
} from '../survival/penalty.js';
import { pickColumns, type RiskColumn, type RiskMatrix, riskMatrix } from './columns.js';
import { logisticPoint } from './logistic-likelihood.js';
import { checkWeights, type ScaledRows, standardise } from './logistic-rows.js';
import { checkOutcomes, type Outcomes } from './outcomes.js';

export interface LogisticOptions {
  /** Ridge on standardised coefficients, >= 0 (the intercept is free). Default 0: the maximum likelihood. */
  readonly ridge?: number;
  /** Confidence level in (0, 1). Default 0.95. */
  readonly level?: number;
  /** How many subjects each row stands for, > 0. Default 1. Do not use it to balance the classes. */
  readonly weight?: ArrayLike<number>;
  /** When columns tell the outcomes apart perfectly: Firth's correction (default), a small ridge, or an error. */
  readonly whenSeparated?: 'firth' | 'ridge' | 'error';
  /** When a column is a combination of others: an error naming them (default), or a small ridge. */
  readonly whenCollinear?: 'error' | 'ridge';
}

export interface LogisticCoefficient {
  readonly name: string;
  /** The feature the column came from; '' for the intercept. */
  readonly source: string;
  /** Change of the log-odds for one more unit of the column. */
  readonly coefficient: number;
  readonly standardError: number;
  readonly z: number;
  readonly pValue: number;
  readonly low: number;
  readonly high: number;
}

export interface LogisticFit {
  /** The intercept first. */
  readonly coefficients: readonly LogisticCoefficient[];
  /** Mean of each column over the rows (without the intercept): what reasons are measured from. */
  readonly means: Float64Array;
  /** Covariance of the coefficients, (p + 1) x (p + 1), row by row. */
  readonly covariance: Float64Array;
  readonly logLikelihood: number;
  readonly logLikelihoodNull: number;
  /** -2 log likelihood. */
  readonly deviance: number;
  readonly nullDeviance: number;
  /** Deviance + 2 per coefficient; `null` under a penalty, where coefficients are not fully free. */
  readonly aic: number | null;
  readonly rows: number;
  readonly events: number;
  readonly penalty: Penalty;
  /** Columns left out under a ridge because they are constant. */
  readonly constantColumns: readonly string[];
  readonly iterations: number;
  readonly gradient: number;
  readonly level: number;
}

/**
 * Logistic regression by Newton's method (iteratively reweighted least squares) on standardised columns, with
 * a step cap, after a check that names constant and collinear columns. McCullagh & Nelder (1989), ch. 4.
 *
 * Throws RISK_EMPTY, RISK_NO_COLUMNS, RISK_DUPLICATE_COLUMN, RISK_LENGTH, RISK_BAD_VALUE, RISK_BAD_OUTCOME
 * and RISK_ONE_CLASS; RISK_CONSTANT_COLUMN and RISK_COLLINEAR_COLUMN (without a ridge); RISK_SEPARATION;
 * RISK_NO_CONVERGENCE; RISK_BAD_WEIGHT; RISK_OPTION (ridge, level, fallbacks).
 */
export function logisticRegression(
  columns: readonly RiskColumn[],
  outcomes: Outcomes,
  options: LogisticOptions = {},
): LogisticFit {
  const ridge = options.ridge ?? 0;
  const level = options.level ?? 0.95;
  if (!(ridge >= 0 && Number.isFinite(ridge))) {
    throw statisticsError('RISK_OPTION', 'ridge', ridge, 'pass 0 or a positive number such as 1');
  }
  if (!(level > 0 && level < 1))
    throw statisticsError('RISK_OPTION', 'level', level, 'pass a share such as 0.95');
  const fallbacks = checkFallbacks(options, 'RISK_OPTION');
  const matrix = riskMatrix(columns, outcomes.length);
  const outcome = checkOutcomes(outcomes);
  const weight = checkWeights(options.weight, matrix.rows);
  const scaled = standardise(matrix, outcome, weight, ridge > 0);
  const { penalty, end } = solve(matrix, scaled, ridge, fallbacks);
  if (end.kind !== 'maximum')
    throw statisticsError('RISK_NO_CONVERGENCE', end.kind === 'stuck' ? end.steps : 0);
  return assemble(matrix, scaled, end, penalty, level);
}

/**
 * Predicted probability of the event for each row, in (0, 1): the logistic of `logOdds` (McCullagh & Nelder
 * 1989, ch. 4). Columns are found by name. Errors as `logOdds`.
 */
export function predictLogistic(fit: LogisticFit, columns: readonly RiskColumn[]): Float64Array {
  return logOdds(fit, columns).map(logistic);
}

/**
 * Predicted log-odds for each row, the linear predictor (McCullagh & Nelder 1989, ch. 4). Columns are found
 * by name. Throws RISK_MISSING_COLUMN, RISK_EMPTY, RISK_LENGTH and RISK_BAD_VALUE.
 */
export function logOdds(fit: LogisticFit, columns: readonly RiskColumn[]): Float64Array {
  const [intercept, ...slopes] = fit.coefficients;
  const picked = pickColumns(
    columns,
    slopes.map((one) => one.name),
  );
  const { rows, columns: p, values } = riskMatrix(picked, picked[0]!.values.length);
  const out = new Float64Array(rows).fill(intercept!.coefficient);
  for (let row = 0; row < rows; row++) {
    for (let j = 0; j < p; j++) out[row]! += slopes[j]!.coefficient * values[row * p + j]!;
  }
  return out;
}

function solve(matrix: RiskMatrix, data: ScaledRows, ridge: number, options: Fallbacks) {
  const { size, events, total } = data;
  const { names } = matrix;
  const start = new Float64Array(size);
  start[0] = Math.log(events / (total - events));
  const climb = (penalty: Penalty, reference?: Float64Array) =>
    newtonClimb((beta) => logisticPoint(data, beta, penalty), start, {
      bent: penalty.kind === 'firth',
      ...(reference === undefined ? {} : { reference }),
    });
  if (ridge > 0) {
    const penalty = chosenRidge(ridge);
    return { penalty, end: climb(penalty) };
  }
  const atStart = logisticPoint(data, start, NO_PENALTY)!;
  const spread = (events * (total - events)) / total;
  const dependent = dependentColumns(atStart.information, size, spread);
  if (dependent.length > 0) {
    const { column, on } = dependent[0]!;
    if (options.whenCollinear !== 'ridge') {
      const others = on.filter((j) => j > 0).map((j) => names[j - 1]!);
      throw statisticsError('RISK_COLLINEAR_COLUMN', names[column - 1]!, quoted(others));
    }
    const penalty = collinearRidge(dependent.map((one) => names[one.column - 1]!));
    return { penalty, end: climb(penalty) };
  }
  const end = climb(NO_PENALTY, invertSymmetric(atStart.information, size) ?? undefined);
  if (end.kind !== 'separated') return { penalty: NO_PENALTY, end };
  const involved = end.columns.filter((j) => j > 0).map((j) => names[j - 1]!);
  const columns = involved.length > 0 ? involved : names;
  const choice = options.whenSeparated;
  if (choice === 'error') throw statisticsError('RISK_SEPARATION', quoted(columns));
  const penalty = separationPenalty(choice, columns, 'the outcomes are told apart perfectly');
  return { penalty, end: climb(penalty) };
}

function assemble(
  matrix: RiskMatrix,
  data: ScaledRows,
  end: Extract<ReturnType<typeof solve>['end'], { kind: 'maximum' }>,
  penalty: Penalty,
  level: number,
): LogisticFit {
  const { size, mean, scale, events, total } = data;
  // Undo the standardisation: the original coefficients are a linear map of the standardised ones.
  const map = new Float64Array(size * size);
  map[0] = 1;
  for (let j = 1; j < size; j++) {
    map[j] = -mean[j - 1]! / scale[j - 1]!;
    map[j * size + j] = 1 / scale[j - 1]!;
  }
  const covariance = sandwich(map, end.covariance, size);
  const z = normalQuantile(1 - (1 - level) / 2);
  const coefficients = ['(Intercept)', ...matrix.names].map((name, j): LogisticCoefficient => {
    let coefficient = 0;
    for (let k = 0; k < size; k++) coefficient += map[j * size + k]! * end.beta[k]!;
    const standardError = Math.sqrt(covariance[j * size + j]!);
    const ratio = coefficient / standardError;
    return {
      name,
      source: j === 0 ? '' : matrix.sources[j - 1]!,
      coefficient,
      standardError,
      z: ratio,
      pValue: 2 * normalSurvival(Math.abs(ratio)),
      low: coefficient - z * standardError,
      high: coefficient + z * standardError,
    };
  });
  const { logLikelihood } = end.point;
  const logLikelihoodNull =
    events * Math.log(events / total) + (total - events) * Math.log1p(-events / total);
  return {
    coefficients,
    means: mean,
    covariance,
    logLikelihood,
    logLikelihoodNull,
    deviance: -2 * logLikelihood,
    nullDeviance: -2 * logLikelihoodNull,
    aic: penalty.kind === 'none' ? 2 * size - 2 * logLikelihood : null,
    rows: matrix.rows,
    events,
    penalty,
    constantColumns: data.constant.map((j) => matrix.names[j]!),
    iterations: end.steps,
    gradient: end.gradient,
    level,
  };
}

/** M V M'. */
function sandwich(m: Float64Array, v: Float64Array, size: number): Float64Array {
  const left = new Float64Array(size * size);
  const out = new Float64Array(size * size);
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) left[i * size + j]! += m[i * size + k]! * v[k * size + j]!;
    }
  }
  for (let i = 0; i < size; i++) {
    for (let j = 0; j < size; j++) {
      for (let k = 0; k < size; k++) out[i * size + j]! += left[i * size + k]! * m[j * size + k]!;
    }
  }
  return out;
}
