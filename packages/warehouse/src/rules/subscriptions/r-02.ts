import { rule } from '../rule.js';
import { asOf } from '../sql-words.js';

export const r02 = rule({
  id: 'R-02',
  severity: 'info',
  title: 'An account has one subscription at a time, or its subscriptions add up',
  remedy: 'Nothing, if they are meant to add up: they are summed',
  tables: [
    {
      entity: 'subscription',
      breaks: `SELECT account_id AS record, count(*) || ' subscriptions at one time; their MRR is summed' AS message FROM canonical.subscription
        WHERE (ended_at IS NULL OR ended_at_date > ${asOf}) AND coalesce(status, 'active') IN ('active', 'past_due') AND account_id IS NOT NULL
          AND NOT coalesce(is_trial, false) AND NOT coalesce(is_deleted, false) GROUP BY account_id HAVING count(*) > 1`,
      population: `SELECT count(DISTINCT account_id) AS n FROM canonical.subscription`,
    },
  ],
});
