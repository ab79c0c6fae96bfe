import type { TableCheck } from '../rule.js';
import { bare } from '../sql-words.js';

/** Fees and postage have prices of their own. */
const isProduct = `coalesce(kind, 'product') = 'product'`;

const columns: readonly (readonly [entity: string, key: string, column: string, where?: string])[] = [
  ['deal', 'deal_id', 'amount'],
  ['order', 'order_id', 'net'],
  ['invoice_line', 'invoice_line_id', 'amount'],
  ['order_line', 'order_line_id', 'quantity', isProduct],
  ['order_line', 'order_line_id', 'unit_price', isProduct],
  ['account', 'account_id', 'annual_revenue'],
];

/** Robust z from which on an amount is out of all proportion; 3.5 is usual for normal data, money has longer tails. */
const farFrom = 5;
/** Where prices are few and fixed, the spread is nil: then twice the median is taken for ordinary. */
const leastSpread = 0.65;
/** Of fewer amounts nobody can say what is ordinary. */
const manyAmounts = 30;
/** What is not rare is a part of the business. */
const rareShare = 0.005;

/**
 * Robust z of the logarithm by median and MAD (Iglewicz and Hoaglin 1993, 0.6745 (x - median) / MAD), upwards only.
 * Logarithms are counted in steps of a hundredth, so that median and MAD of fifty million amounts cost one pass.
 */
const robust = ([entity, key, column, where = 'true']: (typeof columns)[number]): TableCheck => ({
  entity,
  breaks: `
    WITH bin AS (SELECT round(ln("${column}"::DOUBLE), 2) AS x, count(*) AS n FROM canonical."${entity}" WHERE "${column}" > 0 AND ${where} GROUP BY 1),
    total AS (SELECT sum(n) AS n FROM bin),
    middle AS (SELECT min(x) AS x FROM (SELECT x, sum(n) OVER (ORDER BY x) AS upto FROM bin) WHERE upto >= (SELECT n FROM total) / 2),
    away AS (SELECT abs(b.x - m.x) AS x, sum(b.n) AS n FROM bin b, middle m GROUP BY 1),
    spread AS (SELECT greatest(min(x), ${leastSpread}) AS x FROM (SELECT x, sum(n) OVER (ORDER BY x) AS upto FROM away) WHERE upto >= (SELECT n FROM total) / 2),
    bound AS (
      SELECT exp(m.x) AS usual, exp(m.x + ${farFrom} / 0.6745 * s.x) AS highest
      FROM middle m, spread s, total t
      WHERE t.n >= ${manyAmounts}
        AND (SELECT sum(n) FROM bin b WHERE b.x > m.x + ${farFrom} / 0.6745 * s.x) <= greatest(1, ${rareShare} * t.n)
    )
    SELECT x."${key}" AS record, '${column.replace('_', ' ')} ' || x."${column}"::DECIMAL(18,2) || ' is out of all proportion; usual is about ' || b.usual::DECIMAL(18,2) AS message
    FROM canonical."${entity}" x, bound b WHERE x."${column}" > b.highest AND ${where}`,
  population: `SELECT count("${column}") AS n FROM canonical."${entity}"`,
});

/** Prices of more than ten times the list price. */
const aboveList: readonly TableCheck[] = (
  [
    ['order_line', 'order_line_id'],
    ['deal_line', 'deal_line_id'],
  ] as const
).map(([entity, key]) => ({
  entity,
  reads: ['product'],
  breaks: `
    SELECT l.${key} AS record, 'price ' || l.unit_price::DECIMAL(18,2) || ' of ' || ${bare('l.product_id')} || ' is more than ten times the list price of ' || p.list_price::DECIMAL(18,2) AS message
    FROM canonical.${entity} l JOIN canonical.product p ON p.product_id = l.product_id
    WHERE p.list_price > 0 AND l.unit_price > 10 * p.list_price AND l.currency IS NOT DISTINCT FROM p.currency`,
  population: `SELECT count(unit_price) AS n FROM canonical.${entity}`,
}));

export const outlierChecks: readonly TableCheck[] = [...columns.map(robust), ...aboveList];
