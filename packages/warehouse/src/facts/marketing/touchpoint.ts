import type { FactBuilder } from '../fact-builder.js';
import { dimensionsOf, resolvedAccount } from '../fragments.js';
import { countedAccount } from '../sales/deal.js';

/** `facts.touchpoint`: an action counts once a person, campaign and kind: the first time. */
export const touchpoint: FactBuilder = {
  table: 'facts.touchpoint',
  unit: 'whole',
  touchedBy: { touchpoint: null, person: null, campaign: null, account: null },
  select: (context) => {
    const account = resolvedAccount(context, 'coalesce(t.account_id, p.account_id)');
    return `
WITH known AS (
  SELECT t.*, ${account.value} AS customer_id,
         row_number() OVER (PARTITION BY coalesce(p.respondent_id, t.person_id, t.anonymous_id, t.account_id, t.touchpoint_id), coalesce(t.campaign_id, ''), coalesce(t.kind, '')
                            ORDER BY t.occurred_at, t.touchpoint_id) AS nth
  FROM canonical.touchpoint t LEFT JOIN resolved.person p ON p.person_id = t.person_id ${account.join}
)
SELECT t.touchpoint_id AS record_id, t._batch_id AS batch_id, t._row AS row_number, t.customer_id AS account_id,
       ${dimensionsOf('c').replace('c.channel', 'coalesce(h.channel, t.channel, c.channel) AS channel')}, t.kind, g.name AS campaign,
       coalesce(t.is_action, t.kind IN ('form', 'call', 'event', 'demo_request'), false) AS is_action, t.occurred_at_date AS occurred_date
FROM known t LEFT JOIN canonical.campaign g ON g.campaign_id = t.campaign_id LEFT JOIN resolved.channel h ON h.raw = t.channel LEFT JOIN facts.customer c ON c.account_id = t.customer_id
WHERE t.nth = 1 AND ${countedAccount('t.customer_id')}`;
  },
};
