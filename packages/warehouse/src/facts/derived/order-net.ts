import type { FactBuilder } from '../fact-builder.js';
import { inBaseCurrency, live, resolvedAccount } from '../fragments.js';

/** Line kinds that are revenue; adjustments and donations are not sales. */
export const saleKinds = `('product', 'shipping', 'fee', 'discount', 'gift_card')`;

/**
 * `derived.order_net`: one row an order that stands, with what came back taken off the order it came back from.
 * A reversal that names its order reduces it; one that names none reduces, line by line, the orders of what the customer
 * still held of the product (`derived.reversal`). Such a line is no part of the order it stands in: it would be taken off
 * twice. Refunds reduce their order. A reversal that was cancelled took nothing back.
 */
export const orderNet: FactBuilder = {
  table: 'derived.order_net',
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: {
    // A reversal touches the order that it names too, whoever it says bought.
    order: `unnest(CASE WHEN x.cancels_order_id IS NULL THEN [x.account_id]
      ELSE [x.account_id, (SELECT o.account_id FROM canonical."order" o WHERE o.order_id = x.cancels_order_id)] END)`,
    order_line: `unnest((SELECT CASE WHEN o.cancels_order_id IS NULL THEN [o.account_id] ELSE [o.account_id, c.account_id] END
      FROM canonical."order" o LEFT JOIN canonical."order" c ON c.order_id = o.cancels_order_id WHERE o.order_id = x.order_id))`,
    refund: '(SELECT o.account_id FROM canonical."order" o WHERE o.order_id = x.order_id)',
    fx_rate: null,
    product: null,
  },
  select: (context) => {
    const account = resolvedAccount(context, 'o.account_id');
    const orderMoney = (column: string) =>
      inBaseCurrency(context, column, 'coalesce(o.currency, line.currency)', 'o.ordered_at_date', 'rate');
    const gross = orderMoney('coalesce(o.net, line.amount, o.gross - coalesce(o.discount, 0))');
    const cost = orderMoney('coalesce(o.cost, line.cost)');
    const named = resolvedAccount(context, 'c.account_id', 'named_link');
    const touched = context.only('account', account.value);
    const written = `
  SELECT ${account.value} AS account_id, o.order_id, o.ordered_at_date, o.channel, o.country, o.cancels_order_id, o.status, o.currency,
         o.net, o.gross, o.discount, o.cost, o._batch_id, o._row
  FROM canonical."order" o ${account.join} WHERE ${live('o')}`;
    // Of a refresh: the orders of the touched accounts, and those of others that name one of them.
    const wanted = touched
      ? `${written} ${touched} UNION ${written} AND o.cancels_order_id IN (
      SELECT c.order_id FROM canonical."order" c ${named.join} WHERE true ${context.only('account', named.value)})`
      : written;
    const back = inBaseCurrency(context, 'f.amount', 'f.currency', 'f.refunded_at_date', 'refund_rate');
    return `
WITH wanted AS (${wanted}),
written AS (
  SELECT o.order_id, o.account_id, o.ordered_at_date AS ordered_date, o.channel, o.country, o.cancels_order_id, o.status, o._batch_id, o._row,
         ${gross.value} AS gross, ${cost.value} AS cost
  FROM wanted o
  LEFT JOIN (
    SELECT l.order_id, sum(coalesce(l.amount, (l.quantity * l.unit_price)::DECIMAL(18,4))) FILTER (coalesce(l.kind, 'product') IN ${saleKinds})::DECIMAL(18,4) AS amount,
           sum(l.quantity * coalesce(l.unit_cost, p.unit_cost))::DECIMAL(18,4) AS cost, max(l.currency) AS currency
    FROM ${touched ? '(SELECT * FROM canonical.order_line WHERE order_id IN (SELECT order_id FROM wanted))' : 'canonical.order_line'} l
    LEFT JOIN canonical.product p ON p.product_id = l.product_id GROUP BY l.order_id
  ) line ON line.order_id = o.order_id
  ${gross.join}
),
orders AS (
  SELECT w.* REPLACE ((w.gross + coalesce(b.amount, 0))::DECIMAL(18,4) AS gross)
  FROM written w LEFT JOIN (
    SELECT back_order_id AS order_id, sum(amount) AS amount FROM derived.reversal WHERE order_id IS NOT NULL GROUP BY ALL
  ) b ON b.order_id = w.order_id
  WHERE w.gross IS NULL OR w.gross >= 0 OR w.cancels_order_id IS NOT NULL OR w.gross + coalesce(b.amount, 0) > 0
),
refunded AS (
  SELECT f.order_id, sum(${back.value}) AS amount FROM canonical.refund f ${back.join} WHERE f.order_id IS NOT NULL GROUP BY f.order_id
),
named_reversal AS (
  SELECT cancels_order_id AS order_id, sum(abs(gross)) AS amount FROM orders
  WHERE cancels_order_id IS NOT NULL AND coalesce(status, 'paid') <> 'cancelled' GROUP BY ALL
),
matched_reversal AS (
  SELECT order_id, sum(amount) AS amount FROM derived.reversal WHERE order_id IS NOT NULL GROUP BY order_id
)
SELECT o.order_id, o.account_id, o.ordered_date, o.channel AS order_channel, o.country AS order_country, o.gross,
       (o.gross - coalesce(n.amount, 0) - coalesce(m.amount, 0) - coalesce(f.amount, 0))::DECIMAL(18,4) AS net,
       o.cost, o._batch_id AS batch_id, o._row AS row_number
FROM orders o
LEFT JOIN refunded f ON f.order_id = o.order_id
LEFT JOIN named_reversal n ON n.order_id = o.order_id
LEFT JOIN matched_reversal m ON m.order_id = o.order_id
WHERE o.cancels_order_id IS NULL AND coalesce(o.status, 'paid') NOT IN ('cancelled', 'returned')
  AND coalesce(o.gross, 0) >= 0
  AND (coalesce(o.gross, 0) = 0 OR o.gross - coalesce(n.amount, 0) - coalesce(m.amount, 0) - coalesce(f.amount, 0) > 0)`;
  },
};
