import { dealBase } from '../derived/deal-base.js';
import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, touchedRows } from '../fragments.js';
import { dealDimensions } from './deal.js';

/** `facts.deal_span`: the time a deal was open, for the pipeline as of a date. A deal without creation date has none. */
export const dealSpan: FactBuilder = {
  table: 'facts.deal_span',
  unit: 'deal',
  unitColumn: 'record_id',
  touchedBy: dealBase.touchedBy,
  select: (context) => `
SELECT d.deal_id AS record_id, d.batch_id, d.row_number, d.account_id, ${dealDimensions('d')},
       d.deal_type, d.pipeline, d.product, d.owner, d.team, d.has_qualified_date OR d.status = 'won' AS is_qualified, d.amount, d.probability,
       d.expected_close_date, d.created_date AS from_date, d.qualified_date, d.closed_date AS to_date
FROM ${touchedRows(context, 'deal', 'derived.deal', 'd', 'deal_id')} ${customerJoin(context, 'd.account_id')}
WHERE d.created_date IS NOT NULL AND (d.closed_date IS NULL OR d.closed_date >= d.created_date)
  AND (d.is_open OR d.closed_date IS NOT NULL) AND d.status <> 'disqualified'
  AND ${countedAccount('d.account_id')}`,
};
