import type { Output, FlowRowsScan, Window } from '../plan/scan.js';
import { daysBetween } from '../period/dates.js';
import { reach } from './flow.js';
import { splitConditions, testOf } from './outputs.js';
import { groupBy, groupNames, type SqlText, type SqlWriter } from './writer.js';

/** Above so many days in all windows together, a range join beats a list of days. */
const mostListedDays = 200_000;

/** How rows find their windows: by equality with a listed day where the list is short, by range where it is not. */
export function windowJoin(writer: SqlWriter, date: string, windows: readonly Window[]): string {
  const column = writer.column(date);
  const listed = windows.reduce((total, { start, end }) => total + daysBetween(start, end), 0);
  return windows.length > 1 && listed <= mostListedDays
    ? `JOIN ${writer.dialect.daysOfWindows} w ON w.day = ${column}`
    : `JOIN windows w ON ${column} >= w.start_date AND ${column} < w.end_date`;
}

/** Ranks fetched on either side of the normal approximation, so that the exact binomial ranks are among them. */
export const rankSlack = 4;

/** 1-based rank positions around a quantile for n values, as SQL; z of 3.3 covers levels up to 0.999. */
export const rankNear = (n: string, q: number, z: number): string =>
  `CAST(floor(${n} * ${q} + (${z}) * sqrt(${n} * ${q} * ${1 - q})) AS BIGINT)`;

function arraysOf(writer: SqlWriter, output: Output, test: string): readonly string[] {
  const { aggregate, alias } = output;
  if (aggregate.kind === 'count_distinct') {
    const column = writer.column(aggregate.column, 'r');
    return [`${writer.dialect.countDistinctIf(column, test)} AS ${alias}`];
  }
  if (aggregate.kind !== 'quantile') throw new TypeError(`not a row aggregate: ${aggregate.kind}`);
  const column = writer.column(aggregate.column, 'r');
  return [`${writer.dialect.sortedArray(column, writer.all([test, `${column} IS NOT NULL`]))} AS ${alias}`];
}

/** Out of the sorted values: how many, the two around the quantile, and those around the ends of its interval. */
function quantileColumns(writer: SqlWriter, output: Output, z: number): readonly string[] {
  const { dialect } = writer;
  const { aggregate, alias } = output;
  if (aggregate.kind !== 'quantile') return [`${dialect.asText(`g.${alias}`)} AS ${alias}`];
  const array = `g.${alias}`;
  const n = dialect.arrayLength(array);
  const { q } = aggregate;
  const around = (name: string, middle: string): readonly string[] => [
    `${dialect.asText(`${middle} - ${rankSlack}`)} AS ${alias}_${name}_rank`,
    `${dialect.sliceText(array, `${middle} - ${rankSlack}`, `${middle} + ${rankSlack}`)} AS ${alias}_${name}`,
  ];
  const place = `CAST(floor((${n} - 1) * ${q}) AS BIGINT) + 1`;
  return [
    `${dialect.asText(n)} AS ${alias}_n`,
    `${dialect.sliceText(array, place, `${place} + 1`)} AS ${alias}`,
    ...around('low', rankNear(n, q, -z)),
    ...around('high', rankNear(n, q, z)),
  ];
}

/**
 * Distinct counts and quantiles. They do not add up over days, so the rows of each window are taken together.
 * `z` is the normal quantile of the level for which intervals are wanted.
 */
export function renderFlowRows(writer: SqlWriter, scan: FlowRowsScan, z: number): SqlText {
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const { common, own } = splitConditions(scan.outputs);
  const tests = scan.outputs.map((_, index) => testOf(writer, own[index] ?? []));
  const columns = [
    ...new Set(scan.outputs.flatMap(({ aggregate }) => ('column' in aggregate ? [aggregate.column] : []))),
  ];
  const where = writer.all([
    ...reach(writer, scan.date, windows),
    ...writer.filters(scan.filters),
    ...common.map((condition) => writer.condition(condition)),
  ]);
  const grouped = groupBy(scan.groups.length + 1);
  const arrays = scan.outputs.flatMap((output, index) =>
    arraysOf(writer, output, tests[index] === 'TRUE' ? 'TRUE' : `r.t${index}`),
  );
  return writer.finish(
    `WITH ${writer.windows(windows)},
r AS (
  SELECT w.period, ${writer.groupColumns(scan.groups)}${[
    ...columns.map((name) => writer.column(name)),
    ...tests.flatMap((test, index) => (test === 'TRUE' ? [] : [`(${test}) AS t${index}`])),
  ].join(', ')}
  FROM ${writer.dialect.table(scan.fact)} f ${windowJoin(writer, scan.date, windows)}
  WHERE ${where}
),
g AS (
  SELECT r.period, ${groupNames(scan.groups, 'r')}${arrays.join(', ')}
  FROM r
  ${grouped}
)
SELECT g.period, ${groupNames(scan.groups, 'g')}${scan.outputs.flatMap((output) => quantileColumns(writer, output, z)).join(', ')}
FROM g`,
  );
}
