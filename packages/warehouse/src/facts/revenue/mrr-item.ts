import { mrrItemBase } from '../derived/mrr-item-base.js';
import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, dimensionsOf, touchedRows } from '../fragments.js';

/** `facts.mrr_item`. */
export const mrrItem: FactBuilder = {
  table: 'facts.mrr_item',
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: mrrItemBase.touchedBy,
  select: (context) => `
SELECT i.item_id AS record_id, i._batch_id AS batch_id, i._row AS row_number, i.account_id, ${dimensionsOf('c')}, i.subscription_id,
       coalesce(nullif(trim(p.name), ''), regexp_replace(i.product_id, '^[^:]*:', '')) AS product, i.mrr, i.from_date, i.to_date, i.has_scheduled_end, i.origin
FROM ${touchedRows(context, 'account', 'derived.mrr_item', 'i', 'account_id')} LEFT JOIN canonical.product p ON p.product_id = i.product_id
${customerJoin(context, 'i.account_id')}
WHERE ${countedAccount('i.account_id')}`,
};
