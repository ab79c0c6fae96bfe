import { DuckDBInstance } from '@duckdb/node-api';
import type { DuckDBConnection } from '@duckdb/node-api';
import { basename } from 'node:path';
import type { RawColumn } from '../src/mapping/headers.js';

export const openEngine = async (): Promise<DuckDBConnection> => {
  const instance = await DuckDBInstance.create(':memory:', { threads: '2' });
  return instance.connect();
};

/** Rows of a query; dates, decimals and big integers as text. */
export const rowsOf = async (
  connection: DuckDBConnection,
  sql: string,
): Promise<Record<string, unknown>[]> => {
  const reader = await connection.runAndReadAll(sql);
  return reader.getRowObjectsJson();
};

export interface Landed {
  readonly name: string;
  readonly columns: readonly RawColumn[];
  readonly headers: readonly string[];
}

const quote = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** Lands a file as the table `raw`: `_row` from 1, then c0, c1 ... as text. */
export const land = async (connection: DuckDBConnection, path: string, reader?: string): Promise<Landed> => {
  const call =
    reader ??
    `read_csv(${quote(path)}, all_varchar = true, header = true, delim = ',', quote = '"', escape = '"', nullstr = '')`;
  const described = await rowsOf(connection, `DESCRIBE SELECT * FROM ${call}`);
  const headers = described.map((row) => String(row['column_name']).replace(/^\uFEFF/, ''));
  const names = headers.map((_, index) => `c${index}`);
  await connection.run(
    `CREATE OR REPLACE TABLE raw AS SELECT row_number() OVER () AS _row, * FROM ${call} AS t(${names.join(', ')})`,
  );
  return {
    name: basename(path).replace(/\.[^.]+$/, ''),
    headers,
    columns: headers.map((header, index) => ({ name: `c${index}`, header: header.trim() })),
  };
};

/** Lands rows given as text, first row = header. */
export const landRows = async (
  connection: DuckDBConnection,
  name: string,
  headers: readonly string[],
  rows: readonly (readonly (string | null)[])[],
): Promise<Landed> => {
  const columns = headers.map((header, index) => ({ name: `c${index}`, header }));
  await connection.run(
    `CREATE OR REPLACE TABLE raw (_row BIGINT, ${columns.map((column) => `${column.name} VARCHAR`).join(', ')})`,
  );
  for (const [index, row] of rows.entries()) {
    const cells = headers.map((_, at) =>
      row[at] === null || row[at] === undefined ? 'NULL' : quote(row[at] ?? ''),
    );
    await connection.run(`INSERT INTO raw VALUES (${index + 1}, ${cells.join(', ')})`);
  }
  return { name, headers, columns };
};
