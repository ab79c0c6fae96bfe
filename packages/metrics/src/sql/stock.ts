import type { Output, StockScan } from '../plan/scan.js';
import { splitConditions, testOf } from './outputs.js';
import { sound } from './span.js';
import { groupBy, groupNames, type SqlText, type SqlWriter, valuesTable } from './writer.js';

function dailyOf(writer: SqlWriter, { aggregate }: Output, test: string): string {
  if (aggregate.kind === 'count') return writer.dialect.countIf(test);
  if (aggregate.kind === 'sum') {
    return `coalesce(${writer.dialect.sumIf(writer.column(aggregate.column), test)}, 0)`;
  }
  throw new TypeError(`no stock of: ${aggregate.kind}`);
}

/**
 * Stocks at edges, as running sums: what began before the edge less what ended before it. Two passes that each keep
 * one row a day and breakdown; never one row per span and edge.
 */
export function renderStock(writer: SqlWriter, scan: StockScan): SqlText {
  const { dialect } = writer;
  const { common, own } = splitConditions(scan.outputs);
  const { edges } = scan;
  const last = edges.at(-1) ?? '0001-01-01';
  const where = writer.all([
    ...sound(writer, scan.from, scan.to),
    ...writer.filters(scan.filters),
    ...common.map((condition) => writer.condition(condition)),
  ]);
  const tests = scan.outputs.map((_, index) => testOf(writer, own[index] ?? []));
  const pass = (date: string, sign: string): string => {
    const columns = scan.outputs.map(
      (output, index) => `${sign}${dailyOf(writer, output, tests[index] ?? 'TRUE')} AS ${output.alias}`,
    );
    return `  SELECT ${writer.column(date)} AS day, ${writer.groupColumns(scan.groups)}${columns.join(', ')}
  FROM ${dialect.table(scan.fact)} f
  WHERE ${where} AND ${writer.column(date)} < ${dialect.date(last)}
  ${groupBy(scan.groups.length + 1)}`;
  };
  // Days go to the first edge after them, so that the running sum touches edges, not days.
  const slots = edges.map(
    (edge, index) => `(${index}, ${dialect.date(edges[index - 1] ?? '0001-01-01')}, ${dialect.date(edge)})`,
  );
  const numbered = edges.map((edge, index) => `(${index}, '${edge}')`);
  const names = scan.outputs.map(({ alias }) => alias);
  return writer.finish(
    `WITH ${valuesTable('slots', ['slot', 'start_date', 'end_date'], slots, dialect)},
${valuesTable('edges', ['slot', 'period'], numbered, dialect)},
changes AS (
${pass(scan.from, '')}
  UNION ALL
${pass(scan.to, '-')}
),
steps AS (
  SELECT s.slot, ${groupNames(scan.groups, 'c')}${names.map((name) => `sum(c.${name}) AS ${name}`).join(', ')}
  FROM slots s JOIN changes c ON c.day >= s.start_date AND c.day < s.end_date
  ${groupBy(scan.groups.length + 1)}
)
SELECT e.period, ${groupNames(scan.groups, 't')}${names.map((name) => `${dialect.asText(`sum(t.${name})`)} AS ${name}`).join(', ')}
FROM edges e JOIN steps t ON t.slot <= e.slot
${groupBy(scan.groups.length + 1)}`,
  );
}
