/** `resolved.crm_user`: what figures show of a user. A user that is only ever named (an owner's label) is its own row. */
export const resolveUsers = `
CREATE OR REPLACE TABLE resolved.crm_user AS
WITH named AS (
  SELECT owner_user_id AS user_id FROM canonical.deal UNION SELECT assignee_user_id FROM canonical.ticket
  UNION SELECT owner_user_id FROM canonical.account UNION SELECT owner_user_id FROM canonical.lead
  UNION SELECT user_id FROM canonical.activity UNION SELECT owner_user_id FROM canonical.quota
  UNION SELECT new_value FROM canonical.deal_field_history WHERE field = 'owner_user_id'
  UNION SELECT old_value FROM canonical.deal_field_history WHERE field = 'owner_user_id'
  UNION SELECT new_value FROM canonical.ticket_event WHERE field = 'assignee'
  UNION SELECT agent_user_id FROM canonical.survey_response
  UNION SELECT user_id FROM canonical.crm_usage_daily UNION SELECT user_id FROM canonical.crm_user
)
SELECT n.user_id,
       coalesce(nullif(trim(u.name), ''), u.email, regexp_replace(n.user_id, '^[^:]*:', '')) AS name,
       u.team, u.region AS office, u.manager, u.role,
       coalesce(u.role IN ('bot', 'integration'), false) AS is_machine,
       coalesce(u.is_licensed, u.is_active, true) AND (u.is_licensed IS NOT NULL OR u._source IN (SELECT _source FROM canonical.deal UNION SELECT _source FROM canonical.lead UNION SELECT _source FROM canonical.crm_usage_daily)) AND NOT coalesce(u.role IN ('bot', 'integration'), false)
         AND NOT coalesce(u.is_deleted, false) AND u.user_id IS NOT NULL AS is_licensed,
       u.started_at_date AS started_date, u.left_at_date AS left_date
FROM named n LEFT JOIN canonical.crm_user u ON u.user_id = n.user_id
WHERE n.user_id IS NOT NULL`;
