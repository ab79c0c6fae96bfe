import type { PresentValueScan } from '../plan/scan.js';
import { reach } from './flow.js';
import { testOf } from './outputs.js';
import { groupBy, groupNames, type SqlText, type SqlWriter } from './writer.js';

/** NPV: flows discounted to the first date among them; the first flow is today (numpy-financial's convention). */
export function renderPresentValue(writer: SqlWriter, scan: PresentValueScan): SqlText {
  const { dialect } = writer;
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const where = writer.all([...reach(writer, scan.date, windows), ...writer.filters(scan.filters)]);
  const grouped = groupBy(scan.groups.length + 1);
  const parts = scan.outputs.map((output, index) => {
    const { aggregate } = output;
    if (aggregate.kind !== 'present_value') throw new TypeError(`not a present value: ${aggregate.kind}`);
    const column = writer.column(aggregate.column);
    const test = writer.all([where, testOf(writer, output.where), `${column} IS NOT NULL`]);
    const same = scan.groups.map((_, at) => ` AND d.b${at} IS NOT DISTINCT FROM o.b${at}`).join('');
    const factor = `power(1 + ${aggregate.rate}, -(${dialect.daysBetween('o.origin', 'd.day')}) / 365.0)`;
    const columns = scan.outputs.flatMap(({ alias }) =>
      alias === output.alias
        ? [
            `${dialect.asText(`sum(${dialect.asDouble('d.amount')} * ${factor})`)} AS ${alias}`,
            `${dialect.asText('sum(d.n)')} AS ${alias}_n`,
          ]
        : [`NULL AS ${alias}`, `NULL AS ${alias}_n`],
    );
    return {
      ctes: `d${index} AS (
  SELECT w.period, ${writer.groupColumns(scan.groups)}${writer.column(scan.date)} AS day, sum(${column}) AS amount, count(*) AS n
  FROM ${dialect.table(scan.fact)} f JOIN windows w ON ${writer.column(scan.date)} >= w.start_date AND ${writer.column(scan.date)} < w.end_date
  WHERE ${test}
  ${groupBy(scan.groups.length + 2)}
),
o${index} AS (SELECT d.period, ${groupNames(scan.groups, 'd')}min(d.day) AS origin FROM d${index} d ${grouped})`,
      select: `SELECT d.period, ${groupNames(scan.groups, 'd')}${columns.join(', ')}
FROM d${index} d JOIN o${index} o ON o.period = d.period${same}
${grouped}`,
    };
  });
  return writer.finish(
    `WITH ${writer.windows(windows)},\n${parts.map(({ ctes }) => ctes).join(',\n')}\n${parts.map(({ select }) => select).join('\nUNION ALL\n')}`,
  );
}
