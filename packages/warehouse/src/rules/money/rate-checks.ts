import type { TableCheck } from '../rule.js';
import { asOf, baseCurrency } from '../sql-words.js';

/** Amounts that figures add up, with the day on which they are converted: flows on their own, balances today. */
const amounts: readonly (readonly [entity: string, key: string, amount: string, day: string])[] = [
  ['order', 'order_id', 'coalesce(x.net, x.gross, 1)', 'x.ordered_at_date'],
  ['invoice', 'invoice_id', 'coalesce(x.subtotal, x.total, 1)', 'x.issued_at_date'],
  ['refund', 'refund_id', 'x.amount', 'x.refunded_at_date'],
  ['deal', 'deal_id', 'x.amount', `coalesce(x.closed_at_date, ${asOf})`],
  ['subscription', 'subscription_id', 'x.mrr', asOf],
  ['subscription_item', 'item_id', 'x.unit_amount', asOf],
  ['price', 'price_id', 'x.unit_amount', asOf],
  ['marketing_spend', 'spend_id', 'x.amount', 'x.started_on'],
  ['cost_item', 'cost_id', 'x.amount', 'x.started_on'],
  ['contract', 'contract_id', 'x.value', 'x.due_on'],
  ['quota', 'quota_id', 'x.amount', 'x.started_on'],
  ['cash_flow', 'cash_flow_id', 'x.amount', 'x.flowed_on'],
];

/**
 * Foreign amounts without a rate on or before their day. A missing rate is never 1: the figures are withheld.
 * The first rate of a currency decides: there is a rate by a day exactly when the first one is no later.
 */
export const rateChecks: readonly TableCheck[] = amounts.map(([entity, key, amount, day]) => ({
  entity,
  reads: ['fx_rate'],
  breaks: `SELECT x.${key} AS record, 'no rate from ' || x.currency || ' to ' || ${baseCurrency} || ' by ' || ${day} AS message
    FROM canonical."${entity}" x
    LEFT JOIN (SELECT currency, min(day) AS day FROM resolved.fx GROUP BY currency) f ON f.currency = x.currency
    WHERE x.currency <> ${baseCurrency} AND ${amount} <> 0 AND (f.day IS NULL OR f.day > ${day})`,
  population: `SELECT count(*) AS n FROM canonical."${entity}"`,
}));
