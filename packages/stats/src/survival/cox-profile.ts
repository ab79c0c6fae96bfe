import { statisticsError } from '../errors.js';
import { criticalValue } from './band.js';
import { checkLevel } from './check-level.js';
import { type CoxObservations, prepareCox } from './cox-data.js';
import type { CoxFit } from './cox-regression.js';
import { coxPoint } from './cox-solve.js';
import { profileLimits } from './profile-limits.js';

/** Profile likelihood interval of a hazard ratio; a side is `null` when the data set no limit on it. */
export interface CoxProfileInterval {
  readonly name: string;
  readonly hazardRatio: number;
  readonly low: number | null;
  readonly high: number | null;
  readonly level: number;
}

/**
 * Profile likelihood interval of the hazard ratio of one column (for one more unit of it), under the penalty
 * of the fit. Prefer it to the Wald interval in small samples and whenever `fit.penalty` is not 'none'. Costs
 * some twenty fits.
 *
 * Throws SURVIVAL_MISSING_COVARIATE for a name that is not in the fit. Venzon & Moolgavkar (1988). Also
 * throws SURVIVAL_BAD_LEVEL, and for the data as `coxRegression`.
 */
export function coxProfileInterval(
  data: CoxObservations,
  fit: CoxFit,
  name: string,
  options: { readonly level?: number } = {},
): CoxProfileInterval {
  const level = checkLevel(options.level ?? fit.level);
  const column = fit.names.indexOf(name);
  if (column < 0) throw statisticsError('SURVIVAL_MISSING_COVARIATE', name);
  const rows = prepareCox(data);
  const scale = rows.scale[column]!;
  const beta = Float64Array.from(fit.coefficients, (one, j) => one.coefficient * rows.scale[j]!);
  const z = criticalValue(level);
  const { standardError, hazardRatio } = fit.coefficients[column]!;
  const { low, high } = profileLimits(
    (at) => coxPoint(rows, fit.ties, fit.penalty, at),
    beta,
    column,
    z * standardError * scale,
    z,
    fit.penalty.kind === 'firth',
  );
  const ratio = (limit: number | null): number | null => (limit === null ? null : Math.exp(limit / scale));
  return { name, hazardRatio, low: ratio(low), high: ratio(high), level };
}
