import type { MembersScan } from '../plan/scan.js';
import { testOf, splitConditions } from './outputs.js';
import { covers } from './span.js';
import { groupBy, groupNames, type SqlText, type SqlWriter } from './writer.js';

/** CTEs `windows` and `events`(period, account_id): accounts with an event inside the window, once each. */
export function eventCtes(writer: SqlWriter, scan: MembersScan): string {
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const date = writer.column(scan.events.date, 'e');
  const where = writer.all([
    'e.account_id IS NOT NULL',
    ...scan.events.where.map((condition) => writer.condition(condition, 'e')),
  ]);
  return `${writer.windows(windows)},
events AS (
  SELECT DISTINCT w.period, w.start_date, e.account_id
  FROM ${writer.dialect.table(scan.events.fact)} e JOIN windows w ON ${date} >= w.start_date AND ${date} < w.end_date
  WHERE ${where}
)`;
}

/** Spans that cover the start edge and whose account has an event in the window. An account has one span at an edge. */
export function renderMembers(writer: SqlWriter, scan: MembersScan): SqlText {
  const { dialect } = writer;
  const { common, own } = splitConditions(scan.outputs);
  const columns = scan.outputs.map((output, index) => {
    if (output.aggregate.kind !== 'count')
      throw new TypeError(`members can only be counted: ${output.aggregate.kind}`);
    return `${dialect.asText(dialect.countIf(testOf(writer, own[index] ?? [])))} AS ${output.alias}`;
  });
  const ctes = eventCtes(writer, scan);
  const where = writer.all([
    covers(writer, 'from_date', 'to_date', 'v.start_date'),
    ...writer.filters(scan.filters),
    ...common.map((condition) => writer.condition(condition)),
  ]);
  return writer.finish(
    `WITH ${ctes},
spans AS (
  SELECT v.period, ${writer.groupColumns(scan.groups)}f.*
  FROM events v JOIN ${dialect.table(scan.fact)} f ON f.account_id = v.account_id
  WHERE ${where}
)
SELECT f.period, ${groupNames(scan.groups, 'f')}${columns.join(', ')}
FROM spans f
${groupBy(scan.groups.length + 1)}`,
  );
}
