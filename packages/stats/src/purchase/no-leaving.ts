import { statisticsError } from '../errors.js';
import { minimise } from '../optimise/minimise.js';
import type { Objective, OptimumCertificate } from '../optimise/types.js';
import { lgamma } from '../special/gamma-function.js';
import type { PurchaseHistories } from './histories.js';
import { type PurchaseRows, purchaseRows } from './rows.js';
import { EDGE, walled } from './walled.js';

/** The negative binomial model: nobody ever leaves. What a model with leaving must beat. */
export interface NoLeavingFit {
  readonly r: number;
  readonly alpha: number;
  /** Of the counts: with T^x / x!. */
  readonly countLogLikelihood: number;
  /** Of the purchase times, comparable with Pareto/NBD, BG/NBD and MBG/NBD. */
  readonly logLikelihood: number;
  readonly standardErrors: readonly [number, number] | null;
  readonly certificate: OptimumCertificate;
}

/**
 * Fits repeats ~ Poisson(lambda age), lambda ~ Gamma(r, alpha), alpha a time in the unit of the histories
 * (Ehrenberg 1959). Throws PURCHASE_NO_REPEATS when nobody came back.
 */
export function fitNoLeaving(histories: PurchaseHistories, given?: PurchaseRows): NoLeavingFit {
  const rows = given ?? purchaseRows(histories);
  if (rows.totalRepeats === 0) throw statisticsError('PURCHASE_NO_REPEATS', histories.customers);
  const mean = rows.totalRepeats / rows.customers;
  const start = [Math.log(0.5), Math.log(0.5 / mean)];
  const { objective, raised } = walled(noLeavingObjective(rows), rows.customers);
  const optimum = minimise(objective, [start, [0, 0]], { starts: 'all', boundary: EDGE });
  const [r, alpha] = [Math.exp(optimum.point[0]!), Math.exp(optimum.point[1]!) * rows.scale];
  let counts = 0;
  for (let row = 0; row < rows.rowCount; row++) {
    const repeats = rows.rowRepeats[row]!;
    if (repeats === 0) continue;
    counts += rows.counts[row]! * (repeats * Math.log(rows.rowAge[row]!) - lgamma(repeats + 1));
  }
  const { covariance } = optimum;
  return Object.freeze({
    r,
    alpha,
    countLogLikelihood: raised - optimum.value + counts,
    logLikelihood: raised - optimum.value - rows.totalRepeats * Math.log(rows.scale),
    standardErrors:
      covariance === null
        ? null
        : ([r * Math.sqrt(covariance[0]!), alpha * Math.sqrt(covariance[3]!)] as const),
    certificate: optimum.certificate,
  });
}

function noLeavingObjective(rows: PurchaseRows): Objective {
  return (logParameters, gradient) => {
    const r = Math.exp(logParameters[0]!);
    const alpha = Math.exp(logParameters[1]!);
    let total = 0;
    let byR = 0;
    let byAlpha = 0;
    let rising = 0;
    let risingSlope = 0;
    let reached = 0;
    for (let row = 0; row < rows.rowCount; row++) {
      const repeats = rows.rowRepeats[row]!;
      for (; reached < repeats; reached++) {
        rising += Math.log(r + reached);
        risingSlope += 1 / (r + reached);
      }
      const age = rows.rowAge[row]!;
      const over = Math.log1p(age / alpha);
      const count = rows.counts[row]!;
      total += count * (rising - r * over - repeats * Math.log(alpha + age));
      byR += count * (risingSlope - over);
      byAlpha += count * (r / alpha - (r + repeats) / (alpha + age));
    }
    gradient[0] = -r * byR;
    gradient[1] = -alpha * byAlpha;
    return -total;
  };
}
