import type { TableCheck } from '../rule.js';

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

/** Values that differ only in case, spaces and punctuation, or (in short lists) by one letter of a longer word. */
export const spellingChecks: readonly TableCheck[] = columns.map(({ entity, column, from }) => ({
  entity,
  reads: from === undefined ? [] : ['product', 'deal_line'],
  breaks: `
    WITH listed AS (
      SELECT value, count(*) AS n FROM (
        SELECT "${column}" AS value FROM canonical."${entity}" WHERE "${column}" IS NOT NULL${from === undefined ? '' : ` UNION ALL ${from}`}
      ) GROUP BY value
    ),
    value AS (SELECT value, n, regexp_replace(lower(value), '[^\\p{L}\\p{N}:]', '', 'g') AS plain FROM listed WHERE (SELECT count(*) FROM listed) <= ${listAtMost}),
    pair AS (
      SELECT a.value AS one, b.value AS other, a.n + b.n AS n FROM value a JOIN value b ON a.plain = b.plain AND a.value < b.value
      UNION
      SELECT a.value, b.value, a.n + b.n FROM value a JOIN value b ON a.value < b.value AND length(a.plain) >= 6 AND abs(length(a.plain) - length(b.plain)) <= 1
        AND damerau_levenshtein(a.plain, b.plain) = 1 AND regexp_replace(a.plain, '[0-9]', '', 'g') <> regexp_replace(b.plain, '[0-9]', '', 'g')
      WHERE (SELECT count(*) FROM value) <= ${closeAtMost}
    )
    SELECT one || ' ~ ' || other AS record, '${column} is spelt ' || one || ' and ' || other AS message FROM pair`,
  population: `SELECT count(DISTINCT "${column}") AS n FROM canonical."${entity}"`,
}));
