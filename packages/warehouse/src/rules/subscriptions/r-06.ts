import { rule } from '../rule.js';

export const r06 = rule({
  id: 'R-06',
  severity: 'warn',
  title: 'The plan on the account is the plan it pays for',
  remedy: 'Take the plan from the subscription',
  tables: [
    {
      entity: 'subscription',
      reads: ['account'],
      breaks: `SELECT s.subscription_id AS record, 'its plan is ' || s.plan || ', that of the account ' || a.plan AS message FROM canonical.subscription s JOIN canonical.account a ON a.account_id = s.account_id WHERE s.plan <> a.plan AND s.ended_at IS NULL`,
      population: `SELECT count(plan) AS n FROM canonical.subscription`,
    },
  ],
});
