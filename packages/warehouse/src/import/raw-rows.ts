import type { PreparedTable } from '@bellwether/sources';
import type { Engine } from '../engine/engine.js';
import { warehouseError } from '../errors.js';

/** The raw rows of a table as the view `raw`: every column as text, `_row` from 1 in the order of the file. */
export const openRaw = async (engine: Engine, table: PreparedTable): Promise<void> => {
  await engine.run(`CREATE OR REPLACE TEMP TABLE raw_rows AS SELECT * FROM ${table.sql}`);
  // Inside a transaction the engine numbers new rows from far above 0, but in order and without gaps.
  const { n, first } = await engine.row(
    'SELECT count(*) AS n, coalesce(min(rowid), 0)::VARCHAR AS first FROM raw_rows',
  );
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW raw AS SELECT rowid - ${String(first)} + 1 AS _row, * FROM raw_rows`,
  );
  if (Number(n) !== table.rows) {
    throw warehouseError(
      'RECONCILIATION_BROKEN',
      table.path,
      `${table.rows} rows were counted in the file and ${String(n)} were read`,
    );
  }
};

export const closeRaw = async (engine: Engine): Promise<void> => {
  await engine.run('DROP VIEW IF EXISTS raw');
  await engine.run('DROP TABLE IF EXISTS raw_rows');
};
