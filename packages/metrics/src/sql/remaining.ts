import type { RemainingScan } from '../plan/scan.js';
import { splitConditions, testOf } from './outputs.js';
import { covers } from './span.js';
import { groupBy, type SqlText, type SqlWriter, valuesTable } from './writer.js';

/** CTE `windows`(period, edge_date, start_date, end_date) of a plan. */
export function remainingWindows(writer: SqlWriter, scan: RemainingScan): string {
  const { dialect } = writer;
  const rows = scan.windows.map(
    ({ period, edge, start, end }) =>
      `(${period}, ${dialect.date(edge)}, ${dialect.date(start)}, ${dialect.date(end)})`,
  );
  return valuesTable('windows', ['period', 'edge_date', 'start_date', 'end_date'], rows, dialect);
}

/** Open spans at the measuring day whose date lies ahead of it inside the period. */
export function renderRemaining(writer: SqlWriter, scan: RemainingScan): SqlText {
  const { dialect } = writer;
  const { common, own } = splitConditions(scan.outputs);
  const date = writer.column(scan.date);
  const columns = scan.outputs.map(({ alias, aggregate }, index) => {
    const test = testOf(writer, own[index] ?? []);
    if (aggregate.kind === 'count') return `${dialect.asText(dialect.countIf(test))} AS ${alias}`;
    if (aggregate.kind !== 'sum') throw new TypeError(`no remaining stock of: ${aggregate.kind}`);
    return `${dialect.asText(dialect.sumIf(writer.column(aggregate.column), test))} AS ${alias}`;
  });
  const where = writer.all([
    `${date} >= w.start_date`,
    `${date} < w.end_date`,
    covers(writer, scan.from, scan.to, 'w.edge_date'),
    ...writer.filters(scan.filters),
    ...common.map((condition) => writer.condition(condition)),
  ]);
  return writer.finish(
    `WITH ${remainingWindows(writer, scan)}
SELECT w.period, ${writer.groupColumns(scan.groups)}${columns.join(', ')}
FROM ${dialect.table(scan.fact)} f JOIN windows w ON ${where}
${groupBy(scan.groups.length + 1)}`,
  );
}
