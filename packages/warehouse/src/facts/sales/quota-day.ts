import type { FactBuilder } from '../fact-builder.js';
import { inBaseCurrency } from '../fragments.js';
import { spreadOverDays } from '../spread-over-days.js';

/** `facts.quota_day`: a quota spread over its days so that any period can hold sales against its part. */
export const quotaDay: FactBuilder = {
  table: 'facts.quota_day',
  unit: 'whole',
  touchedBy: { quota: null, crm_user: null, fx_rate: null },
  select: (context) => {
    const money = inBaseCurrency(context, 'q.amount', 'q.currency', 'q.started_on', 'rate');
    return `
WITH item AS (
  SELECT q.quota_id AS record_id, q._batch_id AS batch_id, q._row AS row_number, u.name AS owner, coalesce(q.team, u.team) AS team,
         q.started_on, coalesce(q.ended_on, last_day(q.started_on)) AS ended_on, ${money.value} AS total
  FROM canonical.quota q LEFT JOIN resolved.crm_user u ON u.user_id = q.owner_user_id ${money.join}
)
SELECT record_id, batch_id, row_number, owner, team, date, amount FROM (${spreadOverDays('item', 'record_id, batch_id, row_number, owner, team')})`;
  },
};
