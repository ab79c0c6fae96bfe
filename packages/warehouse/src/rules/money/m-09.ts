import { rule } from '../rule.js';

export const m09 = rule({
  id: 'M-09',
  severity: 'warn',
  title: 'Columns that say the same agree',
  remedy: 'Find out which of the two is right',
  tables: [
    {
      entity: 'subscription',
      reads: ['subscription_item'],
      breaks: `SELECT s.subscription_id AS record, 'it states an MRR of ' || s.mrr || ', its items give ' || i.mrr AS message FROM canonical.subscription s JOIN (SELECT subscription_id, sum(mrr) AS mrr FROM derived.mrr_item WHERE to_date IS NULL GROUP BY 1) i USING (subscription_id) WHERE s.mrr IS NOT NULL AND abs(s.mrr - i.mrr) > 0.01 AND s.subscription_id IN (SELECT subscription_id FROM canonical.subscription_item)`,
      population: `SELECT count(mrr) AS n FROM canonical.subscription`,
    },
  ],
});
