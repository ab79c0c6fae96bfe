import { statisticsError } from '../errors.js';
import type { CoxRows } from './cox-data.js';
import { firthCorrection } from './cox-firth.js';
import { type CoxLikelihood, coxLikelihood, type Ties } from './cox-likelihood.js';
import { dependentColumns } from './dependent-columns.js';
import { invertSymmetric } from './invert-symmetric.js';
import { type Climb, type ClimbPoint, newtonClimb } from './newton-climb.js';
import {
  chosenRidge,
  collinearRidge,
  type Fallbacks,
  NO_PENALTY,
  type Penalty,
  quoted,
  separationPenalty,
} from './penalty.js';

/** Where the search ended, in standardised coefficients. */
export interface CoxSolution {
  readonly beta: Float64Array;
  readonly covariance: Float64Array;
  readonly likelihood: CoxLikelihood;
  readonly penalty: Penalty;
  readonly iterations: number;
  readonly gradient: number;
}

type SolveOptions = Fallbacks & { readonly ties: Ties; readonly ridge: number };

interface Point extends ClimbPoint {
  readonly likelihood: CoxLikelihood;
}

/** Checks the columns, maximises, and falls back to the chosen penalty when the maximum does not exist. */
export function solveCox(rows: CoxRows, atZero: CoxLikelihood, options: SolveOptions): CoxSolution {
  const { ties, ridge } = options;
  const p = rows.columns;
  if (ridge > 0) return maximise(chosenRidge(ridge));
  const dependent = dependentColumns(atZero.information, p, rows.events);
  if (dependent.length > 0) {
    const { column, on } = dependent[0]!;
    const name = rows.names[column]!;
    if (on.length === 0) throw statisticsError('SURVIVAL_FLAT_COLUMN', name);
    if (options.whenCollinear !== 'ridge') {
      throw statisticsError('SURVIVAL_COLLINEAR_COLUMN', name, quoted(on.map((j) => rows.names[j]!)));
    }
    return maximise(collinearRidge(dependent.map((one) => rows.names[one.column]!)));
  }
  const reference = invertSymmetric(atZero.information, p);
  const end = climb(NO_PENALTY, reference ?? undefined);
  if (end.kind !== 'separated') return solution(end, NO_PENALTY);
  const columns = end.columns.map((j) => rows.names[j]!);
  const choice = options.whenSeparated;
  if (choice === 'error') throw statisticsError('SURVIVAL_SEPARATION', quoted(columns));
  return maximise(separationPenalty(choice, columns, 'the events are perfectly ordered'));

  function maximise(penalty: Penalty): CoxSolution {
    return solution(climb(penalty), penalty);
  }

  function climb(penalty: Penalty, reference?: Float64Array): Climb<Point> {
    return newtonClimb((beta) => coxPoint(rows, ties, penalty, beta), new Float64Array(p), {
      bent: penalty.kind === 'firth',
      ...(reference === undefined ? {} : { reference }),
    });
  }

  function solution(end: Climb<Point>, penalty: Penalty): CoxSolution {
    if (end.kind !== 'maximum') {
      const [steps, column] = end.kind === 'stuck' ? [end.steps, end.column] : [0, end.columns[0]!];
      throw statisticsError('SURVIVAL_NO_CONVERGENCE', steps, quoted([rows.names[column]!]));
    }
    const { beta, covariance, point, steps, gradient } = end;
    return { beta, covariance, likelihood: point.likelihood, penalty, iterations: steps, gradient };
  }
}

/** Penalised log partial likelihood at standardised coefficients; `null` where it does not exist. */
export function coxPoint(rows: CoxRows, ties: Ties, penalty: Penalty, beta: Float64Array): Point | null {
  const likelihood = coxLikelihood(rows, beta, ties);
  if (!Number.isFinite(likelihood.value)) return null;
  if (penalty.kind === 'none') return { ...likelihood, likelihood };
  if (penalty.kind === 'firth') {
    const correction = firthCorrection(rows, beta, ties, likelihood.information);
    if (correction === null) return null;
    return {
      likelihood,
      value: likelihood.value + correction.value,
      gradient: likelihood.gradient.map((g, j) => g + correction.gradient[j]!),
      information: likelihood.information,
    };
  }
  const p = rows.columns;
  const { lambda } = penalty;
  const information = Float64Array.from(likelihood.information);
  let squares = 0;
  for (let j = 0; j < p; j++) {
    information[j * p + j]! += lambda;
    squares += beta[j]! ** 2;
  }
  return {
    likelihood,
    value: likelihood.value - (lambda / 2) * squares,
    gradient: likelihood.gradient.map((g, j) => g - lambda * beta[j]!),
    information,
  };
}
