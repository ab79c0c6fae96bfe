import { rule } from '../rule.js';
import { poisonValues } from '../../identity/poison.js';

const poison = poisonValues
  .filter((value) => value !== '')
  .map((value) => `'${value}'`)
  .join(', ');

export const i03 = rule({
  id: 'I-03',
  severity: 'warn',
  title: 'An identifier is a value, not a placeholder or the hash of nothing',
  remedy: 'None: such values are never used to tell who is who',
  tables: [
    {
      entity: 'person',
      breaks: `SELECT person_id AS record, 'email is a placeholder: ' || email AS message FROM canonical.person WHERE lower(trim(email)) IN (${poison})`,
      population: `SELECT count(email) AS n FROM canonical.person`,
    },
    {
      entity: 'person',
      breaks: `SELECT person_id AS record, 'phone is a placeholder: ' || phone AS message FROM canonical.person WHERE lower(trim(phone)) IN (${poison})`,
      population: `SELECT count(phone) AS n FROM canonical.person`,
    },
    {
      entity: 'account',
      breaks: `SELECT account_id AS record, 'email is a placeholder: ' || email AS message FROM canonical.account WHERE lower(trim(email)) IN (${poison})`,
      population: `SELECT count(email) AS n FROM canonical.account`,
    },
    {
      entity: 'account',
      breaks: `SELECT account_id AS record, 'phone is a placeholder: ' || phone AS message FROM canonical.account WHERE lower(trim(phone)) IN (${poison})`,
      population: `SELECT count(phone) AS n FROM canonical.account`,
    },
    {
      entity: 'account',
      breaks: `SELECT account_id AS record, 'external_id is a placeholder: ' || external_id AS message FROM canonical.account WHERE lower(trim(external_id)) IN (${poison})`,
      population: `SELECT count(external_id) AS n FROM canonical.account`,
    },
  ],
});
