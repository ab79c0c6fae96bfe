import { mrrItemBase } from '../derived/mrr-item-base.js';
import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, dimensionsOf } from '../fragments.js';

/**
 * `facts.mrr_movement`: each net change of an account's MRR on a day, of exactly one kind, so that MRR before plus
 * movements is MRR after. Reactivation is asked before expansion: coming back from nothing is never an expansion.
 */
export const mrrMovement: FactBuilder = {
  table: 'facts.mrr_movement',
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: mrrItemBase.touchedBy,
  select: (context) => {
    const touched = context.only('account', 'account_id');
    return `
WITH edge AS (
  SELECT account_id, from_date AS date, mrr AS after, NULL AS before FROM derived.mrr_span WHERE true ${touched}
  UNION ALL
  SELECT account_id, to_date, NULL, mrr FROM derived.mrr_span WHERE to_date IS NOT NULL ${touched}
),
change AS (
  SELECT account_id, date, coalesce(max(before), 0) AS before, coalesce(max(after), 0) AS after,
         min(date) OVER (PARTITION BY account_id) AS first_date
  FROM edge GROUP BY account_id, date
),
product_start AS (
  SELECT account_id, product_id, min(from_date) AS date FROM derived.mrr_item WHERE true ${touched} GROUP BY ALL
),
ended AS (
  SELECT account_id, to_date AS date, max(cancel_reason) AS reason FROM derived.mrr_item WHERE to_date IS NOT NULL ${touched} GROUP BY ALL
),
source AS (
  SELECT account_id, date, first(item_id ORDER BY item_id, item_from, _batch_id, _row) AS item_id, first(_batch_id ORDER BY item_id, item_from, _batch_id, _row) AS batch_id, first(_row ORDER BY item_id, item_from, _batch_id, _row) AS row_number
  FROM (SELECT account_id, from_date AS date, item_id, from_date AS item_from, _batch_id, _row FROM derived.mrr_item WHERE true ${touched}
        UNION ALL SELECT account_id, to_date, item_id, from_date, _batch_id, _row FROM derived.mrr_item WHERE to_date IS NOT NULL ${touched}) GROUP BY ALL
)
SELECT s.item_id AS record_id, s.batch_id, s.row_number, m.account_id, ${dimensionsOf('c')},
       CASE WHEN m.before = 0 AND m.date = m.first_date THEN 'new' WHEN m.before = 0 THEN 'reactivation'
            WHEN m.after = 0 THEN 'churn' WHEN m.after > m.before THEN 'expansion' ELSE 'contraction' END AS kind,
       m.date, (m.after - m.before)::DECIMAL(18,4) AS amount,
       CASE WHEN m.before > 0 AND m.after > m.before THEN
         CASE WHEN EXISTS (SELECT 1 FROM product_start p WHERE p.account_id = m.account_id AND p.date = m.date) THEN 'new_product' ELSE 'same_product' END END AS expansion_kind,
       CASE WHEN m.after = 0 THEN e.reason END AS end_reason
FROM change m
LEFT JOIN ended e ON e.account_id = m.account_id AND e.date = m.date
LEFT JOIN source s ON s.account_id = m.account_id AND s.date = m.date
${customerJoin(context, 'm.account_id')}
WHERE m.after <> m.before AND ${countedAccount('m.account_id')}`;
  },
};
