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

/** Span that ended in the window after covering its start, and whose next span does not cover its end. */
export const gone = `NOT (f.next_from_date IS NOT NULL AND f.next_from_date < w.end_date
      AND (f.next_to_date IS NULL OR f.next_to_date >= w.end_date))`;

/**
 * The next span came and went inside the window: only then can a later one still cover its end. Such chains are rare
 * and are looked up by account; everybody else is decided from their own row.
 */
export function chained(writer: SqlWriter, windows: readonly Window[]): string {
  const longest = Math.max(0, ...windows.map(({ start, end }) => daysBetween(start, end)));
  const inside = `${writer.dialect.daysBetween('f.to_date', 'f.next_to_date')} <= ${longest}`;
  return `f.next_to_date IS NOT NULL AND ${inside} AND f.next_to_date < w.end_date`;
}

/** A later span of the account that covers the end of the window. */
export const laterCover = (writer: SqlWriter): string =>
  `${writer.dialect.table('customer_span')} s ON s.account_id = h.account_id AND s.from_date >= h.next_to_date
    AND s.from_date < h.end_date AND (s.to_date IS NULL OR s.to_date >= h.end_date)`;

/** Customers of the start edge who are gone at the end edge, from one pass over the spans that ended. */
export function renderLost(writer: SqlWriter, scan: LostScan): SqlText {
  const { dialect } = writer;
  scan.outputs.forEach(countOnly);
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const { common, own } = splitConditions(scan.outputs);
  const tests = scan.outputs.map((_, index) => testOf(writer, own[index] ?? []));
  const from = `${dialect.table(scan.fact)} f ${windowJoin(writer, 'to_date', windows)}`;
  const where = writer.all([
    ...reach(writer, 'to_date', windows),
    'f.from_date < w.start_date',
    ...writer.filters(scan.filters),
    ...common.map((condition) => writer.condition(condition)),
  ]);
  const names = scan.outputs.map(({ alias }) => alias);
  const groups = groupBy(scan.groups.length + 1);
  return writer.finish(
    `WITH ${writer.windows(windows)},
ended AS (
  SELECT w.period, ${writer.groupColumns(scan.groups)}${scan.outputs
    .map(({ alias }, index) => `${dialect.countIf(tests[index] ?? 'TRUE')} AS ${alias}`)
    .join(', ')}
  FROM ${from}
  WHERE ${where} AND ${gone}
  ${groups}
),
chains AS (
  SELECT w.period, w.end_date, f.account_id, f.next_to_date, ${writer.groupColumns(scan.groups)}${tests
    .map((test, index) => `(${test}) AS t${index}`)
    .join(', ')}
  FROM ${from}
  WHERE ${where} AND ${chained(writer, windows)}
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
