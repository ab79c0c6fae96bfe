import { statisticsError } from '../errors.js';
import { requireLevel } from '../interval/check.js';
import { continuousRate, type DiscountRate } from '../spend/discount-rate.js';
import type { PurchaseFit } from './fit.js';
import type { PurchaseHistories, PurchaseHistory } from './histories.js';
import { type PurchaseRows, purchaseRows } from './rows.js';
import { type Duration, lengthIn, type TimeUnit } from './time-unit.js';

export interface PredictOptions<Unit extends TimeUnit> {
  /** How far ahead, in the unit of the fit. */
  readonly horizon: Duration<NoInfer<Unit>>;
  /** Level of the predictive interval of each customer's purchases; left out, none is computed. */
  readonly level?: number;
  /** With it, the discounted expected residual purchases (all future) are given too. */
  readonly discount?: DiscountRate;
  /** Grouped rows of the same histories, to share them. */
  readonly rows?: PurchaseRows;
}

/** What a fit expects of each customer, by column, in the order of the histories. */
export interface PurchasePrediction {
  readonly probabilityAlive: Float64Array;
  readonly expectedPurchases: Float64Array;
  /** Smallest counts holding the level's tails: outcome uncertainty, which dwarfs that of the parameters. */
  readonly interval: { readonly low: Float64Array; readonly high: Float64Array } | null;
  readonly discountedPurchases: Float64Array | null;
  /** Sum of the expectations. */
  readonly total: number;
}

/**
 * Predicts each customer's next purchases, one value a customer, each distinct history computed once.
 * Formulas of the model of the fit: Schmittlein, Morrison & Colombo (1987), Fader, Hardie & Lee (2005) or
 * Batislam, Denizel & Filiztekin (2007).
 *
 * Throws PURCHASE_UNIT when the histories or the horizon are in another unit than the fit. Also throws
 * PURCHASE_DURATION, INTERVAL_LEVEL, SPEND_DISCOUNT, PURCHASE_UNBOUNDED and, with a level, PURCHASE_OPTION as
 * `predictiveInterval`.
 */
export function predictPurchases<Unit extends TimeUnit>(
  fit: PurchaseFit<Unit>,
  histories: PurchaseHistories<NoInfer<Unit>>,
  options: PredictOptions<Unit>,
): PurchasePrediction {
  const horizon = lengthIn(options.horizon, fit.unit, 'horizon');
  sameUnit(fit, histories);
  const rows = options.rows ?? purchaseRows(histories);
  const rate = options.discount === undefined ? null : continuousRate(options.discount, fit.unit);
  const { model, parameters } = fit;
  const alive = byRow(rows, (history) => model.probabilityAlive(parameters, history));
  const expected = byRow(rows, (history) => model.expectedPurchases(parameters, history, horizon));
  const expectedPurchases = spread(rows, expected);
  return Object.freeze({
    probabilityAlive: spread(rows, alive),
    expectedPurchases,
    interval: options.level === undefined ? null : intervals(fit, rows, horizon, options.level),
    discountedPurchases:
      rate === null
        ? null
        : spread(
            rows,
            byRow(rows, (history) => model.discountedPurchases(parameters, history, rate)),
          ),
    total: expectedPurchases.reduce((sum, value) => sum + value, 0),
  });
}

/** Throws PURCHASE_UNIT unless the histories are in the unit of the fit. */
export function sameUnit(fit: PurchaseFit, histories: PurchaseHistories): void {
  if (histories.unit !== fit.unit)
    throw statisticsError('PURCHASE_UNIT', 'the fit', fit.unit, histories.unit);
}

/** The history each distinct row stands for, in the unit of the data. */
export function rowHistory(rows: PurchaseRows, row: number): PurchaseHistory {
  return {
    repeats: rows.rowRepeats[row]!,
    recency: rows.rowRecency[row]! * rows.scale,
    age: rows.rowAge[row]! * rows.scale,
  };
}

/** A value for each distinct row. */
export function byRow(rows: PurchaseRows, value: (history: PurchaseHistory) => number): Float64Array {
  return Float64Array.from({ length: rows.rowCount }, (_, row) => value(rowHistory(rows, row)));
}

/** Row values spread over customers. */
export function spread(rows: PurchaseRows, values: Float64Array): Float64Array {
  return Float64Array.from(rows.rowOfCustomer, (row) => values[row]!);
}

function intervals(fit: PurchaseFit, rows: PurchaseRows, horizon: number, level: number) {
  const low = new Float64Array(rows.rowCount);
  const high = new Float64Array(rows.rowCount);
  for (let row = 0; row < rows.rowCount; row++) {
    [low[row], high[row]] = predictiveInterval(fit, rowHistory(rows, row), horizon, level);
  }
  return { low: spread(rows, low), high: spread(rows, high) };
}

/**
 * Equal-tailed predictive interval of one customer's purchases in the next `horizon` (in the fit's unit):
 * quantiles of the distribution that the model gives (Schmittlein, Morrison & Colombo 1987; Fader, Hardie &
 * Lee 2005). Whole purchases, 0 up. Throws INTERVAL_LEVEL (level outside (0, 1)), PURCHASE_HISTORY, and
 * PURCHASE_OPTION for a horizon that is negative or holds a million purchases.
 */
export function predictiveInterval(
  fit: PurchaseFit,
  history: PurchaseHistory,
  horizon: number,
  level: number,
): [number, number] {
  requireLevel(level);
  const { model, parameters } = fit;
  const tail = (1 - level) / 2;
  const mean = model.expectedPurchases(parameters, history, horizon);
  for (let most = Math.ceil(2 * mean) + 8; ; most = most * 2 + 8) {
    const mass = model.purchaseDistribution(parameters, history, horizon, Math.min(most, 1e6));
    let sum = 0;
    let low = -1;
    for (let n = 0; n < mass.length; n++) {
      sum += mass[n]!;
      if (low < 0 && sum > tail) low = n;
      if (sum >= 1 - tail) return [low, n];
    }
    if (most >= 1e6) throw statisticsError('PURCHASE_OPTION', 'horizon', horizon, 'pass a shorter horizon');
  }
}
