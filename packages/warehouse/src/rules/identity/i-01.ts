import { rule } from '../rule.js';

export const i01 = rule({
  id: 'I-01',
  severity: 'warn',
  title: 'An e-mail address has the form of one',
  remedy: 'Correct the address in the source; it identifies nobody until then',
  tables: [
    {
      entity: 'person',
      breaks: `SELECT person_id AS record, 'not an e-mail address: ' || email AS message FROM canonical.person WHERE email IS NOT NULL AND NOT regexp_matches(trim(email), '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$') AND NOT regexp_matches(trim(email), '^[0-9a-fA-F]{32,64}$|^[A-Za-z0-9+/]{22}==$')`,
      population: `SELECT count(email) AS n FROM canonical.person`,
    },
    {
      entity: 'lead',
      breaks: `SELECT lead_id AS record, 'not an e-mail address: ' || email AS message FROM canonical.lead WHERE email IS NOT NULL AND NOT regexp_matches(trim(email), '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$') AND NOT regexp_matches(trim(email), '^[0-9a-fA-F]{32,64}$|^[A-Za-z0-9+/]{22}==$')`,
      population: `SELECT count(email) AS n FROM canonical.lead`,
    },
    {
      entity: 'account',
      breaks: `SELECT account_id AS record, 'not an e-mail address: ' || email AS message FROM canonical.account WHERE email IS NOT NULL AND NOT regexp_matches(trim(email), '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:]]+$') AND NOT regexp_matches(trim(email), '^[0-9a-fA-F]{32,64}$|^[A-Za-z0-9+/]{22}==$')`,
      population: `SELECT count(email) AS n FROM canonical.account`,
    },
  ],
});
