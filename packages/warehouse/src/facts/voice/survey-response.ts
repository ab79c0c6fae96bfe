import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, dimensionsOf, resolvedAccount } from '../fragments.js';

const touched = {
  survey: null,
  survey_response: null,
  survey_invitation: null,
  person: null,
  ticket: null,
  ticket_event: null,
  team: null,
  crm_user: null,
  entity_merge: null,
} as const;

/**
 * `derived.survey_answer`: valid answers only. Valid: not skipped, inside the scale, not a test; one a respondent and
 * invitation, the latest. What is positive: CSAT 4-5 of 5, 3 of 3, 2 of 2, 3-4 of 4, else the top two fifths; NPS 9-10
 * and 0-6 on 0 to 10 only; CES the top three of seven (canon section 7).
 */
export const surveyAnswer: FactBuilder = {
  table: 'derived.survey_answer',
  unit: 'whole',
  touchedBy: touched,
  select: (context) => {
    const account = resolvedAccount(
      context,
      'coalesce(a.account_id, i.account_id, p.account_id, t.account_id)',
    );
    return `
WITH answered AS (
  SELECT r.*, coalesce(s.kind, r.kind) AS survey_kind, coalesce(s.scale_min, r.scale_min) AS low, coalesce(s.scale_max, r.scale_max) AS high,
         coalesce(s.higher_is_better, true) AS up, s.positive_from,
         coalesce(nullif(trim(s.question), ''), regexp_replace(r.survey_id, '^[^:]*:', '')) AS survey
  FROM canonical.survey_response r LEFT JOIN canonical.survey s ON s.survey_id = r.survey_id
  WHERE r.score IS NOT NULL AND NOT coalesce(r.is_test, false)
),
scaled AS (
  SELECT *, CASE survey_kind WHEN 'nps' THEN 0 WHEN 'csat' THEN 1 WHEN 'ces' THEN 1 END AS usual_low,
         CASE survey_kind WHEN 'nps' THEN 10 WHEN 'csat' THEN 5 WHEN 'ces' THEN 7 END AS usual_high FROM answered
),
valid AS (
  SELECT * EXCLUDE (low, high, usual_low, usual_high), coalesce(low, usual_low) AS low, coalesce(high, usual_high) AS high FROM scaled
  WHERE score BETWEEN coalesce(low, usual_low, score) AND coalesce(high, usual_high, score)
),
ranked AS (
  SELECT a.*, ${account.value} AS customer_id, coalesce(p.respondent_id, nullif(lower(trim(a.email)), ''), a.person_id, a.response_id) AS respondent_id, p.title,
         row_number() OVER (PARTITION BY coalesce(a.invitation_id, a.response_id) ORDER BY a.responded_at DESC, a.response_id DESC) AS newest,
         t.agent AS ticket_agent, t.team AS ticket_team, t.ticket_channel, u.name AS agent_name, u.team AS agent_team
  FROM valid a
  LEFT JOIN canonical.survey_invitation i ON i.invitation_id = a.invitation_id
  LEFT JOIN resolved.person p ON p.person_id = coalesce(a.person_id, i.person_id)
  LEFT JOIN derived.ticket t ON t.ticket_id = coalesce(a.ticket_id, i.ticket_id)
  LEFT JOIN resolved.crm_user u ON u.user_id = a.agent_user_id
  ${account.join}
)
SELECT *, CASE WHEN up THEN score ELSE low + high - score END AS oriented FROM ranked WHERE newest = 1`;
  },
};

/** `facts.survey_response`. */
export const surveyResponse: FactBuilder = {
  table: 'facts.survey_response',
  unit: 'whole',
  touchedBy: touched,
  select: (context) => `
SELECT a.response_id AS record_id, a._batch_id AS batch_id, a._row AS row_number, a.customer_id AS account_id, ${dimensionsOf('c')},
       a.survey, a.survey_kind, a.channel AS survey_channel, coalesce(a.agent_name, a.ticket_agent) AS agent, coalesce(a.ticket_team, a.agent_team) AS team,
       a.ticket_channel, a.title AS role, a.responded_at_date AS answered_date, a.score::DOUBLE AS score,
       CASE WHEN a.high > a.low THEN (100.0 * (a.oriented - a.low) / (a.high - a.low))::DOUBLE END AS score_percent,
       CASE a.survey_kind
         WHEN 'nps' THEN a.low = 0 AND a.high = 10 AND a.score >= 9
         WHEN 'ces' THEN a.oriented >= a.high - 2
         ELSE coalesce(a.oriented >= a.positive_from,
           CASE a.high - a.low + 1 WHEN 5 THEN a.oriented >= a.low + 3 WHEN 4 THEN a.oriented >= a.low + 2 WHEN 3 THEN a.oriented >= a.high
                WHEN 2 THEN a.oriented >= a.high ELSE a.oriented > a.low + (a.high - a.low) * 0.6 END) END AS is_positive,
       CASE a.survey_kind
         WHEN 'nps' THEN a.low = 0 AND a.high = 10 AND a.score <= 6
         WHEN 'ces' THEN a.oriented <= a.low + 2
         ELSE coalesce(a.oriented < a.positive_from, false) OR a.oriented <= a.low + (a.high - a.low) * 0.4 END AS is_negative,
       a.respondent_id
FROM derived.survey_answer a ${customerJoin(context, 'a.customer_id')}
WHERE ${countedAccount('a.customer_id')} AND (a.survey_kind <> 'nps' OR (a.low = 0 AND a.high = 10))`,
};

/** `facts.survey_account_score`: one NPS category a customer and month, so that a customer with many voices counts once. */
export const surveyAccountScore: FactBuilder = {
  table: 'facts.survey_account_score',
  unit: 'whole',
  touchedBy: touched,
  select: (context) => `
WITH latest AS (
  SELECT *, row_number() OVER (PARTITION BY account_id, survey, respondent_id, date_trunc('month', answered_date) ORDER BY answered_date DESC, record_id DESC) AS newest
  FROM facts.survey_response WHERE survey_kind = 'nps' AND account_id IS NOT NULL
)
SELECT NULL::VARCHAR AS record_id, NULL::VARCHAR AS batch_id, NULL::BIGINT AS row_number, s.account_id, ${dimensionsOf('c')}, s.survey, s.answered_date, s.category, s.answers
FROM (
  SELECT account_id, survey, max(answered_date) AS answered_date, avg(CASE WHEN is_positive THEN 1 WHEN is_negative THEN -1 ELSE 0 END)::DOUBLE AS category, count(*) AS answers
  FROM latest WHERE newest = 1 GROUP BY account_id, survey, date_trunc('month', answered_date)
) s ${customerJoin(context, 's.account_id')}`,
};

/** `facts.survey_invitation`: invitations that arrived (where nothing is said, they did). */
export const surveyInvitation: FactBuilder = {
  table: 'facts.survey_invitation',
  unit: 'whole',
  touchedBy: touched,
  select: (context) => {
    const account = resolvedAccount(context, 'coalesce(i.account_id, p.account_id)');
    return `
SELECT i.invitation_id AS record_id, i._batch_id AS batch_id, i._row AS row_number, ${account.value} AS account_id, ${dimensionsOf('c')},
       coalesce(nullif(trim(s.question), ''), regexp_replace(i.survey_id, '^[^:]*:', '')) AS survey, s.kind AS survey_kind, i.channel AS survey_channel,
       i.sent_at_date AS sent_date, a.invitation_id IS NOT NULL AS is_answered
FROM canonical.survey_invitation i
LEFT JOIN canonical.survey s ON s.survey_id = i.survey_id
LEFT JOIN resolved.person p ON p.person_id = i.person_id
LEFT JOIN (SELECT DISTINCT invitation_id FROM derived.survey_answer WHERE invitation_id IS NOT NULL) a ON a.invitation_id = i.invitation_id
${account.join}
${customerJoin(context, account.value)}
WHERE coalesce(i.is_delivered, true) AND ${countedAccount(account.value)}`;
  },
};
