import { rule } from '../rule.js';
import { countryNames } from './country-names.js';

const countries = countryNames.map((name) => `'${name.replaceAll("'", "''")}'`).join(', ');

export const i07 = rule({
  id: 'I-07',
  severity: 'warn',
  title: 'A country is a country',
  remedy: 'Correct the spelling, or map the value to an ISO 3166 code',
  tables: [
    {
      entity: 'account',
      breaks: `SELECT account_id AS record, 'not a country: ' || country AS message FROM canonical."account" WHERE country IS NOT NULL AND lower(trim(country)) NOT IN (${countries})`,
      population: `SELECT count(country) AS n FROM canonical."account"`,
    },
    {
      entity: 'order',
      breaks: `SELECT order_id AS record, 'not a country: ' || country AS message FROM canonical."order" WHERE country IS NOT NULL AND lower(trim(country)) NOT IN (${countries})`,
      population: `SELECT count(country) AS n FROM canonical."order"`,
    },
  ],
});
