import { rule } from '../rule.js';
import { isHash, listed } from '../sql-words.js';
import { poisonValues } from '../../identity/poison.js';

/** One `@`, no blank, a dot behind it. What is deliverable only the mail server knows. */
const form = '^[^@[:space:]]+@[^@[:space:]]+[.][^@[:space:].]+$';

const addresses: readonly (readonly [entity: string, key: string])[] = [
  ['person', 'person_id'],
  ['lead', 'lead_id'],
  ['account', 'account_id'],
  ['crm_user', 'user_id'],
  ['survey_response', 'response_id'],
];

/** Columns in which an address has slipped by one: a city is none. */
const places = ['name', 'country', 'region', 'city', 'industry'];

export const i01 = rule({
  id: 'I-01',
  severity: 'warn',
  title: 'An e-mail address has the form of one, and stands where it belongs',
  remedy: 'Correct the address in the source; it identifies nobody until then',
  tables: [
    ...addresses.map(([entity, key]) => ({
      entity,
      // Placeholders are named by I-03.
      breaks: `SELECT ${key} AS record, 'not an e-mail address: ' || email AS message FROM canonical.${entity}
        WHERE NOT regexp_matches(trim(email), '${form}') AND NOT ${isHash('email')} AND NOT list_contains([${listed(poisonValues)}], lower(trim(email)))`,
      population: `SELECT count(email) AS n FROM canonical.${entity}`,
    })),
    {
      entity: 'account',
      breaks: places
        .map(
          (column) =>
            `SELECT account_id AS record, '${column} holds an e-mail address: ' || "${column}" AS message FROM canonical.account WHERE "${column}" LIKE '%@%' AND regexp_matches(trim("${column}"), '${form}')`,
        )
        .join(' UNION ALL '),
      population: `SELECT count(*) AS n FROM canonical.account`,
    },
  ],
});
