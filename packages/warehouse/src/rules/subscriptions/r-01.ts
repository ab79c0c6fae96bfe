import { rule } from '../rule.js';
import { asOf } from '../sql-words.js';

export const r01 = rule({
  id: 'R-01',
  severity: 'warn',
  title: 'A subscription has an end exactly when it is over',
  remedy: 'Correct the status or the end date in billing',
  tables: [
    {
      entity: 'subscription',
      // An end that lies ahead is the end of a term, and no contradiction.
      breaks: `SELECT subscription_id AS record, status || CASE WHEN ended_at IS NULL THEN ' without an end' ELSE ' although it ended on ' || ended_at_date END AS message FROM canonical.subscription
        WHERE ((status IN ('canceled', 'expired') AND ended_at IS NULL AND canceled_at IS NULL) OR (status IN ('active', 'trialing', 'past_due') AND ended_at_date <= ${asOf}))
          AND NOT coalesce(is_deleted, false)`,
      population: `SELECT count(*) AS n FROM canonical.subscription`,
    },
  ],
});
