import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, dimensionsOf, resolvedAccount } from '../fragments.js';

/** Kinds of touch that qualify where the source does not say. */
const isAction = `coalesce(t.is_action, t.kind IN ('form', 'call', 'event', 'demo_request'), false)`;

/**
 * `facts.touchpoint`: a qualifying action counts once a person and campaign, the first time (canon section 1); any other
 * touch once a person, campaign and kind.
 */
export const touchpoint: FactBuilder = {
  table: 'facts.touchpoint',
  unit: 'whole',
  touchedBy: { touchpoint: null, person: null, campaign: null, account: null },
  select: (context) => {
    const account = resolvedAccount(context, 'coalesce(t.account_id, p.account_id)');
    return `
WITH known AS (
  SELECT t.* REPLACE (${isAction} AS is_action), ${account.value} AS customer_id,
         row_number() OVER (PARTITION BY coalesce(p.respondent_id, t.person_id, t.anonymous_id, t.account_id, t.touchpoint_id), coalesce(t.campaign_id, ''),
                              ${isAction}, CASE WHEN NOT ${isAction} THEN coalesce(t.kind, '') END
                            ORDER BY t.occurred_at, t.touchpoint_id) AS nth
  FROM canonical.touchpoint t ANTI JOIN (SELECT person_id FROM canonical.person WHERE is_test) test ON test.person_id = t.person_id
  LEFT JOIN resolved.person p ON p.person_id = t.person_id ${account.join}
)
SELECT t.touchpoint_id AS record_id, t._batch_id AS batch_id, t._row AS row_number, t.customer_id AS account_id,
       ${dimensionsOf('c').replace('c.channel', 'coalesce(h.channel, t.channel, c.channel) AS channel')}, t.kind, g.name AS campaign,
       t.is_action, t.occurred_at_date AS occurred_date
FROM known t LEFT JOIN canonical.campaign g ON g.campaign_id = t.campaign_id LEFT JOIN resolved.channel h ON h.raw = t.channel ${customerJoin(context, 't.customer_id')}
WHERE t.nth = 1 AND ${countedAccount('t.customer_id')}`;
  },
};
