import { mrrItemBase } from '../derived/mrr-item-base.js';
import { orderNet } from '../derived/order-net.js';
import type { FactBuilder, FactContext } from '../fact-builder.js';
import { resolvedAccount } from '../fragments.js';

type Source = (context: FactContext) => string;

/** Paying time under subscriptions: islands of MRR above 0. */
const fromSubscriptions: Source = (context) => `
  SELECT account_id, from_date, to_date FROM derived.mrr_span WHERE true ${context.only('account', 'account_id')}`;

/**
 * Paying time under contracts, for accounts that no billing system knows: from the start to the end, on and on while they
 * are renewed or undecided. Where there is a subscription, what was billed says more than what was signed.
 */
const fromContracts: Source = (context) => {
  const account = resolvedAccount(context, 'k.account_id');
  return `
  SELECT ${account.value} AS account_id, coalesce(k.started_on, k.due_on) AS from_date,
         CASE WHEN k.outcome = 'churned' THEN k.due_on END AS to_date
  FROM canonical.contract k ${account.join}
  WHERE NOT coalesce(k.is_deleted, false)
    AND ${account.value} NOT IN (SELECT account_id FROM subscription_holder) ${context.only('account', account.value)}`;
};

/** Dates of purchase; each keeps a customer for the lapse window. */
export const purchases: Record<'orders' | 'invoices' | 'won_deals', Source> = {
  orders: (context) => `
  SELECT account_id, ordered_date AS date FROM derived.order_net
  WHERE account_id IS NOT NULL AND coalesce(net, 0) > 0 ${context.only('account', 'account_id')}`,
  invoices: (context) => {
    const account = resolvedAccount(context, 'i.account_id');
    return `
  SELECT ${account.value} AS account_id, i.issued_at_date AS date FROM canonical.invoice i ${account.join}
  WHERE i.account_id IS NOT NULL AND coalesce(i.status, 'paid') IN ('open', 'paid') AND NOT coalesce(i.is_deleted, false)
    AND coalesce(i.subtotal, i.total, 0) > 0 ${context.only('account', account.value)}`;
  },
  won_deals: (context) => `
  SELECT account_id, closed_date AS date FROM derived.deal
  WHERE account_id IS NOT NULL AND is_won AND closed_date IS NOT NULL ${context.only('account', 'account_id')}`,
};

/**
 * Spans out of dates of purchase: a gap longer than the lapse window ends one. Of the dates only those that begin a span
 * are kept, with the date before; a span's last date is the one before the next begins (one sort of all purchases, not
 * the two and the grouping that gaps and islands take).
 */
const lapseSpans = (source: string, context: FactContext): string => `
  SELECT account_id, date AS from_date,
         -- In the future for a customer who still has time to buy again: no import has to move it when time goes by.
         coalesce(lead(before) OVER (PARTITION BY account_id ORDER BY date), last) + ${context.lapseDays} AS to_date
  FROM (
    SELECT account_id, date, lag(date) OVER account AS before,
           last_value(date) OVER (account ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING) AS last
    FROM (${source}) purchase
    WHERE date IS NOT NULL
    WINDOW account AS (PARTITION BY account_id ORDER BY date)
  ) gap
  WHERE before IS NULL OR date - before > ${context.lapseDays}`;

/** Touching or overlapping spans of an account become one. */
const merged = (source: string): string => `
  SELECT account_id, min(from_date) AS from_date,
         CASE WHEN bool_or(to_date IS NULL) THEN NULL ELSE max(to_date) END AS to_date
  FROM (
    SELECT *, count(*) FILTER (is_start) OVER (PARTITION BY account_id ORDER BY from_date, to_date NULLS LAST ROWS UNBOUNDED PRECEDING) AS island
    FROM (
      SELECT *, coalesce(from_date > max(coalesce(to_date, DATE '9999-12-31')) OVER (
               PARTITION BY account_id ORDER BY from_date, to_date NULLS LAST ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), true) AS is_start
      FROM (${source}) span
    ) started
  ) numbered
  GROUP BY account_id, island`;

const contractual = (context: FactContext): string =>
  merged(`${fromSubscriptions(context)} UNION ALL ${fromContracts(context)}`);

/**
 * The spans by the organisation's basis. `auto`: what was agreed where an account has a contract or a subscription with a
 * recurring price, else its purchases: who pays by use, or bought after a trial, is a customer by what was bought.
 */
const spans = (context: FactContext): string => {
  const basis = context.config.customers.basis;
  if (basis === 'contracts') return `SELECT *, 'contract' AS basis FROM (${contractual(context)})`;
  if (basis === 'account_flag') {
    return `
  SELECT account_id, coalesce(first_paid_date, created_date) AS from_date, churned_date AS to_date, 'account_flag' AS basis
  FROM resolved.account WHERE coalesce(first_paid_date, created_date) IS NOT NULL ${context.only('account', 'account_id')}`;
  }
  if (basis !== 'auto')
    return `SELECT *, 'lapse' AS basis FROM (${lapseSpans(purchases[basis](context), context)})`;
  const anyPurchase = `${purchases.orders(context)} UNION ALL ${purchases.invoices(context)}
    UNION ALL SELECT account_id, date FROM (${purchases.won_deals(context)}) won
      WHERE NOT EXISTS (SELECT 1 FROM canonical."order") AND NOT EXISTS (SELECT 1 FROM canonical.invoice)`;
  return `
  SELECT *, 'contract' AS basis FROM contract
  UNION ALL
  SELECT *, 'lapse' AS basis FROM (${lapseSpans(
    `SELECT account_id, date FROM (${anyPurchase}) p
     WHERE account_id NOT IN (SELECT account_id FROM contract_holder)`,
    context,
  )})`;
};

/** `facts.customer_span`: the times in which an account was a paying customer. */
export const customerSpan: FactBuilder = {
  table: 'facts.customer_span',
  readsLapseDays: true,
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: {
    ...orderNet.touchedBy,
    ...mrrItemBase.touchedBy,
    invoice: `unnest([x.account_id, ${mrrItemBase.touchedBy.invoice}])`,
    contract: 'x.account_id',
    // Where the deal belonged before, and where it belongs now: `facts.deal` is built after this one.
    deal: `unnest([x.account_id, (SELECT d.account_id FROM derived.deal d WHERE d.deal_id = x.deal_id),
             (SELECT f.account_id FROM facts.deal f WHERE f.record_id = x.deal_id)])`,
    deal_party: 'x.account_id',
    deal_stage_history: '(SELECT d.account_id FROM derived.deal d WHERE d.deal_id = x.deal_id)',
    pipeline_stage: null,
    entity_merge: null,
    account: 'x.account_id',
    account_history: 'x.account_id',
  },
  select: (context) => `
WITH subscription_holder AS (
  SELECT DISTINCT account_id FROM derived.mrr_item WHERE true ${context.only('account', 'account_id')}
),
contract AS (${context.config.customers.basis === 'auto' ? contractual(context) : 'SELECT NULL::VARCHAR AS account_id, NULL::DATE AS from_date, NULL::DATE AS to_date WHERE false'}),
contract_holder AS (
  SELECT account_id FROM subscription_holder UNION SELECT account_id FROM contract WHERE account_id IS NOT NULL
),
span AS (${spans(context)}),
ended AS (
  SELECT account_id, to_date, max(cancel_reason) AS end_reason, bool_or(is_involuntary) AS is_involuntary
  FROM derived.mrr_item WHERE to_date IS NOT NULL ${context.only('account', 'account_id')} GROUP BY ALL
)
SELECT NULL::VARCHAR AS record_id, NULL::VARCHAR AS batch_id, NULL::BIGINT AS row_number, s.account_id,
       a.segment, a.industry, a.country, a.region, a.plan, a.size_band, a.channel,
       strftime(first_value(s.from_date) OVER account, '%Y-%m') AS cohort,
       a.owner, (row_number() OVER account)::INTEGER AS sequence, s.from_date, s.to_date,
       lead(s.from_date) OVER account AS next_from_date, lead(s.to_date) OVER account AS next_to_date,
       s.to_date - s.from_date AS days, s.basis,
       CASE WHEN s.basis = 'lapse' AND s.to_date IS NOT NULL THEN 'lapsed' ELSE e.end_reason END AS end_reason,
       coalesce(e.is_involuntary, false) AS is_involuntary
FROM span s
JOIN resolved.account a ON a.account_id = s.account_id
LEFT JOIN ended e ON e.account_id = s.account_id AND e.to_date = s.to_date
WHERE s.from_date IS NOT NULL AND (s.to_date IS NULL OR s.to_date > s.from_date) ${context.only('account', 'a.account_id')}
WINDOW account AS (PARTITION BY s.account_id ORDER BY s.from_date)`,
};
