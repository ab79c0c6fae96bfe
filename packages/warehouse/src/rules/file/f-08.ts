import { rule } from '../rule.js';

export const f08 = rule({
  id: 'F-08',
  severity: 'warn',
  title: 'An import is about as large as the one before it of the same kind',
  remedy: 'Check whether the export was cut off or filtered',
  tables: [
    {
      entity: '*',
      breaks: `SELECT file_id AS record, 'it holds ' || rows_in || ' rows; the import before it of ' || stream || ' held ' || before AS message FROM (
  SELECT f.*, lag(f.rows_in) OVER kind AS before, row_number() OVER (PARTITION BY f.stream ORDER BY b.number DESC, f.file_id DESC) AS newest
  FROM control.batch_file f JOIN control.batch b USING (batch_id) WHERE b.status = 'loaded'
  WINDOW kind AS (PARTITION BY f.stream ORDER BY b.number, f.file_id))
WHERE newest = 1 AND before >= 100 AND rows_in < before / 2`,
      population: `SELECT count(*) AS n FROM control.batch_file`,
    },
  ],
});
