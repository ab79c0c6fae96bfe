import type { FlowMembersScan, Output } from '../plan/scan.js';
import { windowJoin } from './flow-rows.js';
import { reach } from './flow.js';
import { testOf } from './outputs.js';
import { groupBy, groupNames, type SqlText, type SqlWriter } from './writer.js';

const mean = (output: Output) => {
  if (output.aggregate.kind !== 'mean_of_members')
    throw new TypeError(`not members: ${output.aggregate.kind}`);
  return output.aggregate;
};

/** One mean per member first (weighted), then count, sum and sum of squares of those means. */
export function renderFlowMembers(writer: SqlWriter, scan: FlowMembersScan): SqlText {
  const { dialect } = writer;
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const where = writer.all([...reach(writer, scan.date, windows), ...writer.filters(scan.filters)]);
  const ctes = scan.outputs.map((output, index) => {
    const { column, weight, by } = mean(output);
    const value = writer.column(column);
    const by_ = writer.column(by);
    const size = writer.column(weight);
    const own = writer.all([
      where,
      testOf(writer, output.where),
      `${value} IS NOT NULL`,
      `${by_} IS NOT NULL`,
      `${size} > 0`,
    ]);
    return `m${index} AS (
  SELECT w.period, ${writer.groupColumns(scan.groups)}${by_} AS member, sum(${value} * ${size}) / sum(${size}) AS x
  FROM ${dialect.table(scan.fact)} f ${windowJoin(writer, scan.date, windows)}
  WHERE ${own}
  ${groupBy(scan.groups.length + 2)}
)`;
  });
  const selects = scan.outputs.map(({ alias }, index) => {
    const columns = scan.outputs.flatMap((other) =>
      other.alias === alias
        ? [
            `${dialect.asText('sum(m.x)')} AS ${alias}`,
            `${dialect.asText('count(*)')} AS ${alias}_n`,
            `${dialect.asText('sum(m.x * m.x)')} AS ${alias}_ss`,
          ]
        : ['', '_n', '_ss'].map((suffix) => `NULL AS ${other.alias}${suffix}`),
    );
    return `SELECT m.period, ${groupNames(scan.groups, 'm')}${columns.join(', ')}
FROM m${index} m
${groupBy(scan.groups.length + 1)}`;
  });
  return writer.finish(
    `WITH ${writer.windows(windows)},\n${ctes.join(',\n')}\n${selects.join('\nUNION ALL\n')}`,
  );
}
