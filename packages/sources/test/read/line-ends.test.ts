import { writeFileSync } from 'node:fs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Query } from '../../src/index.js';
import { prepareFiles } from '../../src/index.js';
import { openDuckDb } from '../support/duckdb.js';
import { temporaryFolder } from '../support/files.js';
import { pick } from '../support/pick.js';

const folder = temporaryFolder();
let query: Query;
let close: () => void;
beforeAll(async () => {
  ({ query, close } = await openDuckDb());
});
afterAll(() => close());

/** Files above DuckDB's buffer of 32 MB, where its threads guess at the starts of rows. */
describe('large files with line ends inside cells are read whole and in order', () => {
  const cases: [string, string, string, number][] = [
    ['LF rows, CRLF in every cell', '\n', '\r\n', 1],
    ['LF rows, LF in every cell', '\n', '\n', 1],
    ['CRLF rows, LF in every 50th cell', '\r\n', '\n', 50],
  ];
  test.each(cases)('%s', async (_, newline, inner, every) => {
    const rows = 400_000;
    const parts = [`id,text,n${newline}`];
    let length = 0;
    for (let i = 0; i < rows; i += 1) {
      const text =
        i % every === 0
          ? `a "${i}"${inner},x,${inner}"",${'-'.repeat(60)}${inner}end`
          : `plain ${i} ${'-'.repeat(80)}`;
      length += text.length;
      parts.push(`${i},"${text.replaceAll('"', '""')}",${i * 7}${newline}`);
    }
    const file = folder.path('large.csv');
    writeFileSync(file, parts.join(''));
    const table = pick((await prepareFiles([file], { workDirectory: folder.work })).tables);
    expect(table.rows).toBe(rows);
    const [sums] = await query(
      `SELECT count(*)::INTEGER AS n, sum(length(c1))::BIGINT AS length, count(*) FILTER (c2::BIGINT = 7 * c0::BIGINT AND c0::BIGINT = place)::INTEGER AS right FROM (SELECT row_number() OVER () - 1 AS place, * FROM ${table.sql})`,
    );
    expect({ ...sums, length: Number(sums?.['length']) }).toEqual({ n: rows, length, right: rows });
  });
});
