import { truncateSync } from 'node:fs';
import { readFileSync } from 'node:fs';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Query } from '../../src/index.js';
import { prepareFiles } from '../../src/index.js';
import { cellsIn, openDuckDb } from '../support/duckdb.js';
import { temporaryFolder } from '../support/files.js';

const folder = temporaryFolder();
let query: Query;
let close: () => void;
beforeAll(async () => {
  ({ query, close } = await openDuckDb());
});
afterAll(() => close());

const writeParquet = async (name: string, select: string): Promise<string> => {
  const file = folder.path(name);
  await query(`COPY (${select}) TO '${file}' (FORMAT parquet)`);
  return file;
};

test('every type comes out as text, nested values as JSON', async () => {
  const file = await writeParquet(
    'types.parquet',
    `SELECT '00123' AS id, 12.50::DECIMAL(10,2) AS amount, 17850.0::DOUBLE AS customer, 25842000000262377::BIGINT AS big, true AS won, DATE '2024-02-29' AS day, TIMESTAMP '2024-02-29 13:14:15' AS at, ['a','b'] AS tags, {'x': 1} AS "odd ""name""", NULL::VARCHAR AS nothing, '' AS blank FROM range(3)`,
  );
  const { tables } = await prepareFiles([file], { workDirectory: folder.work });
  const [table] = tables;
  expect(table?.rows).toBe(3);
  expect(table?.columns.map((column) => column.header)).toEqual([
    'id',
    'amount',
    'customer',
    'big',
    'won',
    'day',
    'at',
    'tags',
    'odd "name"',
    'nothing',
    'blank',
  ]);
  const [cells] = await cellsIn(query, table?.sql ?? '');
  expect(cells).toEqual([
    '00123',
    '12.50',
    '17850.0',
    '25842000000262377',
    'true',
    '2024-02-29',
    '2024-02-29 13:14:15',
    '["a","b"]',
    '{"x":1}',
    '',
    '',
  ]);
  expect(table?.columns.filter((column) => column.numeric).map((column) => column.header)).toEqual([
    'amount',
    'customer',
    'big',
  ]);
});

test('cut short or damaged files are refused', async () => {
  const file = await writeParquet('cut.parquet', 'SELECT i FROM range(100) t(i)');
  const size = readFileSync(file).length;
  truncateSync(file, size - 5);
  await expect(prepareFiles([file], { workDirectory: folder.work })).rejects.toMatchObject({
    code: 'READ_PARQUET',
    message: expect.stringContaining('the end mark is missing'),
  });
  const bytes = readFileSync(await writeParquet('noise.parquet', 'SELECT i FROM range(100) t(i)'));
  bytes.fill(0xff, bytes.length - 60, bytes.length - 8);
  const noise = folder.write('noise.parquet', bytes);
  await expect(prepareFiles([noise], { workDirectory: folder.work })).rejects.toMatchObject({
    code: 'READ_PARQUET',
  });
});
