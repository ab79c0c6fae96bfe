import { saleKinds } from '../derived/order-net.js';
import type { FactBuilder } from '../fact-builder.js';
import {
  countedAccount,
  customerJoin,
  dimensionsOf,
  inBaseCurrency,
  live,
  resolvedAccount,
} from '../fragments.js';

/**
 * `facts.revenue_line`: revenue without tax on the day it is recognised: order lines (the order itself where it has
 * none), invoice lines (or the invoice), and refunds as negative lines on the day they were given. Payments are money
 * in, not revenue: they serve only where there is neither order nor invoice.
 */
export const revenueLine: FactBuilder = {
  table: 'facts.revenue_line',
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: {
    order: 'x.account_id',
    order_line: '(SELECT o.account_id FROM canonical."order" o WHERE o.order_id = x.order_id)',
    refund: null,
    invoice: 'x.account_id',
    invoice_line: '(SELECT i.account_id FROM canonical.invoice i WHERE i.invoice_id = x.invoice_id)',
    payment: null,
    product: null,
    price: null,
    fx_rate: null,
  },
  select: (context) => {
    const orderAccount = resolvedAccount(context, 'o.account_id');
    const invoiceAccount = resolvedAccount(context, 'i.account_id');
    const refundAccount = resolvedAccount(
      context,
      'coalesce(f.account_id, o.account_id, i.account_id, p.account_id)',
    );
    const paymentAccount = resolvedAccount(context, 'y.account_id');
    const money = (amount: string, currency: string, day: string) =>
      inBaseCurrency(context, amount, currency, day, 'rate');
    // A reversal takes away, whether its source writes it as minus or as plus.
    const sign =
      'CASE WHEN line.cancels_order_id IS NOT NULL AND line.order_id IN (SELECT order_id FROM turned) THEN -1 ELSE 1 END';
    const orderLine = money(`(line.amount * ${sign})`, 'line.currency', 'line.ordered_at_date');
    const orderLineCost = money(`(line.cost * ${sign})`, 'line.currency', 'line.ordered_at_date');
    // Asked of the orders in both branches below, before any join, so that no branch is joined back to all orders.
    const orders = `(SELECT o.*, ${orderAccount.value} AS resolved_account_id FROM canonical."order" o ${orderAccount.join}
      WHERE ${live('o')} AND coalesce(o.status, 'paid') <> 'cancelled' ${context.only('account', orderAccount.value)}) o`;
    const ofOrder = `o.resolved_account_id AS account_id, o.channel, o.ordered_at_date, o.cancels_order_id`;
    const invoiceLine = money('line.amount', 'coalesce(line.currency, i.currency)', 'i.issued_at_date');
    const invoiceLineCost = money('line.cost', 'coalesce(line.currency, i.currency)', 'i.issued_at_date');
    const refund = money('-abs(f.amount)', 'f.currency', 'f.refunded_at_date');
    const payment = money('y.amount - coalesce(y.amount_refunded, 0)', 'y.currency', 'y.paid_at_date');
    const product = `coalesce(nullif(trim(p.name), ''), regexp_replace(line.product_id, '^[^:]*:', ''))`;
    return `
WITH turned AS (
  SELECT o.order_id FROM canonical."order" o LEFT JOIN canonical.order_line l ON l.order_id = o.order_id AND coalesce(l.kind, 'product') IN ${saleKinds}
  WHERE o.cancels_order_id IS NOT NULL
  GROUP BY o.order_id HAVING coalesce(sum(coalesce(l.amount, (l.quantity * l.unit_price)::DECIMAL(18,4))), first(coalesce(o.net, o.gross - coalesce(o.discount, 0)))) > 0
),
sold AS (
  SELECT line.record_id, line._batch_id AS batch_id, line._row AS row_number, line.account_id, 'order' AS kind, ${product} AS product,
         p.category AS product_category, coalesce(line.kind, 'product') AS line_kind, line.channel AS order_channel, line.ordered_at_date AS date,
         ${orderLine.value} AS amount, ${orderLineCost.value} AS cost, coalesce(p.is_recurring, false) AS is_recurring
  FROM (
    SELECT l.order_line_id AS record_id, l._batch_id, l._row, l.order_id, l.product_id, l.kind, coalesce(l.currency, o.currency) AS currency,
           coalesce(l.amount, (l.quantity * l.unit_price)::DECIMAL(18,4)) AS amount,
           CASE WHEN coalesce(l.unit_cost, lp.unit_cost) IS NOT NULL THEN (l.quantity * coalesce(l.unit_cost, lp.unit_cost))::DECIMAL(18,4) END AS cost,
           ${ofOrder}
    FROM canonical.order_line l JOIN ${orders} ON o.order_id = l.order_id
    LEFT JOIN canonical.product lp ON lp.product_id = l.product_id
    UNION ALL
    SELECT o.order_id, o._batch_id, o._row, o.order_id, NULL, 'product', o.currency, coalesce(o.net, o.gross - coalesce(o.discount, 0)), o.cost, ${ofOrder}
    FROM ${orders} ANTI JOIN canonical.order_line l ON l.order_id = o.order_id
  ) line
  LEFT JOIN canonical.product p ON p.product_id = line.product_id
  ${orderLine.join}
  WHERE coalesce(line.kind, 'product') IN ${saleKinds} AND line.amount IS NOT NULL
),
billed AS (
  SELECT line.invoice_line_id AS record_id, line._batch_id AS batch_id, line._row AS row_number, ${invoiceAccount.value} AS account_id, 'invoice' AS kind, ${product} AS product,
         p.category AS product_category, 'product' AS line_kind, NULL AS order_channel, i.issued_at_date AS date,
         ${invoiceLine.value} AS amount, ${invoiceLineCost.value} AS cost, coalesce(line.is_recurring, p.is_recurring, i.subscription_id IS NOT NULL) AS is_recurring
  FROM (
    SELECT l.invoice_line_id, l._batch_id, l._row, l.invoice_id, coalesce(l.product_id, r.product_id) AS product_id, l.currency, l.amount,
           CASE WHEN l.cost IS NOT NULL THEN l.cost WHEN lp.unit_cost IS NOT NULL THEN (coalesce(l.quantity, 1) * lp.unit_cost)::DECIMAL(18,4) END AS cost, l.is_recurring
    FROM canonical.invoice_line l LEFT JOIN canonical.price r ON r.price_id = l.price_id
    LEFT JOIN canonical.product lp ON lp.product_id = coalesce(l.product_id, r.product_id)
    UNION ALL
    SELECT i.invoice_id, i._batch_id, i._row, i.invoice_id, NULL, i.currency, coalesce(i.subtotal, i.total - coalesce(i.tax, 0)), NULL, NULL
    FROM canonical.invoice i WHERE NOT EXISTS (SELECT 1 FROM canonical.invoice_line l WHERE l.invoice_id = i.invoice_id)
  ) line
  JOIN canonical.invoice i ON i.invoice_id = line.invoice_id
  LEFT JOIN canonical.product p ON p.product_id = line.product_id
  ${invoiceAccount.join} ${invoiceLine.join}
  WHERE coalesce(i.status, 'paid') IN ('open', 'paid', 'uncollectible') AND NOT coalesce(i.is_deleted, false) AND line.amount IS NOT NULL ${context.only('account', invoiceAccount.value)}
),
given_back AS (
  SELECT f.refund_id AS record_id, f._batch_id AS batch_id, f._row AS row_number, ${refundAccount.value} AS account_id, 'refund' AS kind, NULL AS product, NULL AS product_category,
         'refund' AS line_kind, o.channel AS order_channel, f.refunded_at_date AS date, ${refund.value} AS amount, NULL::DECIMAL(18,4) AS cost,
         coalesce(i.subscription_id IS NOT NULL, false) AS is_recurring
  FROM canonical.refund f
  LEFT JOIN canonical."order" o ON o.order_id = f.order_id
  LEFT JOIN canonical.payment p ON p.payment_id = f.payment_id
  LEFT JOIN canonical.invoice i ON i.invoice_id = coalesce(f.invoice_id, p.invoice_id)
  ${refundAccount.join} ${refund.join}
  WHERE true ${context.only('account', refundAccount.value)}
),
paid AS (
  SELECT y.payment_id AS record_id, y._batch_id AS batch_id, y._row AS row_number, ${paymentAccount.value} AS account_id, 'payment' AS kind, NULL AS product, NULL AS product_category,
         'product' AS line_kind, NULL AS order_channel, y.paid_at_date AS date, ${payment.value} AS amount, NULL::DECIMAL(18,4) AS cost, false AS is_recurring
  FROM canonical.payment y ${paymentAccount.join} ${payment.join}
  WHERE coalesce(y.status, 'succeeded') IN ('succeeded', 'refunded')
    AND NOT EXISTS (SELECT 1 FROM canonical."order") AND NOT EXISTS (SELECT 1 FROM canonical.invoice) ${context.only('account', paymentAccount.value)}
)
SELECT r.record_id, r.batch_id, r.row_number, r.account_id, ${dimensionsOf('c')}, r.kind, r.product, r.product_category, r.line_kind, r.order_channel,
       r.date, r.amount, r.cost, r.is_recurring
FROM (SELECT * FROM sold UNION ALL SELECT * FROM billed UNION ALL SELECT * FROM given_back UNION ALL SELECT * FROM paid) r
${customerJoin(context, 'r.account_id')}
WHERE r.date IS NOT NULL AND ${countedAccount('r.account_id')}`;
  },
};
