import { rule } from '../rule.js';

export const k07 = rule({
  id: 'K-07',
  severity: 'warn',
  title: 'A deal or a person has at most one primary account',
  remedy: 'Mark one association as primary in the source',
  tables: [
    {
      entity: 'deal_party',
      breaks: `SELECT deal_id AS record, 'it has ' || count(DISTINCT account_id) || ' primary accounts; the one with the smallest id is taken' AS message
FROM canonical.deal_party WHERE is_primary AND account_id IS NOT NULL GROUP BY deal_id HAVING count(DISTINCT account_id) > 1`,
      population: `SELECT count(DISTINCT deal_id) AS n FROM canonical.deal_party`,
    },
    {
      entity: 'account_person',
      breaks: `SELECT person_id AS record, 'it has ' || count(DISTINCT account_id) || ' primary accounts; the one with the smallest id is taken' AS message
FROM canonical.account_person WHERE is_primary GROUP BY person_id HAVING count(DISTINCT account_id) > 1`,
      population: `SELECT count(DISTINCT person_id) AS n FROM canonical.account_person`,
    },
  ],
});
