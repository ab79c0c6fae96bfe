import type { PairScan, Window } from '../plan/scan.js';
import { covers } from './span.js';
import { groupBy, groupNames, type SqlText, type SqlWriter, valuesTable } from './writer.js';

/** Accounts of the start edge with both amounts, one row each, as `rows` shows them: CTEs `pairs`(period, account_id, b…, x0, x1). */
export function pairCtes(writer: SqlWriter, scan: PairScan): string {
  const { dialect } = writer;
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const rows = windows.map(
    ({ period, start, end }) => `(${period}, ${dialect.date(start)}, ${dialect.date(end)})`,
  );
  const table = dialect.table(scan.fact);
  const amount = writer.column(scan.amount);
  const where = writer.all([
    covers(writer, 'from_date', 'to_date', 'w.start_date'),
    'f.account_id IS NOT NULL',
    `${amount} > 0`,
    ...writer.filters(scan.filters),
  ]);
  return `${valuesTable('windows', ['period', 'start_date', 'end_date'], rows, dialect)},
opening AS (
  SELECT w.period, w.end_date, f.account_id, ${writer.groupColumns(scan.groups)}${amount} AS x,
    (f.to_date IS NULL OR f.to_date >= w.end_date) AS stays, f.record_id, f.batch_id, f.row_number, f.from_date
  FROM ${table} f JOIN windows w ON ${where}
),
changed AS (
  SELECT o.period, o.account_id, s.${dialect.identifier(scan.amount)} AS x
  FROM opening o JOIN ${table} s ON s.account_id = o.account_id AND NOT o.stays
    AND s.from_date < o.end_date AND (s.to_date IS NULL OR s.to_date >= o.end_date)
),
pairs AS (
  SELECT o.*, o.x AS x0, CASE WHEN o.stays THEN o.x ELSE coalesce(c.x, 0) END AS x1
  FROM opening o LEFT JOIN changed c ON c.period = o.period AND c.account_id = o.account_id
)`;
}

/** Windows in chains in which neither start nor end ever goes back, mostly one: place 1, 2, … within each. */
function chainsOf(windows: readonly Window[]): readonly (Window & { chain: number; place: number })[] {
  const chains: Window[][] = [];
  for (const window of windows.toSorted((a, b) => (a.start < b.start ? -1 : a.start > b.start ? 1 : 0))) {
    const chain = chains.find((one) => (one.at(-1)?.end ?? '') <= window.end);
    if (chain) chain.push(window);
    else chains.push([window]);
  }
  return chains.flatMap((chain, index) =>
    chain.map((window, place) => ({ ...window, chain: index, place: place + 1 })),
  );
}

/**
 * Opening, closing and capped amounts of the accounts of the start edge. A span covers the starts of windows that follow
 * one another in their chain, and the ends of some; so do the start of one span and the end of a later one of the same
 * account. What each adds is summed by the first and last place of those windows, and only these sums meet the windows:
 * each span is read once, however many windows there are.
 */
export function renderPair(writer: SqlWriter, scan: PairScan): SqlText {
  const { dialect } = writer;
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const rows = chainsOf(windows).map(
    ({ chain, place, period, start, end }) =>
      `(${chain}, ${place}, ${period}, ${dialect.date(start)}, ${dialect.date(end)})`,
  );
  const ever = dialect.date('9999-12-31');
  const amount = writer.column(scan.amount);
  const opens = writer.all([`${amount} > 0`, ...writer.filters(scan.filters)]);
  const names = (table: string): string => groupNames(scan.groups, table);
  const own = scan.groups.map((_, index) => `b${index}, `).join('');
  const double = (value: string): string => dialect.asDouble(value);
  const product = (a: string, b: string): string => `sum(${double(a)} * ${double(b)})`;
  const capped = 'least(x0, x1)';
  const measures = [
    ['units', 'count(*)', '0'],
    ['opening', 'sum(x)', '0'],
    ['opening_yy', product('x', 'x'), '0'],
    ['closing', '0', 'sum(x1)'],
    ['capped', '0', `sum(${capped})`],
    ['closing_xx', '0', product('x1', 'x1')],
    ['closing_xy', '0', product('x1', 'x0')],
    ['capped_xx', '0', product(capped, capped)],
    ['capped_xy', '0', product(capped, 'x0')],
  ] as const;
  const grouped = groupBy(scan.groups.length + 3);
  return writer.finish(
    `WITH ${valuesTable('windows', ['chain', 'place', 'period', 'start_date', 'end_date'], rows, dialect)},
span AS ${dialect.readOnce} (
  SELECT f.account_id, f.from_date, coalesce(f.to_date, ${ever}) AS to_date, ${writer.groupColumns(scan.groups)}${amount} AS x, (${opens}) AS opens
  FROM ${dialect.table(scan.fact)} f WHERE f.account_id IS NOT NULL
),
steps AS (
  SELECT w.chain, d.day, ${dialect.countIf('w.start_date <= d.day')} AS starts, ${dialect.countIf('w.end_date <= d.day')} AS ends
  FROM (SELECT from_date AS day FROM span UNION SELECT to_date FROM span) d CROSS JOIN windows w
  GROUP BY 1, 2
),
placed AS ${dialect.readOnce} (
  SELECT s.*, a.chain, a.starts AS from_start, b.starts AS to_start, a.ends AS from_end, b.ends AS to_end
  FROM span s JOIN steps a ON a.day = s.from_date JOIN steps b ON b.day = s.to_date AND b.chain = a.chain
  WHERE b.starts > a.starts OR b.ends > a.ends
),
pairs AS (
  SELECT chain, ${own}greatest(from_start, from_end) AS first, least(to_start, to_end) AS last, x AS x0, x AS x1
  FROM placed WHERE opens AND least(to_start, to_end) > greatest(from_start, from_end)
  UNION ALL
  SELECT o.chain, ${names('o')}greatest(o.from_start, c.from_end), least(o.to_start, c.to_end), o.x, c.x
  FROM placed o JOIN placed c ON c.account_id = o.account_id AND c.chain = o.chain AND c.from_date > o.from_date
  WHERE o.opens AND least(o.to_start, c.to_end) > greatest(o.from_start, c.from_end)
),
parts AS (
  SELECT chain, ${own}from_start AS first, to_start AS last, ${measures.map(([name, opening]) => `${opening} AS ${name}`).join(', ')}
  FROM placed WHERE opens AND to_start > from_start
  ${grouped}
  UNION ALL
  SELECT chain, ${own}first, last, ${measures.map(([, , closing]) => closing).join(', ')}
  FROM pairs
  ${grouped}
)
SELECT w.period, ${names('p')}${measures.map(([name]) => `${dialect.asText(`sum(p.${name})`)} AS ${name}`).join(', ')}
FROM windows w JOIN parts p ON p.chain = w.chain AND w.place > p.first AND w.place <= p.last
${groupBy(scan.groups.length + 1)}`,
  );
}
