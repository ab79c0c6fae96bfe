import { daysBetween } from '../period/dates.js';
import type { FlowRowsScan, Output, Window } from '../plan/scan.js';
import { reach } from './flow.js';
import { splitConditions, testOf } from './outputs.js';
import { groupBy, groupNames, type SqlText, type SqlWriter } from './writer.js';

/** The windows reach over each day at least twice: trailing windows, one a month and each of a year. */
const overlap = (windows: readonly Window[]): boolean => {
  const starts = windows.map(({ start }) => start).sort();
  const ends = windows.map(({ end }) => end).sort();
  const [first, last] = [starts[0], ends.at(-1)];
  if (first === undefined || last === undefined) return false;
  const listed = windows.reduce((total, { start, end }) => total + daysBetween(start, end), 0);
  return listed >= 2 * daysBetween(first, last);
};

/** `renderDistinct` answers it, and with less work than row by row. */
export const isDistinctOfMany = ({ outputs, windows }: FlowRowsScan): boolean =>
  outputs.every(({ aggregate }) => aggregate.kind === 'count_distinct') &&
  overlap(windows.filter(({ start, end }) => start < end));

const columnOf = ({ aggregate }: Output): string => {
  if (aggregate.kind !== 'count_distinct') throw new TypeError(`not a distinct count: ${aggregate.kind}`);
  return aggregate.column;
};

/**
 * Distinct counts of windows that overlap. Whoever has several rows in a window is counted by the last of them: the one
 * after which the next comes when the window is over. Rows are read and sorted once, however many windows there are,
 * and meet the windows as counts by day and day of the next.
 */
export function renderDistinct(writer: SqlWriter, scan: FlowRowsScan): SqlText {
  const { dialect } = writer;
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const { common, own } = splitConditions(scan.outputs);
  const date = writer.column(scan.date);
  const where = writer.all([
    ...reach(writer, scan.date, windows),
    ...writer.filters(scan.filters),
    ...common.map((condition) => writer.condition(condition)),
  ]);
  const groups = scan.groups.map(({ column }) => `${writer.column(column)}, `).join('');
  const names = scan.groups.map((_, index) => `b${index}, `).join('');
  // Rows that are not counted are a series of their own: a part of the company that has only such has a 0.
  const counted = scan.outputs.map((output, index) => {
    const column = writer.column(columnOf(output));
    const test = `(${testOf(writer, own[index] ?? [])})`;
    return `rows_${index} AS (
  SELECT ${date} AS day, ${writer.groupColumns(scan.groups)}(${test} AND ${column} IS NOT NULL) AS counts,
    lead(${date}) OVER (PARTITION BY ${groups}${column}, ${test} ORDER BY ${date}) AS next_day
  FROM ${dialect.table(scan.fact)} f
  WHERE ${where}
),
days_${index} AS (
  SELECT day, ${names}next_day, ${dialect.countIf('counts')} AS n FROM rows_${index}
  ${groupBy(scan.groups.length + 2)}
)`;
  });
  const parts = scan.outputs.map(
    (_, index) => `SELECT w.period, ${groupNames(scan.groups, 'd')}${scan.outputs
      .map(({ alias }, other) => `${other === index ? 'sum(d.n)' : '0'} AS ${alias}`)
      .join(', ')}
  FROM windows w JOIN days_${index} d ON d.day >= w.start_date AND d.day < w.end_date AND (d.next_day IS NULL OR d.next_day >= w.end_date)
  ${groupBy(scan.groups.length + 1)}`,
  );
  return writer.finish(
    `WITH ${writer.windows(windows)},
${counted.join(',\n')},
parts AS (
  ${parts.join('\n  UNION ALL\n  ')}
)
SELECT p.period, ${groupNames(scan.groups, 'p')}${scan.outputs
      .map(({ alias }) => `${dialect.asText(`sum(p.${alias})`)} AS ${alias}`)
      .join(', ')}
FROM parts p
${groupBy(scan.groups.length + 1)}`,
  );
}
