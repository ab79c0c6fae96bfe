import type { FactBuilder } from '../fact-builder.js';
import { literal } from '../fragments.js';

/**
 * `facts.crm_user_month`: each licensed user in each month in which they were there and usage was recorded at all. Writes
 * count, log-ins do not. Without a usage log the activities they own stand in.
 */
export const crmUserMonth: FactBuilder = {
  table: 'facts.crm_user_month',
  readsAsOf: true,
  unit: 'whole',
  touchedBy: { crm_user: null, crm_usage_daily: null, activity: null },
  select: (context) => `
WITH written AS (
  SELECT user_id, day, coalesce(records_created, 0) + coalesce(records_updated, 0) + coalesce(activities_logged, 0) AS writes
  FROM canonical.crm_usage_daily
  UNION ALL
  SELECT user_id, occurred_at_date, 1 FROM canonical.activity
  WHERE user_id IS NOT NULL AND NOT coalesce(is_automated, false) AND NOT coalesce(is_deleted, false)
    AND NOT EXISTS (SELECT 1 FROM canonical.crm_usage_daily)
),
month AS (
  SELECT unnest(generate_series(date_trunc('month', min(day))::DATE, least(max(day), DATE ${literal(context.asOf)}), INTERVAL 1 MONTH))::DATE AS date FROM written
),
worked AS (
  SELECT user_id, date_trunc('month', day)::DATE AS date, sum(writes)::BIGINT AS writes FROM written GROUP BY ALL
)
SELECT u.user_id AS record_id, x._batch_id AS batch_id, x._row AS row_number, u.name AS owner, u.team, m.date,
       coalesce(w.writes, 0) AS writes, coalesce(w.writes, 0) >= ${context.config.assumptions.adoption_writes} AS is_adopting
FROM resolved.crm_user u JOIN canonical.crm_user x ON x.user_id = u.user_id CROSS JOIN month m
LEFT JOIN worked w ON w.user_id = u.user_id AND w.date = m.date
WHERE u.is_licensed AND coalesce(u.started_date < m.date + INTERVAL 1 MONTH, true) AND coalesce(u.left_date >= m.date, true)`,
};
