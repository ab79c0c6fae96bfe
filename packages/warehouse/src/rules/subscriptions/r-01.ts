import { rule } from '../rule.js';

export const r01 = rule({
  id: 'R-01',
  severity: 'warn',
  title: 'A subscription has an end exactly when it is over',
  remedy: 'Correct the status or the end date in billing',
  tables: [
    {
      entity: 'subscription',
      breaks: `SELECT subscription_id AS record, status || CASE WHEN ended_at IS NULL THEN ' without an end' ELSE ' although it ended on ' || ended_at_date END AS message FROM canonical.subscription WHERE (status IN ('canceled', 'expired') AND ended_at IS NULL AND canceled_at IS NULL) OR (status IN ('active', 'trialing', 'past_due') AND ended_at IS NOT NULL)`,
      population: `SELECT count(*) AS n FROM canonical."subscription"`,
    },
  ],
});
