import type { CohortScan } from '../plan/scan.js';
import { reach } from './flow.js';
import { windowJoin } from './flow-rows.js';
import { groupBy, groupNames, type SqlText, type SqlWriter, valuesTable } from './writer.js';

/** CTEs `windows`, `ages` and `firsts`: the first span of every customer won in a window, with attributes as then. */
export function cohortCtes(writer: SqlWriter, scan: CohortScan): string {
  const { dialect } = writer;
  const windows = scan.windows.filter(({ start, end }) => start < end);
  const where = writer.all([
    ...reach(writer, 'from_date', windows),
    'f.sequence = 1',
    ...writer.filters(scan.filters),
  ]);
  const ages = scan.ages.map(({ period, age, edge }) => `(${period}, ${age}, ${dialect.date(edge)})`);
  return `${writer.windows(windows)},
${valuesTable('ages', ['period', 'age', 'edge_date'], ages, dialect)},
firsts AS (
  SELECT w.period, ${writer.groupColumns(scan.groups)}f.account_id, f.record_id, f.batch_id, f.row_number, f.from_date, f.to_date, f.next_from_date
  FROM ${dialect.table(scan.fact)} f ${windowJoin(writer, 'from_date', windows)}
  WHERE ${where}
)`;
}

/**
 * Size of each cohort (age null), and how many are active at each age. Customers in their first span are decided from
 * that row; only those who came back are looked up by account.
 */
export function renderCohort(writer: SqlWriter, scan: CohortScan): SqlText {
  const { dialect } = writer;
  const groups = scan.groups.length;
  const names = groupNames(scan.groups, 'c');
  return writer.finish(
    `WITH ${cohortCtes(writer, scan)},
lives AS (
  SELECT c.period, ${names}c.from_date, c.to_date, count(*) AS n FROM firsts c ${groupBy(groups + 3)}
  UNION ALL
  SELECT c.period, ${names}s.from_date, s.to_date, count(*) AS n
  FROM firsts c JOIN ${dialect.table(scan.fact)} s ON s.account_id = c.account_id AND s.sequence > 1
  WHERE c.next_from_date IS NOT NULL
  ${groupBy(groups + 3)}
)
SELECT c.period, ${names}a.age, ${dialect.asText('sum(c.n)')} AS active, NULL AS size
FROM lives c JOIN ages a ON a.period = c.period AND c.from_date < a.edge_date AND (c.to_date IS NULL OR c.to_date >= a.edge_date)
${groupBy(groups + 2)}
UNION ALL
SELECT c.period, ${names}NULL AS age, NULL AS active, ${dialect.asText('count(*)')} AS size
FROM firsts c
${groupBy(groups + 1)}`,
  );
}
