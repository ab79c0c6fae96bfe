import type { PairScan } from '../plan/scan.js';
import { covers } from './span.js';
import { groupBy, groupNames, type SqlText, type SqlWriter, valuesTable } from './writer.js';

/** Accounts of the start edge with both amounts: CTEs `pairs`(period, account_id, b…, x0, x1). */
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

/**
 * Opening, closing and capped amounts of the accounts of the start edge. Only accounts whose span ended in between
 * are looked up again.
 */
export function renderPair(writer: SqlWriter, scan: PairScan): SqlText {
  const { dialect } = writer;
  const capped = 'least(p.x0, p.x1)';
  const double = (value: string): string => dialect.asDouble(value);
  const text = (value: string, name: string): string => `${dialect.asText(value)} AS ${name}`;
  const product = (a: string, b: string): string => `sum(${double(a)} * ${double(b)})`;
  return writer.finish(
    `WITH ${pairCtes(writer, scan)}
SELECT p.period, ${groupNames(scan.groups, 'p')}${[
      text('count(*)', 'units'),
      text('sum(p.x0)', 'opening'),
      text('sum(p.x1)', 'closing'),
      text(`sum(${capped})`, 'capped'),
      text(product('p.x0', 'p.x0'), 'opening_yy'),
      text(product('p.x1', 'p.x1'), 'closing_xx'),
      text(product('p.x1', 'p.x0'), 'closing_xy'),
      text(product(capped, capped), 'capped_xx'),
      text(product(capped, 'p.x0'), 'capped_xy'),
    ].join(', ')}
FROM pairs p
${groupBy(scan.groups.length + 1)}`,
  );
}
