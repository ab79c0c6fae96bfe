import type { FlowScan, Output } from '../plan/scan.js';
import { splitConditions, testOf } from './outputs.js';
import { groupBy, groupNames, type SqlText, type SqlWriter } from './writer.js';

interface Column {
  readonly name: string;
  /** Aggregate over the rows of a day. */
  readonly daily: string;
}

/** Additive columns of one output: a count, a sum, or the three sums of a mean. */
function columnsOf(writer: SqlWriter, output: Output, test: string): readonly Column[] {
  const { dialect } = writer;
  const { alias, aggregate } = output;
  switch (aggregate.kind) {
    case 'count':
      return [{ name: alias, daily: dialect.countIf(test) }];
    case 'sum':
      return [{ name: alias, daily: dialect.sumIf(writer.column(aggregate.column), test) }];
    case 'mean': {
      const column = writer.column(aggregate.column);
      const known = writer.all([test, `${column} IS NOT NULL`]);
      const double = dialect.asDouble(column);
      return [
        { name: alias, daily: dialect.sumIf(column, known) },
        { name: `${alias}_n`, daily: dialect.countIf(known) },
        { name: `${alias}_ss`, daily: dialect.sumIf(`${double} * ${double}`, known) },
      ];
    }
    default:
      throw new TypeError(`not additive: ${aggregate.kind}`);
  }
}

/** Dates of all windows together: what the engine has to read at all. */
export function reach(writer: SqlWriter, date: string, windows: FlowScan['windows']): readonly string[] {
  const starts = windows.map(({ start }) => start).sort();
  const ends = windows.map(({ end }) => end).sort();
  const first = starts[0];
  const last = ends.at(-1);
  if (first === undefined || last === undefined) return ['FALSE'];
  const column = writer.column(date);
  return [`${column} >= ${writer.dialect.date(first)}`, `${column} < ${writer.dialect.date(last)}`];
}

/**
 * Rows by date. First to one row a day and breakdown, in one pass over the fact; then days to windows, which may
 * overlap (rolling windows, comparisons) without reading the fact twice.
 */
export function renderFlow(writer: SqlWriter, scan: FlowScan): SqlText {
  const { dialect } = writer;
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const { common, own } = splitConditions(scan.outputs);
  const columns = scan.outputs.flatMap((output, index) =>
    columnsOf(writer, output, testOf(writer, own[index] ?? [])),
  );
  const where = writer.all([
    ...reach(writer, scan.date, windows),
    ...writer.filters(scan.filters),
    ...common.map((condition) => writer.condition(condition)),
  ]);
  return writer.finish(
    `WITH ${writer.windows(windows)},
days AS (
  SELECT ${writer.column(scan.date)} AS day, ${writer.groupColumns(scan.groups)}${columns.map(({ name, daily }) => `${daily} AS ${name}`).join(', ')}
  FROM ${dialect.table(scan.fact)} f
  WHERE ${where}
  ${groupBy(scan.groups.length + 1)}
)
SELECT w.period, ${groupNames(scan.groups, 'd')}${columns.map(({ name }) => `${dialect.asText(`sum(d.${name})`)} AS ${name}`).join(', ')}
FROM windows w JOIN days d ON d.day >= w.start_date AND d.day < w.end_date
${groupBy(scan.groups.length + 1)}`,
  );
}
