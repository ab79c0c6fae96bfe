import type { FactBuilder } from '../fact-builder.js';
import { inBaseCurrency, live, resolvedAccount } from '../fragments.js';
import { orderNet } from './order-net.js';

/** A line of goods: postage, fees and adjustments are not held and do not come back. */
const isGoods = `coalesce(l.kind, 'product') = 'product' AND l.product_id IS NOT NULL`;

/** Share of an amount for `units` of `all`, in ten-thousandths, half away from zero; whole numbers all the way. */
const shareOf = (amount: string, units: string, all: string): string => {
  const [money, part, whole] = [
    `(abs(${amount}) * 10000)::HUGEINT`,
    `(${units} * 1000000)::HUGEINT`,
    `(${all} * 1000000)::HUGEINT`,
  ];
  return `sign(${amount}) * ((2 * ${money} * ${part} + ${whole}) // (2 * ${whole}))`;
};

/**
 * `derived.reversal`: lines that came back without naming their order (`back_order_id` is the one they stand in), and the
 * orders they are taken off, out of what the customer still holds of the product (decision 11). Last in, first out:
 * 1. a line of exactly the returned size that has not come back yet; sales and returns of one size pair like brackets;
 * 2. unit by unit, over several lines where needed, out of the lines that step 1 left.
 * One row for each order that a line is taken off, its amount in proportion to the units, so that the parts add up to the
 * line exactly; one with `order_id` null for the units that nobody holds: they stay a negative line of their own day
 * (rule M-06 counts them). What a reversal that names its order brought back is not held any more. In one instant a sale
 * comes before a return, and of two sales or two returns the one with the greater order id, then line id, comes later; of
 * what has no clock a sale comes at the beginning of its day, a return at the end.
 */
export const reversal: FactBuilder = {
  table: 'derived.reversal',
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: {
    order: orderNet.touchedBy['order'] ?? null,
    order_line: orderNet.touchedBy['order_line'] ?? null,
    fx_rate: null,
  },
  select: (context) => {
    const account = resolvedAccount(context, 'o.account_id');
    const only = context.only('account', account.value);
    const money = inBaseCurrency(
      context,
      '-coalesce(l.amount, (l.quantity * l.unit_price)::DECIMAL(18,4))',
      'coalesce(l.currency, o.currency)',
      'o.ordered_at_date',
      'rate',
    );
    return `
WITH back AS (
  SELECT l.order_line_id, l.order_id, ${account.value} AS account_id, l.product_id, -l.quantity AS units, o.ordered_at, o.ordered_at_date, o.ordered_at_precision, ${money.value} AS amount
  FROM canonical.order_line l JOIN canonical."order" o ON o.order_id = l.order_id ${account.join} ${money.join}
  WHERE ${live('o')} AND o.cancels_order_id IS NULL AND o.account_id IS NOT NULL AND l.quantity < 0 AND ${isGoods}
    AND coalesce(o.status, 'paid') <> 'cancelled' ${only}
),
named AS (
  SELECT o.cancels_order_id AS order_id, l.product_id, sum(abs(l.quantity)) AS units
  FROM canonical."order" o JOIN canonical.order_line l ON l.order_id = o.order_id
  WHERE o.cancels_order_id IS NOT NULL AND ${live('o')} AND coalesce(o.status, 'paid') <> 'cancelled' AND ${isGoods} GROUP BY ALL
),
sold AS (
  SELECT l.order_line_id, l.order_id, o.resolved_id AS account_id, l.product_id, l.quantity, o.ordered_at, o.ordered_at_date, o.ordered_at_precision
  FROM (
    SELECT o.order_id, o.ordered_at, o.ordered_at_date, o.ordered_at_precision, ${account.value} AS resolved_id FROM canonical."order" o ${account.join}
    SEMI JOIN (SELECT DISTINCT account_id FROM back) a ON a.account_id = ${account.value}
    WHERE ${live('o')} AND o.cancels_order_id IS NULL AND coalesce(o.status, 'paid') NOT IN ('cancelled', 'returned')
  ) o
  JOIN canonical.order_line l ON l.order_id = o.order_id
  JOIN (SELECT DISTINCT account_id, product_id FROM back) p ON p.account_id = o.resolved_id AND p.product_id = l.product_id
  WHERE l.quantity > 0 AND ${isGoods}
),
held AS (
  SELECT s.* EXCLUDE (quantity),
         s.quantity - least(s.quantity, greatest(0, coalesce(n.units, 0) - coalesce(sum(s.quantity) OVER later, 0))) AS units
  FROM sold s LEFT JOIN named n ON n.order_id = s.order_id AND n.product_id = s.product_id
  WINDOW later AS (PARTITION BY s.order_id, s.product_id ORDER BY s.order_line_id DESC ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING)
),
event AS (
  SELECT order_line_id, order_id, account_id, product_id, units, amount, is_back, row_number() OVER (
    PARTITION BY account_id, product_id
    ORDER BY ordered_at_date, CASE WHEN ordered_at_precision <> 'day' THEN 0 WHEN is_back THEN 1 ELSE -1 END, ordered_at, is_back, order_id, order_line_id
  ) AS position
  FROM (SELECT *, NULL AS amount, false AS is_back FROM held WHERE units > 0
        UNION ALL BY NAME SELECT *, true AS is_back FROM back)
),
-- Step 1. How many lines of one size are held after each event, never below none; a return pairs with the sale that
-- came to the level it leaves.
counted AS (
  SELECT *, sum(CASE WHEN is_back THEN -1 ELSE 1 END) OVER size AS lines FROM event
  WINDOW size AS (PARTITION BY account_id, product_id, units ORDER BY position)
),
levelled AS (
  SELECT *, lines - least(0, min(lines) OVER size) + is_back::INTEGER AS level,
         is_back AND lines < coalesce(min(lines) OVER (size ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING), 0)
           AND lines < 0 AS finds_none
  FROM counted WINDOW size AS (PARTITION BY account_id, product_id, units ORDER BY position)
),
paired AS (
  SELECT *, CASE WHEN is_back THEN lag(order_id) OVER level ELSE lead(order_id) OVER level END AS partner
  FROM levelled WHERE NOT finds_none
  WINDOW level AS (PARTITION BY account_id, product_id, units, level ORDER BY position)
),
-- Step 2. The same with units: a line is a stretch of heights, and a return takes its stretch off the top.
rest AS (
  SELECT order_line_id, order_id, account_id, product_id, units, amount, is_back, position,
         sum(CASE WHEN is_back THEN -units ELSE units END) OVER (PARTITION BY account_id, product_id ORDER BY position) AS total
  FROM (SELECT * EXCLUDE (partner) FROM paired WHERE partner IS NULL UNION ALL BY NAME SELECT * FROM levelled WHERE finds_none)
),
stacked AS (
  SELECT *, total - least(0, min(total) OVER (PARTITION BY account_id, product_id ORDER BY position)) AS height FROM rest
),
stretch AS (
  SELECT *, coalesce(lag(height) OVER product, 0) AS height_before,
         min(height) OVER (product ROWS BETWEEN 1 FOLLOWING AND UNBOUNDED FOLLOWING) AS lowest_after
  FROM stacked WINDOW product AS (PARTITION BY account_id, product_id ORDER BY position)
),
moved AS (
  -- Of a line only what is taken off it some day.
  SELECT *, CASE WHEN is_back THEN height ELSE greatest(height_before, lowest_after) END AS low,
         CASE WHEN is_back THEN height_before ELSE height END AS high
  FROM stretch
),
edge AS (
  SELECT account_id, product_id, bottom, lead(bottom) OVER (PARTITION BY account_id, product_id ORDER BY bottom) AS next
  FROM (SELECT account_id, product_id, low AS bottom FROM moved WHERE low < high UNION SELECT account_id, product_id, high FROM moved WHERE low < high)
),
piece AS (
  SELECT m.*, e.bottom, e.next - e.bottom AS taken, lag(m.order_id) OVER (PARTITION BY m.account_id, m.product_id, e.bottom ORDER BY m.position) AS partner
  FROM moved m JOIN edge e ON e.account_id = m.account_id AND e.product_id = m.product_id AND e.bottom >= m.low AND e.bottom < m.high
),
part AS (
  SELECT order_line_id, order_id, account_id, units, amount, partner, units AS taken, 0 AS bottom FROM paired WHERE is_back AND partner IS NOT NULL
  UNION ALL SELECT order_line_id, order_id, account_id, units, amount, partner, taken, bottom FROM piece WHERE is_back
  UNION ALL SELECT order_line_id, order_id, account_id, units, amount, NULL, units - (high - low), -1 FROM moved WHERE is_back AND units > high - low
),
running AS (
  SELECT *, sum(taken) OVER (PARTITION BY order_line_id ORDER BY bottom DESC) AS so_far FROM part
)
SELECT order_line_id, order_id AS back_order_id, account_id, partner AS order_id, sum(taken)::DECIMAL(18,6) AS units,
       (sum(${shareOf('amount', 'so_far', 'units')} - ${shareOf('amount', '(so_far - taken)', 'units')})::DECIMAL(18,0) * 0.0001)::DECIMAL(18,4) AS amount
FROM running GROUP BY ALL`;
  },
};
