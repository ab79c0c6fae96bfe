import { rule } from '../rule.js';
import { listed } from '../sql-words.js';
import { countryNames, plainCountry } from './country-names.js';

export const i07 = rule({
  id: 'I-07',
  severity: 'warn',
  title: 'A country is a country',
  remedy: 'Correct the spelling, or map the value to an ISO 3166 code',
  tables: ['account', 'person', 'order'].map((entity) => ({
    entity,
    // Each spelling is looked up once: orders are many, countries few.
    breaks: `
      WITH unknown AS (
        SELECT country FROM (SELECT DISTINCT country FROM canonical."${entity}" WHERE trim(country) <> '')
        WHERE ${plainCountry('country')} NOT IN (${listed(countryNames)})
      )
      SELECT x.${entity}_id AS record, 'not a country: ' || x.country AS message FROM canonical."${entity}" x JOIN unknown u ON u.country = x.country`,
    population: `SELECT count(country) AS n FROM canonical."${entity}"`,
  })),
});
