import { mrrItemBase } from '../derived/mrr-item-base.js';
import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, dimensionsOf, touchedRows } from '../fragments.js';

/** `facts.mrr_span`. */
export const mrrSpan: FactBuilder = {
  table: 'facts.mrr_span',
  unit: 'account',
  unitColumn: 'account_id',
  touchedBy: mrrItemBase.touchedBy,
  select: (context) => `
SELECT NULL::VARCHAR AS record_id, NULL::VARCHAR AS batch_id, NULL::BIGINT AS row_number, s.account_id, ${dimensionsOf('c')}, s.mrr, s.from_date, s.to_date
FROM ${touchedRows(context, 'account', 'derived.mrr_span', 's', 'account_id')} ${customerJoin(context, 's.account_id')}
WHERE ${countedAccount('s.account_id')}`,
};
