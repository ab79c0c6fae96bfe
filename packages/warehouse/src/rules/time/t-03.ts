import { rule } from '../rule.js';

export const t03 = rule({
  id: 'T-03',
  severity: 'warn',
  title: 'An end is not before its start',
  remedy: 'Correct the dates in the source; until then the row counts but no duration is taken from it',
  tables: [
    {
      entity: 'deal',
      breaks: `SELECT deal_id AS record, 'closed_at (' || closed_at || ') lies before created_at (' || created_at || '); no duration is taken from it' AS message FROM canonical.deal WHERE CASE WHEN coalesce(created_at_precision, 'day') = 'day' OR coalesce(closed_at_precision, 'day') = 'day' THEN closed_at_date < created_at_date ELSE closed_at < created_at END`,
      population: `SELECT count(closed_at) AS n FROM canonical.deal`,
    },
    {
      entity: 'ticket',
      breaks: `SELECT ticket_id AS record, 'solved_at (' || solved_at || ') lies before created_at (' || created_at || '); no duration is taken from it' AS message FROM canonical.ticket WHERE CASE WHEN coalesce(created_at_precision, 'day') = 'day' OR coalesce(solved_at_precision, 'day') = 'day' THEN solved_at_date < created_at_date ELSE solved_at < created_at END`,
      population: `SELECT count(solved_at) AS n FROM canonical.ticket`,
    },
    {
      entity: 'ticket',
      breaks: `SELECT ticket_id AS record, 'first_response_at (' || first_response_at || ') lies before created_at (' || created_at || '); no duration is taken from it' AS message FROM canonical.ticket WHERE CASE WHEN coalesce(created_at_precision, 'day') = 'day' OR coalesce(first_response_at_precision, 'day') = 'day' THEN first_response_at_date < created_at_date ELSE first_response_at < created_at END`,
      population: `SELECT count(first_response_at) AS n FROM canonical.ticket`,
    },
    {
      entity: 'lead',
      breaks: `SELECT lead_id AS record, 'converted_at (' || converted_at || ') lies before created_at (' || created_at || '); no duration is taken from it' AS message FROM canonical.lead WHERE CASE WHEN coalesce(created_at_precision, 'day') = 'day' OR coalesce(converted_at_precision, 'day') = 'day' THEN converted_at_date < created_at_date ELSE converted_at < created_at END`,
      population: `SELECT count(converted_at) AS n FROM canonical.lead`,
    },
    {
      entity: 'subscription',
      breaks: `SELECT subscription_id AS record, 'ended_at (' || ended_at || ') lies before started_at (' || started_at || '); no duration is taken from it' AS message FROM canonical.subscription WHERE CASE WHEN coalesce(started_at_precision, 'day') = 'day' OR coalesce(ended_at_precision, 'day') = 'day' THEN ended_at_date < started_at_date ELSE ended_at < started_at END`,
      population: `SELECT count(ended_at) AS n FROM canonical.subscription`,
    },
    {
      entity: 'crm_user',
      breaks: `SELECT user_id AS record, 'left_at (' || left_at || ') lies before started_at (' || started_at || '); no duration is taken from it' AS message FROM canonical.crm_user WHERE CASE WHEN coalesce(started_at_precision, 'day') = 'day' OR coalesce(left_at_precision, 'day') = 'day' THEN left_at_date < started_at_date ELSE left_at < started_at END`,
      population: `SELECT count(left_at) AS n FROM canonical.crm_user`,
    },
    {
      entity: 'subscription_item',
      breaks: `SELECT item_id AS record, 'valid_to (' || valid_to || ') lies before valid_from (' || valid_from || '); no duration is taken from it' AS message FROM canonical.subscription_item WHERE CASE WHEN coalesce(valid_from_precision, 'day') = 'day' OR coalesce(valid_to_precision, 'day') = 'day' THEN valid_to_date < valid_from_date ELSE valid_to < valid_from END`,
      population: `SELECT count(valid_to) AS n FROM canonical.subscription_item`,
    },
    {
      entity: 'contract',
      breaks: `SELECT contract_id AS record, 'due_on (' || due_on || ') lies before started_on (' || started_on || ')' AS message FROM canonical.contract WHERE due_on < started_on`,
      population: `SELECT count(*) AS n FROM canonical."contract"`,
    },
    {
      entity: 'campaign',
      breaks: `SELECT campaign_id AS record, 'it ends before it starts' AS message FROM canonical.campaign WHERE ended_on < started_on`,
      population: `SELECT count(*) AS n FROM canonical."campaign"`,
    },
    {
      entity: 'marketing_spend',
      breaks: `SELECT spend_id AS record, 'its period ends before it starts' AS message FROM canonical.marketing_spend WHERE ended_on < started_on`,
      population: `SELECT count(*) AS n FROM canonical."marketing_spend"`,
    },
  ],
});
