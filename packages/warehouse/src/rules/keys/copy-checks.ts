import type { TableCheck } from '../rule.js';
import { bare } from '../sql-words.js';

/** Rows that often come without an id of their own, with what makes two of them the same. */
const kinds: readonly {
  entity: string;
  key: string;
  same: readonly string[];
  where: string;
  label: string;
}[] = [
  {
    entity: 'order_line',
    key: 'order_line_id',
    same: ['order_id', 'product_id', 'description', 'quantity', 'unit_price', 'amount'],
    where: 'order_id IS NOT NULL AND product_id IS NOT NULL',
    label: bare('product_id'),
  },
  {
    entity: 'lead',
    key: 'lead_id',
    same: ['lower(trim(email))', 'created_at', 'company', 'channel', 'campaign_id'],
    where: 'email IS NOT NULL AND NOT coalesce(is_test, false) AND NOT coalesce(is_deleted, false)',
    label: 'email',
  },
  {
    // Within one file; the same spend out of two imports is M-11. Cents are often alike by chance.
    entity: 'marketing_spend',
    key: 'spend_id',
    same: [
      'campaign_id',
      'campaign_name',
      'channel',
      'started_on',
      'ended_on',
      'amount',
      'currency',
      'impressions',
      'clicks',
      '_batch_id',
    ],
    where: 'amount >= 1',
    label: `coalesce(campaign_name, ${bare('campaign_id')}, channel, 'spend') || ' on ' || started_on`,
  },
  {
    entity: 'cost_item',
    key: 'cost_id',
    same: ['started_on', 'ended_on', 'category', 'channel', 'team', 'amount', 'currency', 'description'],
    where: 'description IS NOT NULL',
    label: 'description',
  },
];

/** Rows whose content stands there before them. All of them count, since nothing proves that one is a mistake. */
export const copyChecks: readonly TableCheck[] = kinds.map(({ entity, key, same, where, label }) => {
  // Hashes first: grouping fifty million lines by six columns would take the memory of the machine.
  const content = `hash(${same.join(', ')})`;
  return {
    entity,
    breaks: `
      WITH repeated AS (SELECT ${content} AS content FROM canonical."${entity}" WHERE ${where} GROUP BY 1 HAVING count(*) > 1)
      SELECT "${key}" AS record, 'the row (' || ${label} || ') stands there more than once, and each counts' AS message
      FROM canonical."${entity}" x WHERE ${where} AND ${content} IN (SELECT content FROM repeated)
      QUALIFY row_number() OVER (PARTITION BY ${same.join(', ')} ORDER BY "${key}") > 1`,
    population: `SELECT count(*) AS n FROM canonical."${entity}" WHERE ${where}`,
  };
});
