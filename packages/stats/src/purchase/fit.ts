import { statisticsError } from '../errors.js';
import { oneOf } from '../one-of.js';
import { requireLevel } from '../interval/check.js';
import { minimise } from '../optimise/minimise.js';
import type { Objective, OptimumCertificate } from '../optimise/types.js';
import { normalQuantile } from '../special/normal.js';
import type { PurchaseHistories } from './histories.js';
import { type LogEstimate, logEstimate } from './log-estimate.js';
import type { PurchaseModel, PurchaseParameters } from './model.js';
import { minimiseFromAll } from './multi-start.js';
import { type PurchaseRows, purchaseRows } from './rows.js';
import { startsFor } from './starts.js';
import type { TimeUnit } from './time-unit.js';
import { EDGE, walled } from './walled.js';

/** Fewer customers than this cannot tell four parameters apart. */
const FEWEST_CUSTOMERS = 10;

/** Largest component of the gradient of the summed log-likelihood in log parameters that counts as an optimum. */
const PROMISED = 1e-6;

export interface FitOptions {
  /** Level of the parameters' intervals, default 0.95. */
  readonly level?: number;
  /** 'all' runs every start and so certifies that they agree (default); 'auto' only when the first leaves doubt. */
  readonly starts?: 'auto' | 'all';
  /** Grouped rows of the same histories, to share them between models. */
  readonly rows?: PurchaseRows;
  /** Sums the same likelihood elsewhere, such as over worker threads (`sharedObjective`). */
  readonly objective?: Objective;
}

/** A parameter with its uncertainty. */
export type ParameterEstimate = LogEstimate;

/** A fitted model of repeat buying. Times (alpha, beta) are in `unit`. */
export interface PurchaseFit<Unit extends TimeUnit = TimeUnit> {
  readonly model: PurchaseModel;
  readonly unit: Unit;
  readonly parameters: PurchaseParameters;
  readonly estimates: readonly ParameterEstimate[];
  /** Of the histories in their own unit, comparable between models and with papers. */
  readonly logLikelihood: number;
  /** Of the log parameters, row-major 4 x 4; null unless the Hessian is positive definite. */
  readonly covariance: Float64Array | null;
  readonly certificate: OptimumCertificate;
  /** What a reader must know before using the fit; empty when the certificate is clean. */
  readonly doubts: readonly string[];
  readonly customers: number;
  readonly distinctRows: number;
  readonly level: number;
}

/**
 * Fits one model by maximum likelihood: rows grouped by equal histories, time scaled to a mean age of one,
 * BFGS on log parameters with the analytic gradient, Newton polish. The certificate says how far to believe
 * it; a poor optimum is returned with `doubts`, never hidden. Parameters that are times are in the unit of
 * the histories.
 *
 * Throws PURCHASE_TOO_FEW below 10 customers, PURCHASE_NO_REPEATS when nobody came back, INTERVAL_LEVEL and
 * PURCHASE_OPTION (starts).
 * Fader, Hardie & Lee (2005), 4.
 */
export function fitPurchases<Unit extends TimeUnit>(
  histories: PurchaseHistories<Unit>,
  model: PurchaseModel,
  options: FitOptions = {},
): PurchaseFit<Unit> {
  const level = options.level ?? 0.95;
  requireLevel(level);
  const runs = oneOf(options.starts ?? 'all', ['auto', 'all'], 'PURCHASE_OPTION', 'starts');
  if (histories.customers < FEWEST_CUSTOMERS) {
    throw statisticsError('PURCHASE_TOO_FEW', histories.customers, FEWEST_CUSTOMERS, model.name);
  }
  const rows = options.rows ?? purchaseRows(histories);
  if (rows.totalRepeats === 0) throw statisticsError('PURCHASE_NO_REPEATS', histories.customers);
  const { objective, raised } = walled(options.objective ?? model.objective(rows), rows.customers);
  const starts = startsFor(model.id, rows);
  const settings = { boundary: EDGE, gradientTolerance: PROMISED, newtonSteps: 1 };
  const optimum =
    runs === 'auto' ? minimise(objective, starts, settings) : minimiseFromAll(objective, starts, settings);
  const parameters = toUnit(model, optimum.point, rows.scale);
  const z = normalQuantile((1 + level) / 2);
  const estimates = parameters.map((estimate, i) =>
    logEstimate(model.parameterNames[i]!, estimate, optimum.covariance?.[i * 5] ?? null, z),
  );
  return Object.freeze({
    model,
    unit: histories.unit,
    parameters,
    estimates,
    logLikelihood: raised - optimum.value - rows.totalRepeats * Math.log(rows.scale),
    covariance: optimum.covariance,
    certificate: optimum.certificate,
    doubts: doubtsOf(model, optimum.certificate),
    customers: rows.customers,
    distinctRows: rows.rowCount,
    level,
  });
}

/** Parameters in the unit of the data from their logs in scaled time. */
export function toUnit(
  model: PurchaseModel,
  logParameters: ArrayLike<number>,
  scale: number,
): PurchaseParameters {
  const at = (i: 0 | 1 | 2 | 3) => Math.exp(logParameters[i]!) * scale ** model.timePowers[i];
  return [at(0), at(1), at(2), at(3)];
}

function doubtsOf(model: PurchaseModel, certificate: OptimumCertificate): string[] {
  const doubts: string[] = [];
  if (!(certificate.gradientNorm < PROMISED)) {
    doubts.push(`not an optimum: largest gradient component ${certificate.gradientNorm}, 1e-6 wanted`);
  }
  if (!certificate.positiveDefinite) {
    doubts.push(
      'the likelihood is flat in some direction: no interval can be given, parameters are not unique',
    );
  }
  if (certificate.atBoundary.length > 0) {
    const names = certificate.atBoundary.map((i) => model.parameterNames[i]).join(', ');
    doubts.push(
      `${names} ran to the edge and was held there: the data show no spread of that kind; a simpler model would do`,
    );
  }
  if (certificate.startsRun > 1 && certificate.startsAgreeing === 1) {
    doubts.push(`only one of ${certificate.startsRun} starts reached the best likelihood`);
  } else if (certificate.startsSpread > 1e-3) {
    doubts.push(`starts agree in likelihood, not in parameters (up to ${certificate.startsSpread} in logs)`);
  }
  return doubts;
}
