import type { ExposureScan } from '../plan/scan.js';
import { splitConditions, testOf } from './outputs.js';
import { sound } from './span.js';
import { groupBy, groupNames, type SqlText, type SqlWriter } from './writer.js';

/**
 * Days that spans spend inside windows: for begun spans the days from their begin to the window's end, less those to
 * its start; less the same for their ends. One row a day and breakdown before windows come in.
 */
export function renderExposure(writer: SqlWriter, scan: ExposureScan): SqlText {
  const { dialect } = writer;
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const { common, own } = splitConditions(scan.outputs);
  const where = writer.all([
    ...sound(writer, scan.from, scan.to),
    ...writer.filters(scan.filters),
    ...common.map((condition) => writer.condition(condition)),
  ]);
  const tests = scan.outputs.map((_, index) => testOf(writer, own[index] ?? []));
  const pass = (date: string, sign: string): string =>
    `  SELECT ${writer.column(date)} AS day, ${writer.groupColumns(scan.groups)}${scan.outputs
      .map(({ alias }, index) => `${sign}${dialect.countIf(tests[index] ?? 'TRUE')} AS ${alias}`)
      .join(', ')}
  FROM ${dialect.table(scan.fact)} f
  WHERE ${where} AND ${writer.column(date)} IS NOT NULL
  ${groupBy(scan.groups.length + 1)}`;
  const left = (edge: string): string => `greatest(0, ${dialect.daysBetween('c.day', edge)})`;
  const days = `(${left('w.end_date')} - ${left('w.start_date')})`;
  return writer.finish(
    `WITH ${writer.windows(windows)},
changes AS (
${pass(scan.from, '')}
  UNION ALL
${pass(scan.to, '-')}
)
SELECT w.period, ${groupNames(scan.groups, 'c')}${scan.outputs
      .map(({ alias }) => `${dialect.asText(`sum(c.${alias} * ${days})`)} AS ${alias}`)
      .join(', ')}
FROM windows w JOIN changes c ON c.day < w.end_date
${groupBy(scan.groups.length + 1)}`,
  );
}
