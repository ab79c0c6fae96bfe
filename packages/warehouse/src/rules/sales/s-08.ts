import { rule } from '../rule.js';

export const s08 = rule({
  id: 'S-08',
  severity: 'warn',
  title: 'Nine in ten open deals have an account',
  remedy: 'Link the deals to their accounts',
  tables: [
    {
      entity: 'deal',
      reads: ['deal_party'],
      breaks: `SELECT deal_id AS record, 'open and without account' AS message FROM canonical.deal d WHERE coalesce(status, 'open') = 'open' AND account_id IS NULL AND NOT coalesce(is_deleted, false) AND deal_id NOT IN (SELECT deal_id FROM canonical.deal_party WHERE account_id IS NOT NULL) AND (SELECT count(*) FILTER (account_id IS NULL AND deal_id NOT IN (SELECT deal_id FROM canonical.deal_party WHERE account_id IS NOT NULL)) > 0.1 * count(*) FROM canonical.deal WHERE coalesce(status, 'open') = 'open')`,
      population: `SELECT count(*) AS n FROM canonical.deal WHERE coalesce(status, 'open') = 'open'`,
    },
  ],
});
