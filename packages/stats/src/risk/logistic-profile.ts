import { statisticsError } from '../errors.js';
import { normalQuantile } from '../special/index.js';
import { profileLimits } from '../survival/profile-limits.js';
import { pickColumns, type RiskColumn, riskMatrix } from './columns.js';
import { logisticPoint } from './logistic-likelihood.js';
import type { LogisticFit } from './logistic-regression.js';
import { checkWeights, standardise } from './logistic-rows.js';
import { checkOutcomes, type Outcomes } from './outcomes.js';

/** Profile likelihood interval of a coefficient; a side is `null` when the data set no limit on it. */
export interface LogisticProfileInterval {
  readonly name: string;
  /** Log-odds for one more unit of the column. */
  readonly coefficient: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
}

/**
 * Profile likelihood interval of one coefficient (log-odds for one more unit of the column), under the
 * penalty of the fit. Prefer it to the Wald interval in small samples and whenever `fit.penalty` is not
 * 'none'. Venzon & Moolgavkar (1988).
 *
 * @param columns the columns the fit was made on, with the same outcomes and weights
 * @throws RISK_MISSING_COLUMN for a name that is not in the fit; RISK_OPTION (level outside (0, 1)); for the
 *   data as `logisticRegression`
 */
export function logisticProfileInterval(
  columns: readonly RiskColumn[],
  outcomes: Outcomes,
  fit: LogisticFit,
  name: string,
  options: { readonly level?: number; readonly weight?: ArrayLike<number> } = {},
): LogisticProfileInterval {
  const level = options.level ?? fit.level;
  if (!(level > 0 && level < 1))
    throw statisticsError('RISK_OPTION', 'level', level, 'pass a share such as 0.95');
  const [intercept, ...slopes] = fit.coefficients;
  const column = slopes.findIndex((one) => one.name === name);
  if (column < 0) throw statisticsError('RISK_MISSING_COLUMN', name);
  const picked = pickColumns(
    columns,
    slopes.map((one) => one.name),
  );
  const matrix = riskMatrix(picked, outcomes.length);
  const weight = checkWeights(options.weight, matrix.rows);
  const rows = standardise(matrix, checkOutcomes(outcomes), weight, fit.penalty.kind === 'ridge');
  const beta = new Float64Array(rows.size);
  beta[0] = intercept!.coefficient;
  slopes.forEach((one, j) => {
    beta[0]! += one.coefficient * rows.mean[j]!;
    beta[j + 1] = one.coefficient * rows.scale[j]!;
  });
  const z = normalQuantile(1 - (1 - level) / 2);
  const scale = rows.scale[column]!;
  const { coefficient, standardError } = slopes[column]!;
  const { low, high } = profileLimits(
    (at) => logisticPoint(rows, at, fit.penalty),
    beta,
    column + 1,
    z * standardError * scale,
    z,
    fit.penalty.kind === 'firth',
  );
  const unscaled = (limit: number | null): number | null => (limit === null ? null : limit / scale);
  return { name, coefficient, low: unscaled(low), high: unscaled(high), level };
}
