import type { TableCheck } from '../rule.js';

/** Amounts that figures add up, with the day on which they are converted. */
const amounts: readonly (readonly [entity: string, key: string, amount: string, day: string])[] = [
  ['order', 'order_id', 'coalesce(x.net, x.gross)', 'x.ordered_at_date'],
  ['invoice', 'invoice_id', 'coalesce(x.subtotal, x.total)', 'x.issued_at_date'],
  ['refund', 'refund_id', 'x.amount', 'x.refunded_at_date'],
  [
    'deal',
    'deal_id',
    'x.amount',
    "coalesce(x.closed_at_date, (SELECT value::DATE FROM control.setting WHERE name = 'as_of'))",
  ],
  ['marketing_spend', 'spend_id', 'x.amount', 'x.started_on'],
  ['cost_item', 'cost_id', 'x.amount', 'x.started_on'],
  ['contract', 'contract_id', 'x.value', 'x.due_on'],
  ['quota', 'quota_id', 'x.amount', 'x.started_on'],
  ['cash_flow', 'cash_flow_id', 'x.amount', 'x.flowed_on'],
];

const base = `(SELECT value FROM control.setting WHERE name = 'currency')`;

/** Foreign amounts without a rate on or before their day. A missing rate is never 1: the figures are withheld. */
export const rateChecks: readonly TableCheck[] = amounts.map(([entity, key, amount, day]) => ({
  entity,
  reads: ['fx_rate'],
  breaks: `SELECT x.${key} AS record, 'no rate from ' || x.currency || ' to ' || ${base} || ' by ' || ${day} AS message
    FROM canonical."${entity}" x
    WHERE x.currency <> ${base} AND ${amount} <> 0
      AND NOT EXISTS (SELECT 1 FROM resolved.fx f WHERE f.currency = x.currency AND f.day <= ${day})`,
  population: `SELECT count(*) AS n FROM canonical."${entity}"`,
}));
