import { statisticsError } from '../errors.js';
import type { Holdout, PurchaseCohort } from './event-log.js';
import { fitPurchases, type PurchaseFit } from './fit.js';
import { bgNbd, mbgNbd } from './geometric-nbd.js';
import type { PurchaseModel, PurchaseModelId } from './model.js';
import { paretoNbd } from './pareto-nbd.js';
import { byRow, rowHistory, spread } from './predict.js';
import { type PurchaseRows, purchaseRows } from './rows.js';
import { DAYS_PER_UNIT, type TimeUnit } from './time-unit.js';

/** All models, in the order they are shown. */
export const PURCHASE_MODELS: readonly PurchaseModel[] = Object.freeze([paretoNbd, bgNbd, mbgNbd]);

/** How well predictions made at the end of calibration met the holdout. */
export interface HoldoutScore {
  readonly predictedTotal: number;
  readonly actualTotal: number;
  /** (predicted - actual) / actual; null when nothing was bought. */
  readonly totalError: number | null;
  readonly meanAbsoluteError: number;
  readonly rootMeanSquareError: number;
  /** Share of actual purchases made by the tenth of customers predicted highest, over a tenth. */
  readonly topTenthLift: number | null;
}

/** Customers of equal repeats in calibration: what they were expected to buy and what they bought. */
export interface HoldoutBin {
  readonly repeats: number;
  readonly customers: number;
  readonly expected: number;
  readonly actual: number;
}

export interface ModelHoldout<Unit extends TimeUnit = TimeUnit> extends HoldoutScore {
  readonly fit: PurchaseFit<Unit>;
  /** Mean of -log P(actual count | history): lower is better, the proper score for single customers. */
  readonly logScore: number;
  /** Mean squared error of P(buys at all). */
  readonly activeBrier: number;
  /** Share of customers whose count lay in their own 90% predictive interval. */
  readonly intervalCoverage: number;
  /** Mean per customer by repeats 0..6 and 7+ (`repeats` 7). */
  readonly bins: readonly HoldoutBin[];
}

export interface PurchaseComparison<Unit extends TimeUnit = TimeUnit> {
  readonly models: readonly ModelHoldout<Unit>[];
  /** Every customer buys on at the pace of the calibration period. */
  readonly sameRate: HoldoutScore;
  /** Nobody buys again: the mean absolute error to beat, and why it must not be the headline. */
  readonly nothing: HoldoutScore;
  readonly forTotals: PurchaseModelId;
  readonly forCustomers: PurchaseModelId;
  readonly verdict: string;
}

/**
 * Fits all three models on the calibration period and lets the holdout judge: likelihood alone must not pick
 * (on CDNOW the model of best likelihood has the worst total).
 *
 * Throws PURCHASE_NO_HOLDOUT without a holdout or without a purchase in it, PURCHASE_OPTION without a model,
 * and what `fitPurchases` throws. Log score: Good (1952); Brier (1950).
 */
export function comparePurchaseModels<Unit extends TimeUnit>(
  cohort: PurchaseCohort<Unit>,
  models: readonly PurchaseModel[] = PURCHASE_MODELS,
): PurchaseComparison<Unit> {
  const { histories, holdout } = cohort;
  if (holdout === null) throw statisticsError('PURCHASE_NO_HOLDOUT', 'the cohort has no holdout period');
  const actual = holdout.purchases;
  const actualTotal = actual.reduce((sum, value) => sum + value, 0);
  if (actualTotal === 0) throw statisticsError('PURCHASE_NO_HOLDOUT', 'nobody bought in the holdout period');
  if (models.length === 0) throw statisticsError('PURCHASE_OPTION', 'models', models, 'pass at least one');
  const rows = purchaseRows(histories);
  const horizon = holdout.days / DAYS_PER_UNIT[histories.unit];
  const scored = models.map((model) => {
    const fit = fitPurchases(histories, model, { rows });
    return scoreModel(fit, rows, holdout, horizon);
  });
  const pace = histories.repeats.map((repeats, i) =>
    histories.age[i] === 0 ? 0 : (repeats / histories.age[i]!) * horizon,
  );
  const sameRate = score(pace, actual);
  const best = (by: (model: ModelHoldout<Unit>) => number) =>
    scored.reduce((a, b) => (by(b) < by(a) ? b : a));
  const forTotals = best((model) => Math.abs(model.totalError!));
  const forCustomers = best((model) => model.logScore);
  return Object.freeze({
    models: scored,
    sameRate,
    nothing: score(new Float64Array(actual.length), actual),
    forTotals: forTotals.fit.model.id,
    forCustomers: forCustomers.fit.model.id,
    verdict: verdictOf(scored, forTotals, forCustomers, sameRate),
  });
}

function verdictOf(
  scored: readonly ModelHoldout[],
  forTotals: ModelHoldout,
  forCustomers: ModelHoldout,
  sameRate: HoldoutScore,
): string {
  const percent = (value: number) => `${(100 * Math.abs(value)).toFixed(1)}%`;
  const side = forTotals.totalError! < 0 ? 'below' : 'above';
  const total = `for totals use ${forTotals.fit.model.name}: expect the total to be off by about ${percent(forTotals.totalError!)} (in the holdout it predicted ${Math.round(forTotals.predictedTotal)}, ${side} the actual ${forTotals.actualTotal}; the old pace carried on is off by ${percent(sameRate.totalError!)})`;
  const customers = `for single customers use ${forCustomers.fit.model.name}: best log score, ${forCustomers.logScore.toFixed(4)} a customer`;
  const doubtful = scored.filter((model) => model.fit.doubts.length > 0).map((model) => model.fit.model.name);
  const doubts = doubtful.length === 0 ? '' : `; read the doubts of ${doubtful.join(', ')}`;
  return `${total}; ${customers}${doubts}`;
}

function score(predicted: Float64Array, actual: Float64Array): HoldoutScore {
  let predictedTotal = 0;
  let actualTotal = 0;
  let absolute = 0;
  let square = 0;
  for (let i = 0; i < actual.length; i++) {
    const error = predicted[i]! - actual[i]!;
    predictedTotal += predicted[i]!;
    actualTotal += actual[i]!;
    absolute += Math.abs(error);
    square += error * error;
  }
  return {
    predictedTotal,
    actualTotal,
    totalError: actualTotal === 0 ? null : (predictedTotal - actualTotal) / actualTotal,
    meanAbsoluteError: absolute / actual.length,
    rootMeanSquareError: Math.sqrt(square / actual.length),
    topTenthLift: topTenthLift(predicted, actual, actualTotal),
  };
}

/** Ties at the edge of the tenth are shared in proportion, so the order of customers cannot matter. */
function topTenthLift(predicted: Float64Array, actual: Float64Array, total: number): number | null {
  const order = Int32Array.from(predicted.keys()).sort((i, j) => predicted[j]! - predicted[i]!);
  const wanted = predicted.length / 10;
  if (total === 0) return null;
  let taken = 0;
  let bought = 0;
  for (let from = 0; from < order.length && taken < wanted; ) {
    let to = from;
    let sum = 0;
    while (to < order.length && predicted[order[to]!] === predicted[order[from]!])
      sum += actual[order[to++]!]!;
    const share = Math.min(1, (wanted - taken) / (to - from));
    bought += share * sum;
    taken += share * (to - from);
    from = to;
  }
  return bought / total / 0.1;
}

const OPEN_BIN = 7;

function scoreModel<Unit extends TimeUnit>(
  fit: PurchaseFit<Unit>,
  rows: PurchaseRows,
  holdout: Holdout,
  horizon: number,
): ModelHoldout<Unit> {
  const { model, parameters } = fit;
  const actual = holdout.purchases;
  const expected = spread(
    rows,
    byRow(rows, (history) => model.expectedPurchases(parameters, history, horizon)),
  );
  const most = new Float64Array(rows.rowCount).fill(-1);
  rows.rowOfCustomer.forEach((row, i) => {
    most[row] = Math.max(most[row]!, actual[i]!);
  });
  // Each distribution reaches past the largest actual count and past the upper end of the 90% interval.
  const mass = Array.from(most, (largest, row) => {
    const history = rowHistory(rows, row);
    for (let reach = largest + 16; ; reach *= 2) {
      const found = model.purchaseDistribution(parameters, history, horizon, Math.min(reach, 1e6));
      if (reach >= 1e6 || found.reduce((sum, value) => sum + value, 0) > 0.95) return found;
    }
  });
  let logScore = 0;
  let brier = 0;
  let covered = 0;
  const bins = Array.from({ length: OPEN_BIN + 1 }, (_, repeats) => ({
    repeats,
    customers: 0,
    expected: 0,
    actual: 0,
  }));
  actual.forEach((count, i) => {
    const row = rows.rowOfCustomer[i]!;
    const chances = mass[row]!;
    logScore -= Math.log(chances[count]!);
    brier += (1 - chances[0]! - (count > 0 ? 1 : 0)) ** 2;
    if (isWithin(chances, count, 0.05)) covered++;
    const bin = bins[Math.min(OPEN_BIN, rows.rowRepeats[row]!)]!;
    bin.customers++;
    bin.expected += expected[i]!;
    bin.actual += count;
  });
  const size = actual.length;
  return Object.freeze({
    ...score(expected, actual),
    fit,
    logScore: logScore / size,
    activeBrier: brier / size,
    intervalCoverage: covered / size,
    bins: bins
      .filter((bin) => bin.customers > 0)
      .map((bin) => ({
        ...bin,
        expected: bin.expected / bin.customers,
        actual: bin.actual / bin.customers,
      })),
  });
}

/** Whether a count lies between the equal-tailed quantiles. */
function isWithin(chances: Float64Array, count: number, tail: number): boolean {
  let below = 0;
  for (let n = 0; n < count; n++) below += chances[n]!;
  return below < 1 - tail && below + chances[count]! > tail;
}
