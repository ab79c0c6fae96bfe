import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, resolvedAccount } from '../fragments.js';

/** `facts.activity`: what people (not machines) did, and not about a deal of somebody who counts nowhere. */
export const activity: FactBuilder = {
  table: 'facts.activity',
  unit: 'whole',
  touchedBy: {
    activity: null,
    deal: null,
    deal_stage_history: null,
    pipeline_stage: null,
    entity_merge: null,
    crm_user: null,
  },
  select: (context) => {
    const account = resolvedAccount(context, 'coalesce(a.account_id, d.account_id)');
    return `
SELECT a.activity_id AS record_id, a._batch_id AS batch_id, a._row AS row_number, ${account.value} AS account_id,
       c.segment, c.industry, c.country, c.region, c.plan, c.size_band, c.channel, c.cohort,
       a.kind, u.name AS owner, u.team, d.deal_id, d.closed_date AS deal_closed_date, d.is_won AS deal_is_won, a.occurred_at_date AS occurred_date
FROM canonical.activity a
LEFT JOIN derived.deal d ON d.deal_id = a.deal_id
LEFT JOIN resolved.crm_user u ON u.user_id = a.user_id
${account.join}
${customerJoin(context, account.value)}
WHERE NOT coalesce(a.is_deleted, false) AND NOT coalesce(a.is_automated, false) AND NOT coalesce(u.is_machine, false)
  AND ${countedAccount(account.value)} AND ${countedAccount('d.account_id')}`;
  },
};
