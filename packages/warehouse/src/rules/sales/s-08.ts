import { rule } from '../rule.js';

/** A share of fewer than ten says nothing. */
export const s08 = rule({
  id: 'S-08',
  severity: 'warn',
  title: 'Nine in ten open deals have an account',
  remedy: 'Link the deals to their accounts',
  tables: [
    {
      entity: 'deal',
      reads: ['deal_party', 'pipeline_stage'],
      breaks: `SELECT deal_id AS record, 'open and without account' AS message FROM derived.deal WHERE is_open AND account_id IS NULL
        AND (SELECT count(*) >= 10 AND count(*) FILTER (account_id IS NULL) > 0.1 * count(*) FROM derived.deal WHERE is_open)`,
      population: `SELECT count(*) AS n FROM derived.deal WHERE is_open`,
    },
  ],
});
