import { rule } from '../rule.js';
import { asOf } from '../sql-words.js';

export const r06 = rule({
  id: 'R-06',
  severity: 'warn',
  title: 'The plan on the account is a plan it pays for',
  remedy: 'Take the plan from the subscription; breakdowns by plan show the one of the account',
  tables: [
    {
      entity: 'account',
      reads: ['subscription'],
      // With several subscriptions one of them must bear the plan of the account.
      breaks: `
        SELECT a.account_id AS record, 'its plan is ' || a.plan || ', it pays for ' || array_to_string(s.plans, ', ') AS message
        FROM canonical.account a JOIN (
          SELECT account_id, list_sort(list(DISTINCT plan)) AS plans, list(DISTINCT lower(trim(plan))) AS plain FROM canonical.subscription
          WHERE plan IS NOT NULL AND (ended_at IS NULL OR ended_at_date > ${asOf}) AND NOT coalesce(is_deleted, false) GROUP BY account_id
        ) s ON s.account_id = a.account_id
        WHERE a.plan IS NOT NULL AND NOT list_contains(s.plain, lower(trim(a.plan)))`,
      population: `SELECT count(plan) AS n FROM canonical.account`,
    },
  ],
});
