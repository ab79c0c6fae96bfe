import { statisticsError } from '../errors.js';
import { pickColumns, type RiskColumn, riskMatrix } from './columns.js';
import type { LogisticFit } from './logistic-regression.js';

/**
 * Share of one source feature in a row's log-odds, against the average row. "Associated with", never "because of":
 * the model has seen what goes together, not what brings about what.
 */
export interface Reason {
  readonly source: string;
  /** Change of the log-odds, over all columns of the source. */
  readonly contribution: number;
}

/** Why one row's score is above or below the average row's. */
export interface RowReasons {
  /** Log-odds of the average: `base` plus all contributions is the row's log-odds. */
  readonly base: number;
  readonly logOdds: number;
  /** Sources that raise the risk, strongest first. */
  readonly raising: readonly Reason[];
  /** Sources that lower it, strongest first. */
  readonly lowering: readonly Reason[];
}

/** Contributions of all columns, rows x p, with the base they are measured from. */
export interface Contributions {
  readonly base: number;
  readonly sources: readonly string[];
  readonly values: Float64Array;
  readonly rows: number;
}

/**
 * Contribution of each column to each row's log-odds, row-major rows x columns: coefficient * (value - mean),
 * the Shapley values of a linear model (Lundberg & Lee 2017). They add up exactly. Errors as `logOdds`.
 */
export function logisticContributions(fit: LogisticFit, columns: readonly RiskColumn[]): Contributions {
  const [intercept, ...slopes] = fit.coefficients;
  const picked = pickColumns(
    columns,
    slopes.map((one) => one.name),
  );
  const matrix = riskMatrix(picked, picked[0]!.values.length);
  const p = matrix.columns;
  const values = new Float64Array(matrix.rows * p);
  let base = intercept!.coefficient;
  slopes.forEach((one, j) => {
    base += one.coefficient * fit.means[j]!;
  });
  for (let row = 0; row < matrix.rows; row++) {
    for (let j = 0; j < p; j++) {
      values[row * p + j] = slopes[j]!.coefficient * (matrix.values[row * p + j]! - fit.means[j]!);
    }
  }
  return { base, sources: slopes.map((one) => one.source), values, rows: matrix.rows };
}

/**
 * The `top` strongest sources each way of every row, in log-odds; columns of one source are added up first.
 * Throws RISK_OPTION unless `top` is a whole number of at least 1.
 */
export function topReasons(contributions: Contributions, top = 3): RowReasons[] {
  if (!Number.isInteger(top) || top < 1) {
    throw statisticsError('RISK_OPTION', 'top', top, 'pass a whole number of at least 1');
  }
  const { base, sources, values, rows } = contributions;
  const p = sources.length;
  const names = [...new Set(sources)];
  const place = sources.map((source) => names.indexOf(source));
  return Array.from({ length: rows }, (_, row) => {
    const sums = new Float64Array(names.length);
    let logOdds = base;
    for (let j = 0; j < p; j++) {
      sums[place[j]!]! += values[row * p + j]!;
      logOdds += values[row * p + j]!;
    }
    const all = names.map((source, k): Reason => ({ source, contribution: sums[k]! }));
    const raising = all.filter((one) => one.contribution > 0).sort((a, b) => b.contribution - a.contribution);
    const lowering = all
      .filter((one) => one.contribution < 0)
      .sort((a, b) => a.contribution - b.contribution);
    return { base, logOdds, raising: raising.slice(0, top), lowering: lowering.slice(0, top) };
  });
}
