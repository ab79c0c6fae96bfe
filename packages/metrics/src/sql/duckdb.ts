import type { Dialect } from './dialect.js';

const plain = /^[a-z_][a-z0-9_]*$/;
const reserved = new Set(['order', 'group', 'table', 'end', 'start', 'column']);

const identifier = (name: string): string =>
  plain.test(name) && !reserved.has(name) ? name : `"${name.replaceAll('"', '""')}"`;

/** DuckDB 1.x, the embedded engine. `schema` holds the facts. */
export const duckdbDialect = (schema = 'facts'): Dialect => ({
  name: 'duckdb',
  identifier,
  table: (fact) => `${identifier(schema)}.${identifier(fact)}`,
  placeholder: (position) => `$${position}`,
  date: (iso) => `DATE '${iso}'`,
  asText: (expression) => `CAST(${expression} AS VARCHAR)`,
  asDouble: (expression) => `CAST(${expression} AS DOUBLE)`,
  daysBetween: (from, to) => `(${to} - ${from})`,
  daysOfWindows:
    '(SELECT period, start_date, end_date, CAST(unnest(generate_series(start_date, end_date - 1, INTERVAL 1 DAY)) AS DATE) AS day FROM windows)',
  readOnce: 'MATERIALIZED',
  sortedArray: (value, filter) => `list_sort(list(${value}) FILTER (WHERE ${filter}))`,
  // list_slice would carry the whole array along, and the cast to text would be of all of it.
  sliceText: (array, from, to) =>
    `array_to_string(list_select(${array}, range(greatest(1, ${from}), ${to} + 1)), ',')`,
  quantile: (value, q) => `quantile_cont(CAST(${value} AS DOUBLE), ${q})`,
  arrayLength: (array) => `coalesce(len(${array}), 0)`,
  countIf: (condition) => (condition === 'TRUE' ? 'count(*)' : `count(*) FILTER (WHERE ${condition})`),
  sumIf: (value, condition) =>
    condition === 'TRUE' ? `sum(${value})` : `sum(${value}) FILTER (WHERE ${condition})`,
  countDistinctIf: (value, condition) =>
    condition === 'TRUE'
      ? `count(DISTINCT ${value})`
      : `count(DISTINCT ${value}) FILTER (WHERE ${condition})`,
});
