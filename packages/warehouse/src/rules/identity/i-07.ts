import { rule } from '../rule.js';
import { isHash, listed } from '../sql-words.js';
import { countryNames, plainCountry } from './country-names.js';

export const i07 = rule({
  id: 'I-07',
  severity: 'warn',
  title: 'A country is a country',
  remedy: 'Correct the spelling, or map the value to an ISO 3166 code',
  tables: ['account', 'person', 'order'].map((entity) => ({
    entity,
    // Each spelling is looked up once: orders are many, countries few. After a plain DISTINCT the engine would move the
    // look-up below it, to every row; it does not move it past min().
    breaks: `
      WITH unknown AS (
        SELECT country FROM (SELECT min(country) AS country FROM canonical."${entity}" WHERE country IS NOT NULL GROUP BY country)
        WHERE trim(country) <> '' AND NOT ${isHash('country')} AND ${plainCountry('country')} NOT IN (${listed(countryNames)})
      )
      SELECT x.${entity}_id AS record, 'not a country: ' || x.country AS message FROM canonical."${entity}" x JOIN unknown u ON u.country = x.country`,
    population: `SELECT count(country) AS n FROM canonical."${entity}"`,
  })),
});
