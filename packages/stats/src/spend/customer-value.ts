import { statisticsError } from '../errors.js';
import type { PurchaseFit } from '../purchase/fit.js';
import { LEGENDRE_NODES, LEGENDRE_WEIGHTS } from '../purchase/gauss-legendre.js';
import type { PurchaseHistories, PurchaseHistory } from '../purchase/histories.js';
import { byRow, sameUnit, spread } from '../purchase/predict.js';
import { type PurchaseRows, purchaseRows } from '../purchase/rows.js';
import { type Duration, lengthIn, type TimeUnit } from '../purchase/time-unit.js';
import { sameCurrency } from './currency.js';
import { continuousRate, type DiscountRate } from './discount-rate.js';
import { expectedSpend } from './gamma-gamma.js';
import { checkSpend, type SpendColumns } from './spend-columns.js';
import type { SpendFit } from './spend-fit.js';

export interface ValueOptions<Unit extends TimeUnit> {
  /** How far ahead, in the unit of the purchase model; 'all' for all future (needs a discount above 0 or a light tail). */
  readonly horizon: Duration<NoInfer<Unit>> | 'all';
  readonly discount: DiscountRate;
  /** Share of revenue that is margin, above 0 to 1. */
  readonly margin: number;
  readonly rows?: PurchaseRows;
}

/** Expected discounted margin of each customer's future purchases. */
export interface CustomerValue<Currency extends string, Unit extends TimeUnit> {
  readonly currency: Currency;
  readonly unit: Unit;
  /** Of each customer, in the currency. */
  readonly value: Float64Array;
  readonly total: number;
  /** Purchases behind it, discounted. */
  readonly discountedPurchases: Float64Array;
  /** Expected order of each customer, and how many rest on a median because the mean is infinite. */
  readonly expectedSpend: Float64Array;
  readonly medianBased: number;
  /** The continuous discount rate per unit that was used. */
  readonly continuousRate: number;
}

/**
 * Customer lifetime value, in the currency of the spend fit, one a customer: margin (a share above 0, up to
 * 1) times expected order times discounted expected purchases. Units are checked twice: by the compiler, and
 * here. The discount is continuous and exact (integrated, not "12 blocks of 30 days"). Assumes spend
 * independent of frequency: read the spend fit's association.
 *
 * Throws PURCHASE_UNIT, PURCHASE_DURATION, SPEND_CURRENCY, SPEND_CURRENCY_MIXED, SPEND_DISCOUNT, SPEND_SHAPE,
 * SPEND_VALUE, SPEND_OPTION (margin) and, for horizon 'all' without discount, PURCHASE_UNBOUNDED. Fader,
 * Hardie & Lee (2005), "RFM and CLV".
 */
export function customerValue<Unit extends TimeUnit, Currency extends string>(
  purchases: PurchaseFit<Unit>,
  histories: PurchaseHistories<NoInfer<Unit>>,
  spend: SpendFit<Currency>,
  columns: SpendColumns<NoInfer<Currency>>,
  options: ValueOptions<Unit>,
): CustomerValue<Currency, Unit> {
  sameUnit(purchases, histories);
  sameCurrency(columns.currency, spend.currency);
  checkSpend(columns);
  if (columns.orders.length !== histories.customers) {
    throw statisticsError('SPEND_SHAPE', 'orders', columns.orders.length, histories.customers);
  }
  const { margin } = options;
  if (!(margin > 0 && margin <= 1)) {
    throw statisticsError('SPEND_OPTION', 'margin', margin, 'pass a share above 0, at most 1 (0.3 for 30%)');
  }
  const rate = continuousRate(options.discount, purchases.unit);
  const rows = options.rows ?? purchaseRows(histories);
  const { model, parameters } = purchases;
  const horizon = options.horizon === 'all' ? null : lengthIn(options.horizon, purchases.unit, 'horizon');
  const discounted = spread(
    rows,
    byRow(rows, (history) =>
      horizon === null
        ? model.discountedPurchases(parameters, history, rate)
        : discountedUntil(purchases, history, horizon, rate),
    ),
  );
  let medianBased = 0;
  const orderValue = discounted.map((_, i) => {
    const expected = expectedSpend(spend.parameters, columns.orders[i]!, columns.meanSpend[i]!);
    if (expected.basis === 'median') medianBased++;
    return expected.value;
  });
  const value = discounted.map((count, i) => margin * orderValue[i]! * count);
  return Object.freeze({
    currency: spend.currency,
    unit: purchases.unit,
    value,
    total: value.reduce((sum, one) => sum + one, 0),
    discountedPurchases: discounted,
    expectedSpend: orderValue,
    medianBased,
    continuousRate: rate,
  });
}

/**
 * Expected purchases in (0, horizon] discounted at the continuous `rate`: with M(t) the expected purchases
 * until t, exp(-d h) M(h) + d times the integral of exp(-d t) M(t), on panels of equal width in
 * log(1 + t / (scale + age)), where M is smooth.
 */
export function discountedUntil(
  { model, parameters }: PurchaseFit,
  history: PurchaseHistory,
  horizon: number,
  rate: number,
): number {
  const expected = (t: number) => model.expectedPurchases(parameters, history, t);
  if (rate === 0 || horizon === 0) return expected(horizon);
  // Beyond exp(-60) nothing is left to discount.
  const end = Math.min(horizon, 60 / rate);
  const scales = parameters.filter((_, i) => model.timePowers[i] === 1);
  const near = Math.min(...scales, 1 / rate) + history.age;
  const width = Math.log1p(end / near);
  const panels = Math.max(1, Math.ceil(width / 0.7));
  const half = width / panels / 2;
  let sum = 0;
  for (let panel = 0; panel < panels; panel++) {
    const center = (2 * panel + 1) * half;
    LEGENDRE_NODES.forEach((node, k) => {
      const place = center + half * node;
      const t = near * Math.expm1(place);
      sum += LEGENDRE_WEIGHTS[k]! * half * Math.exp(place - rate * t) * expected(t);
    });
  }
  return Math.exp(-rate * end) * expected(end) + rate * near * sum;
}
