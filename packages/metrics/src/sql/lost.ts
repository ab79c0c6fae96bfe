import type { LostScan, Output, Window } from '../plan/scan.js';
import { daysBetween } from '../period/dates.js';
import { reach } from './flow.js';
import { windowJoin } from './flow-rows.js';
import { splitConditions, testOf } from './outputs.js';
import { groupBy, groupNames, type SqlText, type SqlWriter } from './writer.js';

function countOnly({ aggregate }: Output): void {
  if (aggregate.kind !== 'count')
    throw new TypeError(`lost customers can only be counted: ${aggregate.kind}`);
}

/** In windows longer than this many days most spans and gaps are short, and counting by day first saves nothing. */
const mostByDay = 100;

const longestOf = (windows: readonly Window[]): number =>
  Math.max(0, ...windows.map(({ start, end }) => daysBetween(start, end)));

/** The next span covers the end of the window: the customer is back. */
const isBack = `(f.next_from_date IS NOT NULL AND f.next_from_date < w.end_date
      AND (f.next_to_date IS NULL OR f.next_to_date >= w.end_date))`;

/** Covered the start of the window, and is not back by its end as far as the next span tells. */
export const isGone = `f.from_date < w.start_date AND NOT ${isBack}`;

/**
 * The next span came and went inside the window: only then can a later one still cover its end. Such chains are rare
 * and are looked up by account; everybody else is decided from their own row.
 */
export function isChained(writer: SqlWriter, windows: readonly Window[]): string {
  const inside = `${writer.dialect.daysBetween('f.to_date', 'f.next_to_date')} <= ${longestOf(windows)}`;
  return `f.next_to_date IS NOT NULL AND ${inside} AND f.next_to_date < w.end_date`;
}

/** A later span of the account that covers the end of the window. */
export const laterCover = (writer: SqlWriter): string =>
  `${writer.dialect.table('customer_span')} s ON s.account_id = h.account_id AND s.from_date >= h.next_to_date
    AND s.from_date < h.end_date AND (s.to_date IS NULL OR s.to_date >= h.end_date)`;

/**
 * Customers of the start edge who are gone at the end edge. Whoever stayed longer than the longest window and did not
 * come back within such a time is lost in the window in which the span ended: those are counted by day. Only the others
 * (short spans and short gaps) are held against their window one by one, and taken off where they are not lost.
 */
export function renderLost(writer: SqlWriter, scan: LostScan): SqlText {
  const { dialect } = writer;
  scan.outputs.forEach(countOnly);
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const { common, own } = splitConditions(scan.outputs);
  const tests = scan.outputs.map((_, index) => testOf(writer, own[index] ?? []));
  const table = dialect.table(scan.fact);
  const joined = `${table} f ${windowJoin(writer, 'to_date', windows)}`;
  const where = writer.all([
    ...reach(writer, 'to_date', windows),
    ...writer.filters(scan.filters),
    ...common.map((condition) => writer.condition(condition)),
  ]);
  const longest = longestOf(windows);
  const short = `(${dialect.daysBetween('f.from_date', 'f.to_date')} <= ${longest} OR ${dialect.daysBetween('f.to_date', 'f.next_from_date')} <= ${longest})`;
  const names = scan.outputs.map(({ alias }) => alias);
  const groups = groupBy(scan.groups.length + 1);
  const counts = (sign: string, extra: string): string =>
    names
      .map(
        (name, index) => `${sign}${dialect.countIf(writer.all([tests[index] ?? 'TRUE', extra]))} AS ${name}`,
      )
      .join(', ');
  const sums = (from: string): string => names.map((name) => `sum(${from}.${name}) AS ${name}`).join(', ');
  const byRow = `ended AS (
  SELECT w.period, ${writer.groupColumns(scan.groups)}${counts('', 'TRUE')}
  FROM ${joined}
  WHERE ${where} AND ${isGone}
  ${groups}
)`;
  const byDay = `days AS (
  SELECT f.to_date AS day, ${writer.groupColumns(scan.groups)}${counts('', 'TRUE')}
  FROM ${table} f
  WHERE ${where}
  ${groups}
),
ended AS (
  SELECT w.period, ${groupNames(scan.groups, 'd')}${sums('d')}
  FROM windows w JOIN days d ON d.day >= w.start_date AND d.day < w.end_date
  ${groups}
  UNION ALL
  SELECT w.period, ${writer.groupColumns(scan.groups)}${counts('-', 'TRUE')}
  FROM ${joined}
  WHERE ${where} AND ${short} AND NOT (${isGone})
  ${groups}
)`;
  return writer.finish(
    `WITH ${writer.windows(windows)},
${longest > mostByDay ? byRow : byDay},
chains AS (
  SELECT w.period, w.end_date, f.account_id, f.next_to_date, ${writer.groupColumns(scan.groups)}${tests
    .map((test, index) => `(${test}) AS t${index}`)
    .join(', ')}
  FROM ${joined}
  WHERE ${where} AND ${isChained(writer, windows)} AND ${isGone}
),
back AS (
  SELECT h.period, ${groupNames(scan.groups, 'h')}${names.map((name, index) => `-${dialect.countIf(`h.t${index}`)} AS ${name}`).join(', ')}
  FROM chains h JOIN ${laterCover(writer)}
  ${groups}
),
parts AS (SELECT * FROM ended UNION ALL SELECT * FROM back)
SELECT p.period, ${groupNames(scan.groups, 'p')}${names.map((name) => `${dialect.asText(`sum(p.${name})`)} AS ${name}`).join(', ')}
FROM parts p
${groups}`,
  );
}
