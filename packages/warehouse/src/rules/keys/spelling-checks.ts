import type { TableCheck } from '../rule.js';
import { bare, listed } from '../sql-words.js';
import { countryNames } from '../identity/country-names.js';

/** Columns whose values are names out of a short list, and lists that a value should be in. */
const columns: readonly { entity: string; column: string; from?: string }[] = [
  {
    entity: 'deal',
    column: 'product',
    from: `SELECT product_id AS value FROM canonical.product UNION ALL SELECT product_id FROM canonical.deal_line`,
  },
  { entity: 'order_line', column: 'product_id' },
  { entity: 'account', column: 'industry' },
  { entity: 'account', column: 'segment' },
  { entity: 'account', column: 'country' },
  { entity: 'account', column: 'channel' },
  { entity: 'account', column: 'plan' },
  { entity: 'lead', column: 'channel' },
  { entity: 'deal', column: 'channel' },
  { entity: 'deal', column: 'stage' },
  { entity: 'ticket', column: 'category' },
  { entity: 'ticket', column: 'priority' },
  { entity: 'crm_user', column: 'team' },
  { entity: 'marketing_spend', column: 'channel' },
];

/** Lists longer than this are not names out of a short list; comparing all pairs would also take too long. */
const listAtMost = 6000;
/** Edit distance is asked only of short lists: in a long one, neighbours are no mistake. */
const closeAtMost = 300;
/** A slip is rare beside what was meant: north and worth, both common, are two words. */
const rarerBy = 5;

/** Lower case, letters and digits only. What stands between two digits stays: 1-23 and 12-3 are two codes. */
const plain = (value: string): string => {
  const betweenDigits = `'([0-9])[^\\p{L}\\p{N}]+([0-9])', '\\1¦\\2', 'g'`;
  return `regexp_replace(regexp_replace(regexp_replace(lower(${value}), ${betweenDigits}), ${betweenDigits}), '[^\\p{L}\\p{N}¦]', '', 'g')`;
};

/** No word of one value that the other lacks is shorter than five letters: Team A and Team B are two teams. */
const differInLongWords = (one: string, other: string): string =>
  `len(list_filter(string_split_regex(lower(${one}), '[^\\p{L}\\p{N}]+'), lambda w: length(w) < 5 AND NOT list_contains(string_split_regex(lower(${other}), '[^\\p{L}\\p{N}]+'), w))) = 0`;

/** Values that differ only in case, spaces and punctuation, or (in short lists) by one letter of a longer word. */
export const spellingChecks: readonly TableCheck[] = columns.map(({ entity, column, from }) => ({
  entity,
  reads: from === undefined ? [] : ['product', 'deal_line'],
  breaks: `
    WITH spelt AS (
      SELECT ${bare('value')} AS value, sum(n) AS n FROM (
        SELECT value, count(*) AS n FROM (
          SELECT "${column}" AS value FROM canonical."${entity}"${from === undefined ? '' : ` UNION ALL ${from}`}
        ) WHERE value IS NOT NULL GROUP BY value
      ) GROUP BY 1
    ),
    value AS (SELECT value, n, ${plain('value')} AS plain FROM spelt WHERE (SELECT count(*) FROM spelt) <= ${listAtMost}),
    pair AS (
      SELECT a.value AS one, b.value AS other, a.n AS n, b.n AS m FROM value a JOIN value b ON a.plain = b.plain AND a.value < b.value
      UNION ALL
      SELECT a.value, b.value, a.n, b.n FROM value a JOIN value b ON a.value < b.value AND a.plain <> b.plain AND length(a.plain) >= 6 AND abs(length(a.plain) - length(b.plain)) <= 1
      WHERE (SELECT count(*) FROM value) <= ${closeAtMost} AND greatest(a.n, b.n) >= ${rarerBy} * least(a.n, b.n)
        AND damerau_levenshtein(a.plain, b.plain) = 1 AND regexp_replace(a.plain, '[0-9]', '', 'g') <> regexp_replace(b.plain, '[0-9]', '', 'g')
        AND ${differInLongWords('a.value', 'b.value')} AND ${differInLongWords('b.value', 'a.value')}
        ${column === 'country' ? `AND NOT (a.plain IN (${listed(countryNames)}) AND b.plain IN (${listed(countryNames)}))` : ''}
    )
    SELECT one || ' ~ ' || other AS record, '${column.replace(/_id$/, '')} is spelt ' || one || ' (' || n || ') and ' || other || ' (' || m || ')' AS message FROM pair`,
  population: `SELECT count(DISTINCT "${column}") AS n FROM canonical."${entity}"`,
}));
