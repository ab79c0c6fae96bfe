import type { FactBuilder } from '../fact-builder.js';
import { inBaseCurrencyToday, literal, resolvedAccount } from '../fragments.js';

/**
 * Monthly share of a charge in whole parts of a currency unit, rounded half up once, in whole numbers all the way: a
 * half cent that a float or a first rounding makes would be a cent. A year has 12 months, 52 weeks, 365 days, as billing
 * tools count it.
 * @param parts how many to the unit: 100 gives cents
 */
const monthlyParts = (parts: bigint): string => {
  const perYear = `CASE coalesce(item.interval, 'month') WHEN 'month' THEN 12 WHEN 'year' THEN 1 WHEN 'week' THEN 52 WHEN 'day' THEN 365 ELSE 0 END`;
  const unit = `(12 * item.interval_count * ${chargeScale / parts}::HUGEINT)`;
  return `(2 * item.charge * ${perYear} + ${unit}) // (2 * ${unit})`;
};

/** A charge is kept in units of 10^-18: amount 10^-4, quantity 10^-6, what the discount leaves of 100 10^-6. */
const chargeScale = 10n ** 18n;

/** A subscription that is over, although nobody wrote down when. */
const isOverUndated = (alias: string): string =>
  `${alias}.status IN ('canceled', 'expired') AND coalesce(${alias}.ended_at, ${alias}.canceled_at, ${alias}.cancel_at) IS NULL`;

/** The account of the subscription that a bill shows to have lived, where that says when it ended. */
const accountOfUndated = (subscription: string): string =>
  `(SELECT s.account_id FROM canonical.subscription s WHERE s.subscription_id = ${subscription} AND ${isOverUndated('s')})`;

/**
 * `derived.mrr_item`: a subscription item at one price for a while, as monthly recurring revenue.
 * Rules of the canon: unit x quantity x (1 - lasting discount) / months of the interval; trials, one-off and metered
 * prices, incomplete and unpaid subscriptions count nothing; paused ones stay. Rounded half up to the minor unit per
 * item, so that parts add up to the whole exactly. Foreign amounts at the as-of rate: no movement is only exchange rate.
 * An item has one price at a time: a version ends at the latest when the next one begins (decision 20, rule T-09). A
 * subscription that is over without a date of its end counts to the last day that is known of it (decision 21, rule R-01).
 */
export const mrrItemBase: FactBuilder = {
  table: 'derived.mrr_item',
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: {
    subscription: 'x.account_id',
    subscription_item:
      '(SELECT s.account_id FROM canonical.subscription s WHERE s.subscription_id = x.subscription_id)',
    // Bills say how long a subscription lived that is over without a date.
    invoice: accountOfUndated('x.subscription_id'),
    invoice_line: `unnest([${accountOfUndated('x.subscription_id')}, ${accountOfUndated('(SELECT v.subscription_id FROM canonical.invoice v WHERE v.invoice_id = x.invoice_id)')}])`,
    price: null,
    product: null,
    fx_rate: null,
  },
  select: (context) => {
    const account = resolvedAccount(context, 's.account_id');
    const only = context.only('account', account.value);
    const base = literal(context.config.organisation.currency);
    const money = inBaseCurrencyToday(context, 'priced.amount', 'priced.currency', 'rate');
    // Rounded once, after the conversion.
    const foreign = context.hasForeignMoney ? 'round(priced.amount * rate.rate, 2)' : 'NULL';
    return `
WITH version AS (
  -- The first version of an item may leave its start to the subscription. Versions without length never held.
  SELECT i.*, s.discount_percent AS subscription_discount, s.currency AS subscription_currency,
         coalesce(i.valid_from_date, s.started_at_date) AS starts_on, coalesce(i.valid_from, s.started_at) AS starts_at
  FROM canonical.subscription_item i
  JOIN canonical.subscription s ON s.subscription_id = i.subscription_id ${account.join}
  WHERE NOT (coalesce(i.is_deleted, false) AND i.valid_to IS NULL)
    AND coalesce(i.valid_to > coalesce(i.valid_from, s.started_at), true) ${only}
),
item AS (
  SELECT i.item_id, i.subscription_id, coalesce(i.product_id, p.product_id) AS product_id,
         (coalesce(i.unit_amount, p.unit_amount) * 10000)::HUGEINT * (coalesce(i.quantity, 1) * 1000000)::HUGEINT
           * ((100 - coalesce(i.discount_percent, i.subscription_discount, 0)) * 1000000)::HUGEINT AS charge,
         coalesce(i.interval, p.interval) AS interval, coalesce(i.interval_count, p.interval_count, 1) AS interval_count,
         coalesce(i.currency, p.currency, i.subscription_currency) AS currency,
         i.starts_on AS valid_from, least(i.valid_to_date, lead(i.starts_on) OVER versions) AS valid_to,
         coalesce(p.is_metered, false) AS is_metered, coalesce(i.origin, 'inferred') AS origin, i._batch_id, i._row
  FROM version i
  LEFT JOIN canonical.price p ON p.price_id = i.price_id
  WINDOW versions AS (PARTITION BY i.subscription_id, i.item_id ORDER BY i.starts_on NULLS FIRST, i.starts_at, i.valid_from NULLS FIRST)
  UNION ALL
  SELECT s.subscription_id, s.subscription_id, NULL, (s.mrr * 10000)::HUGEINT * 100000000000000::HUGEINT, 'month', 1, s.currency, s.started_at_date, NULL, false,
         'inferred', s._batch_id, s._row
  FROM canonical.subscription s
  WHERE s.mrr IS NOT NULL
    AND NOT EXISTS (SELECT 1 FROM canonical.subscription_item i WHERE i.subscription_id = s.subscription_id)
),
undated AS (
  SELECT s.subscription_id, s.started_at_date FROM canonical.subscription s ${account.join} WHERE ${isOverUndated('s')} ${only}
),
last_known AS (
  SELECT subscription_id, max(date) AS date FROM (
    SELECT subscription_id, started_at_date AS date FROM undated
    UNION ALL
    SELECT subscription_id, greatest(starts_on, valid_to_date) FROM version SEMI JOIN undated USING (subscription_id)
    UNION ALL
    SELECT coalesce(l.subscription_id, v.subscription_id), greatest(v.issued_at_date, l.period_end_date)
    FROM canonical.invoice v LEFT JOIN canonical.invoice_line l ON l.invoice_id = v.invoice_id
    WHERE coalesce(v.status, 'paid') IN ('open', 'paid', 'uncollectible') AND NOT coalesce(v.is_deleted, false)
      AND coalesce(l.subscription_id, v.subscription_id) IN (SELECT subscription_id FROM undated)
  ) known GROUP BY subscription_id
),
priced AS (
  SELECT item.*, ${account.value} AS account_id, s.cancel_reason, s.is_involuntary,
         item.charge > 0 AS is_charged, ${monthlyParts(100n)} AS cents,
         ((${monthlyParts(10_000_000_000n)})::DECIMAL(28,0) * 0.0000000001)::DECIMAL(24,10) AS amount,
         greatest(item.valid_from, s.trial_end_date) AS from_date,
         least(item.valid_to, s.ended_at_date, CASE WHEN s.status IN ('canceled', 'expired') THEN
           -- Where nothing at all is known it counts on no day: a length would be made up.
           coalesce(s.ended_at_date, s.canceled_at_date, s.cancel_at_date, known.date, from_date) END) AS to_date,
         s.cancel_at IS NOT NULL AS has_scheduled_end
  FROM item JOIN canonical.subscription s ON s.subscription_id = item.subscription_id
  LEFT JOIN last_known known ON known.subscription_id = s.subscription_id
  ${account.join}
  WHERE NOT item.is_metered AND coalesce(item.interval, 'month') <> 'one_off'
    AND coalesce(s.status, 'active') NOT IN ('incomplete', 'unpaid')
    AND NOT (coalesce(s.status, 'active') = 'trialing' AND s.trial_end IS NULL)
    AND NOT coalesce(s.is_trial, false) AND NOT coalesce(s.is_deleted, false)
    ${only}
)
SELECT item_id, subscription_id, account_id, product_id, cancel_reason, is_involuntary,
       (CASE WHEN coalesce(priced.currency, ${base}) = ${base} THEN priced.cents::DECIMAL(18,0) * 0.01
             ELSE ${foreign} END)::DECIMAL(18,4) AS mrr, from_date,
       to_date, has_scheduled_end, origin, _batch_id, _row
FROM priced ${money.join}
WHERE account_id IS NOT NULL AND from_date IS NOT NULL AND is_charged AND priced.cents IS NOT NULL
  AND (to_date IS NULL OR to_date > from_date)`;
  },
};
