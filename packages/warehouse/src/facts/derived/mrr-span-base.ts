import type { FactBuilder } from '../fact-builder.js';
import { mrrItemBase } from './mrr-item-base.js';

/**
 * `derived.mrr_span`: the total MRR of an account while it does not change, out of +amount and -amount at the ends of
 * its items. Touching spans of equal MRR are one. Only spans above 0 are kept.
 */
export const mrrSpanBase: FactBuilder = {
  table: 'derived.mrr_span',
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: mrrItemBase.touchedBy,
  select: (context) => `
WITH change AS (
  SELECT account_id, from_date AS date, mrr AS amount FROM derived.mrr_item WHERE true ${context.only('account', 'account_id')}
  UNION ALL
  SELECT account_id, to_date, -mrr FROM derived.mrr_item WHERE to_date IS NOT NULL ${context.only('account', 'account_id')}
),
net AS (
  SELECT account_id, date, sum(amount) AS amount FROM change GROUP BY account_id, date HAVING sum(amount) <> 0
),
running AS (
  SELECT account_id, date AS from_date,
         sum(amount) OVER (PARTITION BY account_id ORDER BY date) AS mrr,
         lead(date) OVER (PARTITION BY account_id ORDER BY date) AS to_date
  FROM net
)
SELECT account_id, from_date, to_date, mrr::DECIMAL(18,4) AS mrr FROM running WHERE mrr > 0`,
};
