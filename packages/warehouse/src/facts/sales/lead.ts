import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, live, resolvedAccount } from '../fragments.js';

/** Days within which a second lead of one person is the same lead. */
const sameLeadDays = 90;

/**
 * `facts.lead`: leads, with those of one person within 90 days as one: the earliest stands, and it converted when any
 * of them did. A recycled lead keeps its first creation.
 */
export const lead: FactBuilder = {
  table: 'facts.lead',
  unit: 'whole',
  touchedBy: { lead: null, deal: null, crm_user: null, campaign: null, entity_merge: null, person: null },
  select: (context) => {
    const account = resolvedAccount(context, 'coalesce(l.account_id, l.converted_account_id)');
    return `
WITH from_deal AS (
  SELECT lead_id, min(created_date) AS created_date FROM derived.deal
  WHERE lead_id IS NOT NULL AND ${countedAccount('account_id')} GROUP BY lead_id
),
known AS (
  SELECT l.*, ${account.value} AS customer_id,
         coalesce(nullif(lower(trim(l.email)), ''), p.respondent_id, l.person_id, l.lead_id) AS who,
         coalesce(l.converted_at_date, f.created_date) AS converted_date
  FROM canonical.lead l
  LEFT JOIN resolved.person p ON p.person_id = l.person_id
  LEFT JOIN from_deal f ON f.lead_id = l.lead_id
  ${account.join}
  WHERE ${live('l')} AND l.created_at_date IS NOT NULL
    AND l.lead_id NOT IN (SELECT losing_id FROM canonical.entity_merge WHERE entity = 'lead')
),
started AS (
  SELECT *, coalesce(created_at_date - lag(created_at_date) OVER person > ${sameLeadDays}, true) AS is_start
  FROM known WINDOW person AS (PARTITION BY who ORDER BY created_at, lead_id)
),
grouped AS (
  SELECT *, count(*) FILTER (is_start) OVER (PARTITION BY who ORDER BY created_at, lead_id ROWS UNBOUNDED PRECEDING) AS lead_number FROM started
),
merged AS (
  SELECT *, min(converted_date) OVER series AS series_converted_date, min(qualified_at_date) OVER series AS series_qualified_date,
         first_value(customer_id IGNORE NULLS) OVER series AS series_account_id
  FROM grouped WINDOW series AS (PARTITION BY who, lead_number ORDER BY created_at, lead_id ROWS BETWEEN UNBOUNDED PRECEDING AND UNBOUNDED FOLLOWING)
)
SELECT l.lead_id AS record_id, l._batch_id AS batch_id, l._row AS row_number, l.series_account_id AS account_id,
       c.segment, c.industry, c.country, c.region, c.plan, c.size_band, coalesce(h.channel, l.channel, c.channel) AS channel, c.cohort,
       l.created_at_date AS created_date, l.series_qualified_date AS qualified_date,
       CASE WHEN l.series_converted_date >= l.created_at_date THEN l.series_converted_date END AS converted_date,
       CASE WHEN l.series_converted_date >= l.created_at_date THEN (l.series_converted_date - l.created_at_date)::DOUBLE END AS days_to_convert,
       l.status, u.name AS owner, u.team, g.name AS campaign,
       CASE WHEN l.score < 25 THEN '0-24' WHEN l.score < 50 THEN '25-49' WHEN l.score < 75 THEN '50-74' WHEN l.score IS NOT NULL THEN '75-100' END AS score_band
FROM merged l
LEFT JOIN resolved.crm_user u ON u.user_id = l.owner_user_id
LEFT JOIN canonical.campaign g ON g.campaign_id = l.campaign_id
LEFT JOIN resolved.channel h ON h.raw = l.channel
${customerJoin(context, 'l.series_account_id')}
WHERE l.is_start AND ${countedAccount('l.series_account_id')}`;
  },
};
