import { rule } from '../rule.js';

export const r05 = rule({
  id: 'R-05',
  severity: 'warn',
  title: 'A trial pays nothing',
  remedy: 'Set the MRR of trials to 0; they count as no customer and no MRR either way',
  tables: [
    {
      entity: 'subscription',
      breaks: `SELECT subscription_id AS record, 'a trial with an MRR of ' || mrr::DECIMAL(18,2) AS message FROM canonical.subscription WHERE is_trial AND mrr > 0 AND NOT coalesce(is_deleted, false)`,
      population: `SELECT count(*) AS n FROM canonical.subscription WHERE is_trial`,
    },
  ],
});
