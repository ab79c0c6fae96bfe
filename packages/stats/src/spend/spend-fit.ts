import { statisticsError } from '../errors.js';
import { requireLevel } from '../interval/check.js';
import { minimise } from '../optimise/minimise.js';
import type { OptimumCertificate } from '../optimise/types.js';
import { type LogEstimate, logEstimate } from '../purchase/log-estimate.js';
import { EDGE, walled } from '../purchase/walled.js';
import { normalQuantile } from '../special/normal.js';
import { type Association, spendAssociation } from './association.js';
import { type ExpectedSpend, expectedSpend, type SpendParameters, spendObjective } from './gamma-gamma.js';
import { type SpendColumns, usableSpend } from './spend-columns.js';

/** Customers with two orders or more that are needed to tell spread within from spread between. */
const FEWEST_REPEATERS = 5;

export type SpendEstimate = LogEstimate<'p' | 'q' | 'v'>;

/** A fitted gamma-gamma model of order values, in the currency of the data. */
export interface SpendFit<Currency extends string = string> {
  readonly currency: Currency;
  readonly parameters: SpendParameters;
  readonly estimates: readonly SpendEstimate[];
  readonly logLikelihood: number;
  readonly covariance: Float64Array | null;
  readonly certificate: OptimumCertificate;
  readonly customers: number;
  readonly leftOut: { readonly noOrders: number; readonly notPositive: number };
  /** Expected order of a customer nothing is known about. */
  readonly population: ExpectedSpend;
  /** Correlation of order count and mean spend: the model assumes none. */
  readonly association: Association;
  readonly doubts: readonly string[];
  readonly level: number;
}

/**
 * Fits the gamma-gamma model by maximum likelihood on amounts divided by their median; v and the expected
 * order are in the currency of the columns.
 *
 * Throws SPEND_CURRENCY, SPEND_SHAPE, SPEND_VALUE, SPEND_EMPTY, SPEND_TOO_FEW (fewer than 5 customers with
 * two orders), SPEND_CONSTANT and INTERVAL_LEVEL (level outside (0, 1)). Customers without a positive mean
 * are left out, counted. Fader & Hardie (2013), note 025.
 */
export function fitSpend<Currency extends string>(
  columns: SpendColumns<Currency>,
  options: { readonly level?: number } = {},
): SpendFit<Currency> {
  const level = options.level ?? 0.95;
  requireLevel(level);
  const { orders, meanSpend, noOrders, notPositive } = usableSpend(columns);
  const repeaters = orders.reduce((sum, value) => sum + (value >= 2 ? 1 : 0), 0);
  if (repeaters < FEWEST_REPEATERS) throw statisticsError('SPEND_TOO_FEW', repeaters, FEWEST_REPEATERS);
  const sorted = meanSpend.toSorted();
  if (sorted[0] === sorted[sorted.length - 1]) throw statisticsError('SPEND_CONSTANT', sorted[0]!);
  const scale = sorted[sorted.length >> 1]!;
  const scaled = meanSpend.map((value) => value / scale);
  const { objective, raised } = walled(spendObjective(orders, scaled), orders.length);
  const optimum = minimise(objective, starts(orders, meanSpend), { starts: 'all', boundary: EDGE });
  const logs = optimum.point;
  const parameters: SpendParameters = [Math.exp(logs[0]!), Math.exp(logs[1]!), Math.exp(logs[2]!) * scale];
  const z = normalQuantile((1 + level) / 2);
  const estimates = (['p', 'q', 'v'] as const).map((name, i) =>
    logEstimate(name, parameters[i]!, optimum.covariance?.[i * 4] ?? null, z),
  );
  const association = spendAssociation(orders, meanSpend, level);
  return Object.freeze({
    currency: columns.currency,
    parameters,
    estimates,
    logLikelihood: raised - optimum.value - orders.length * Math.log(scale),
    covariance: optimum.covariance,
    certificate: optimum.certificate,
    customers: orders.length,
    leftOut: { noOrders, notPositive },
    population: expectedSpend(parameters, 0, 0),
    association,
    doubts: doubtsOf(parameters, optimum.certificate, association, notPositive, orders.length),
    level,
  });
}

/** Logs of p, q, v at amounts of median one: from the spread of log means, and two crude ones. */
function starts(orders: Float64Array, meanSpend: Float64Array): number[][] {
  let sum = 0;
  let squares = 0;
  let inverse = 0;
  for (let i = 0; i < orders.length; i++) {
    const log = Math.log(meanSpend[i]!);
    sum += log;
    squares += log * log;
    inverse += 1 / orders[i]!;
  }
  const size = orders.length;
  const variance = Math.max(0.01, squares / size - (sum / size) ** 2);
  // Var(log m) is about 1/(p x) + 1/q: half of it is given to each.
  const p = Math.min(50, Math.max(0.2, (2 * inverse) / size / variance));
  const q = Math.min(50, Math.max(1.2, 2 / variance));
  return [
    [p, q, q / p],
    [1, 2, 1],
    [8, 4, 1],
  ].map((start) => start.map(Math.log));
}

function doubtsOf(
  [, q]: SpendParameters,
  certificate: OptimumCertificate,
  association: Association,
  notPositive: number,
  customers: number,
): string[] {
  const doubts: string[] = [];
  if (!certificate.converged) {
    doubts.push(`not an optimum: largest gradient component ${certificate.gradientNorm}, 1e-6 wanted`);
  }
  if (!certificate.positiveDefinite)
    doubts.push('the likelihood is flat in some direction: no interval can be given');
  if (certificate.atBoundary.length > 0) {
    const edge = certificate.atBoundary.map((i) => 'pqv'[i]).join(', ');
    doubts.push(`${edge} ran to the edge and was held there: the data show no spread of that kind`);
  }
  if (q <= 1) {
    doubts.push(
      `no finite mean: q = ${q} is at most 1, customers differ too much; the median order stands in where needed`,
    );
  }
  if (Math.abs(association.spearman) > 0.3) {
    doubts.push(
      `order count and spend go together (Spearman ${association.spearman.toFixed(2)}), the model assumes they do not: fit by frequency band`,
    );
  }
  if (notPositive > 0.01 * customers) {
    doubts.push(
      `${notPositive} customers have a mean of 0 or below and were left out: net refunds into their orders`,
    );
  }
  return doubts;
}
