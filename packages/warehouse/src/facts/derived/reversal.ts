import type { FactBuilder } from '../fact-builder.js';
import { inBaseCurrency, live, resolvedAccount } from '../fragments.js';

/**
 * `derived.reversal`: a line that came back without naming its order (`back_order_id` is the one it stands in), and the order it is taken off: the latest
 * earlier line of the same customer and product that is at least as large, one of exactly that size first. `order_id` is
 * null where none is found; then it stays a negative line of its own day (rule M-06 counts it).
 */
export const reversal: FactBuilder = {
  table: 'derived.reversal',
  unit: 'whole',
  touchedBy: { order: null, order_line: null, fx_rate: null },
  select: (context) => {
    const account = resolvedAccount(context, 'o.account_id');
    const money = inBaseCurrency(
      context,
      '-coalesce(l.amount, (l.quantity * l.unit_price)::DECIMAL(18,4))',
      'o.currency',
      'o.ordered_at_date',
      'rate',
    );
    return `
WITH back AS (
  SELECT l.order_line_id, l.order_id AS back_order_id, ${account.value} AS account_id, l.product_id, -l.quantity AS quantity, o.ordered_at, ${money.value} AS amount
  FROM canonical.order_line l JOIN canonical."order" o ON o.order_id = l.order_id ${account.join} ${money.join}
  WHERE ${live('o')} AND o.cancels_order_id IS NULL AND o.account_id IS NOT NULL AND l.quantity < 0 AND l.product_id IS NOT NULL
    AND coalesce(l.kind, 'product') = 'product'
),
sold AS (
  SELECT l.order_id, l.quantity, o.ordered_at, ${account.value} AS account_id, l.product_id
  FROM canonical.order_line l
  SEMI JOIN (SELECT DISTINCT product_id FROM back) p ON p.product_id = l.product_id
  JOIN canonical."order" o ON o.order_id = l.order_id ${account.join}
  SEMI JOIN (SELECT DISTINCT account_id FROM back) a ON a.account_id = ${account.value}
  WHERE ${live('o')} AND l.quantity > 0 AND coalesce(o.status, 'paid') NOT IN ('cancelled', 'returned')
),
best AS (
  SELECT b.order_line_id, max({is_exact: s.quantity = b.quantity, ordered_at: s.ordered_at, order_id: s.order_id}) AS found
  FROM back b JOIN sold s ON s.account_id = b.account_id AND s.product_id = b.product_id
  WHERE s.quantity >= b.quantity AND s.ordered_at <= b.ordered_at
  GROUP BY b.order_line_id
)
SELECT b.order_line_id, b.back_order_id, b.amount, f.found.order_id AS order_id FROM back b LEFT JOIN best f ON f.order_line_id = b.order_line_id`;
  },
};
