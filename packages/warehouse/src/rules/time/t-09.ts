import { rule } from '../rule.js';
import { bare } from '../sql-words.js';

const histories: readonly (readonly [entity: string, key: string, where: string])[] = [
  ['subscription_item', 'item_id', `NOT coalesce(is_deleted, false)`],
  ['account_history', 'account_id', 'true'],
];

export const t09 = rule({
  id: 'T-09',
  severity: 'warn',
  title: 'Versions of one record follow each other without overlap',
  remedy:
    'Export the history again; until then a version of a subscription item counts until the next one begins',
  tables: histories.map(([entity, key, where]) => ({
    entity,
    breaks: `
      SELECT ${key} AS record, ${bare(key)} || ' has two versions from ' || next_from || CASE WHEN valid_to_date IS NULL THEN ': the older one never ended' ELSE ' to ' || valid_to_date END AS message
      FROM (
        SELECT ${key}, valid_to, valid_to_date, lead(valid_from) OVER versions AS next, lead(valid_from_date) OVER versions AS next_from
        FROM canonical.${entity} WHERE ${where} AND (valid_to IS NULL OR valid_from IS NULL OR valid_to > valid_from)
        WINDOW versions AS (PARTITION BY ${key} ORDER BY valid_from NULLS FIRST, valid_to NULLS LAST)
      ) WHERE next IS NOT NULL AND (valid_to IS NULL OR next < valid_to)`,
    population: `SELECT count(*) AS n FROM canonical.${entity}`,
  })),
});
