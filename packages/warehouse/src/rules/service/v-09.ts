import { rule } from '../rule.js';

/** A share of fewer than ten says nothing. */
export const v09 = rule({
  id: 'V-09',
  severity: 'warn',
  title: 'Nine in ten tickets belong to an account',
  remedy: 'Link requesters to accounts (organisation or e-mail domain)',
  tables: [
    {
      entity: 'ticket',
      reads: ['person', 'account', 'account_person', 'entity_merge'],
      breaks: `SELECT record_id AS record, 'no account' AS message FROM facts.ticket WHERE account_id IS NULL AND (SELECT count(*) >= 10 AND count(*) FILTER (account_id IS NULL) > 0.1 * count(*) FROM facts.ticket)`,
      population: `SELECT count(*) AS n FROM facts.ticket`,
    },
  ],
});
