import { dealBase } from '../derived/deal-base.js';
import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, touchedRows } from '../fragments.js';

/** The account dimensions of a deal; its own channel where it has one. */
export const dealDimensions = (deal: string): string =>
  `c.segment, c.industry, c.country, c.region, c.plan, c.size_band, coalesce(${deal}.deal_channel, c.channel) AS channel, c.cohort`;

/** `facts.deal`. */
export const deal: FactBuilder = {
  table: 'facts.deal',
  unit: 'deal',
  unitColumn: 'record_id',
  touchedBy: dealBase.touchedBy,
  select: (context) => `
SELECT d.deal_id AS record_id, d.batch_id, d.row_number, d.account_id, ${dealDimensions('d')},
       d.name, d.status, d.deal_type, d.pipeline, d.stage, d.product, d.owner, d.team, d.manager, d.office, d.campaign,
       d.lost_reason, d.currency, d.is_won, d.is_lost, d.is_closed, d.is_open, d.amount, d.probability,
       d.created_date, d.qualified_date, d.expected_close_date, d.closed_date, d.cycle_days, d.activity_count, d.last_activity_date
FROM ${touchedRows(context, 'deal', 'derived.deal', 'd', 'deal_id')} ${customerJoin(context, 'd.account_id')}
WHERE ${countedAccount('d.account_id')}`,
};
