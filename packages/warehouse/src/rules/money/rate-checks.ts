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
  ['payment', 'payment_id', 'x.amount', 'x.paid_at_date'],
];

/** Lines in a currency of their own, converted on the day of what they belong to. */
const lines: readonly (readonly [entity: string, key: string, parent: string, day: string])[] = [
  ['order_line', 'order_line_id', 'order', 'ordered_at_date'],
  ['invoice_line', 'invoice_line_id', 'invoice', 'issued_at_date'],
];

const firstRate = '(SELECT currency, min(day) AS day FROM resolved.fx GROUP BY currency)';

/**
 * Foreign amounts without a rate on or before their day. A missing rate is never 1: the figures are withheld.
 * The first rate of a currency decides: there is a rate by a day exactly when the first one is no later.
 */
export const rateChecks: readonly TableCheck[] = [
  ...amounts.map(([entity, key, amount, day]) => ({
    entity,
    reads: ['fx_rate'],
    breaks: `SELECT x.${key} AS record, 'no rate from ' || x.currency || ' to ' || ${baseCurrency} || ' by ' || ${day} AS message
      FROM canonical."${entity}" x LEFT JOIN ${firstRate} f ON f.currency = x.currency
      WHERE x.currency <> ${baseCurrency} AND ${amount} <> 0 AND (f.day IS NULL OR f.day > ${day})`,
    population: `SELECT count(*) AS n FROM canonical."${entity}"`,
  })),
  ...lines.map(([entity, key, parent, day]) => ({
    entity,
    reads: ['fx_rate', parent],
    breaks: `SELECT x.${key} AS record, 'no rate from ' || x.currency || ' to ' || ${baseCurrency} || ' by ' || p.${day} AS message
      FROM canonical.${entity} x JOIN canonical."${parent}" p ON p.${parent}_id = x.${parent}_id LEFT JOIN ${firstRate} f ON f.currency = x.currency
      WHERE x.currency <> ${baseCurrency} AND x.currency IS DISTINCT FROM p.currency AND (f.day IS NULL OR f.day > p.${day})`,
    population: `SELECT count(*) AS n FROM canonical.${entity}`,
  })),
];
