import type { TableCheck } from '../rule.js';

/** Amounts of which an import brings many, at prices that do not change by a hundred. */
const amounts: readonly (readonly [entity: string, column: string])[] = [
  ['order_line', 'amount'],
  ['order_line', 'unit_price'],
  ['invoice_line', 'amount'],
  ['deal', 'amount'],
  ['marketing_spend', 'amount'],
];

/** Fewer amounts than this have no typical one. */
const manyAmounts = 30;

/**
 * A slip of scale is a hundred (cents), a thousand or a million (micros), give or take what prices themselves do.
 * Twenty-fold growth, or large customers in a file of their own, is none.
 */
const isSlip = (ratio: string): string => {
  const distance = (power: number) => `abs(abs(log10(${ratio})) - ${power}) < 0.3`;
  return `(${[2, 3, 6].map(distance).join(' OR ')})`;
};

const times = (ratio: string): string =>
  `CASE WHEN ${ratio} >= 1 THEN round(${ratio})::BIGINT || ' times' ELSE 'one ' || round(1 / ${ratio})::BIGINT || 'th of' END`;

const importNumber = `split_part(_batch_id, '.', 1)`;

/** The typical amount of each import, against that of the import before it of the same source. */
const againstHistory: readonly TableCheck[] = amounts.map(([entity, column]) => ({
  entity,
  breaks: `
    WITH brought AS (
      SELECT _source, ${importNumber} AS batch_id, approx_quantile(${column}::DOUBLE, 0.5) AS middle
      FROM canonical."${entity}" WHERE ${column} > 0 GROUP BY ALL HAVING count(*) >= ${manyAmounts}
    ),
    paired AS (
      SELECT *, lag(batch_id) OVER source AS before, middle / lag(middle) OVER source AS ratio
      FROM brought WINDOW source AS (PARTITION BY _source ORDER BY try_cast(substr(batch_id, 2) AS INTEGER))
    )
    SELECT batch_id AS record, 'the typical ${column.replace('_', ' ')} of import ' || batch_id || ' is ' || ${times('ratio')} || ' that of import ' || before AS message
    FROM paired WHERE ${isSlip('ratio')}`,
  population: `SELECT count(DISTINCT ${importNumber}) AS n FROM canonical."${entity}"`,
}));

/** Prices in lines, against the list prices of the same products. */
const againstList: readonly TableCheck[] = ['order_line', 'deal_line'].map((entity) => ({
  entity,
  reads: ['product'],
  breaks: `
    WITH ratio AS (
      SELECT l._source, approx_quantile(l.unit_price::DOUBLE / p.list_price::DOUBLE, 0.5) AS ratio
      FROM canonical.${entity} l JOIN canonical.product p ON p.product_id = l.product_id
      WHERE l.unit_price > 0 AND p.list_price > 0 GROUP BY l._source HAVING count(*) >= ${manyAmounts}
    )
    SELECT _source AS record, 'the typical price of a line is ' || ${times('ratio')} || ' the list price' AS message FROM ratio WHERE ${isSlip('ratio')}`,
  population: `SELECT count(DISTINCT _source) AS n FROM canonical.${entity}`,
}));

export const scaleChecks: readonly TableCheck[] = [...againstHistory, ...againstList];
