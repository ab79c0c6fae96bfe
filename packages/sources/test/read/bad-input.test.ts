import { createWriteStream } from 'node:fs';
import { once } from 'node:events';
import { describe, expect, test } from 'vitest';
import { prepareFiles } from '../../src/index.js';
import { temporaryFolder } from '../support/files.js';

const folder = temporaryFolder();
const failure = (file: string, options = {}): Promise<string> =>
  prepareFiles([file], { workDirectory: folder.work, ...options }).then(
    () => 'no error',
    (error: Error & { code?: string }) =>
      `${error.code}: ${error.message.replace(`${folder.path('')}/`, '')}`,
  );

describe('a file that is no table is refused: what, where, what to do', () => {
  const cases: [string, string | Uint8Array, string, Record<string, unknown>?][] = [
    ['empty.csv', '', 'READ_EMPTY: file is empty: empty.csv; export it again'],
    ['blank.csv', '\n\n  \n', 'READ_EMPTY: file is empty: blank.csv; export it again'],
    [
      'binary.csv',
      Buffer.from('a,b\n1,2\nx\u0000y,3\n'),
      'READ_BINARY: file is binary, not text: binary.csv has a NUL byte in line 3; export it as CSV, XLSX, JSON or Parquet',
    ],
    [
      'late.csv',
      Buffer.from(`a,b\n${'1,2\n'.repeat(100_000)}x\u0000,3\n`),
      'READ_BINARY: file is binary, not text: late.csv has a NUL byte in line 100002; export it as CSV, XLSX, JSON or Parquet',
    ],
    [
      'scan.csv',
      Buffer.from('%PDF-1.7 ...'),
      'READ_UNSUPPORTED: file is not a table: scan.csv (a PDF); pass CSV, TSV, XLSX, JSON, JSON lines, Parquet, or a folder or zip of these',
    ],
    [
      'old.xls',
      Buffer.from('d0cf11e0a1b11ae1', 'hex'),
      'READ_UNSUPPORTED: file is not a table: old.xls (an old Excel or Outlook file); pass CSV, TSV, XLSX, JSON, JSON lines, Parquet, or a folder or zip of these',
    ],
    [
      'open.csv',
      'a,b\n1,2\n3,"never closed\n5,6\n',
      'READ_QUOTE_OPEN: quote is never closed: open.csv, opened in the row that begins in line 3; the file is cut short or damaged: export it again',
    ],
    [
      'misfit.csv',
      'a,b\n1,2,3\n4,5,6\n7,8,9\n',
      'READ_HEADER: header and rows do not fit: misfit.csv line 1 names 2 columns, most rows have 3; name every column or export again (nothing was kept)',
    ],
    [
      'encoding.csv',
      Buffer.from('a,b\ncaf\xe9,1\n', 'latin1'),
      'READ_ENCODING: text is not utf-8: encoding.csv line 2; name the right encoding with --encoding, for example windows-1252',
      { encoding: 'utf-8' },
    ],
    [
      'label.csv',
      'a,b\n1,2\n',
      "READ_ENCODING_UNKNOWN: encoding is unknown: 'klingon'; use utf-8, utf-16le, utf-16be, windows-1252, iso-8859-1 or another WHATWG label",
      { encoding: 'klingon' },
    ],
    [
      'wide.csv',
      `${'a,'.repeat(50)}b\n`,
      'READ_TOO_WIDE: table is too wide: wide.csv has 51 columns, the limit is 20; export fewer columns',
      { limits: { maxColumns: 20 } },
    ],
  ];
  test.each(cases)('%s', async (name, content, message, options) => {
    expect(await failure(folder.write(name, content), options)).toBe(message);
  });
  test('a missing file', async () => {
    expect(await failure(folder.path('nowhere.csv'))).toBe(
      'READ_NOT_FOUND: file is not there: nowhere.csv; check the path',
    );
  });
  test('prose', async () => {
    const prose = Array.from(
      { length: 40 },
      (_, i) => `Sentence ${i}, with${', commas'.repeat(i % 7)} here.`,
    ).join('\n');
    expect(await failure(folder.write('prose.csv', prose))).toMatch(/^READ_(RAGGED|HEADER): /);
  });
});

test('a single line of 300 MB is refused after the limit, in constant memory', async () => {
  const file = folder.path('line.csv');
  const out = createWriteStream(file);
  const block = Buffer.alloc(2 ** 20, 'abc,');
  for (let i = 0; i < 300; i += 1) if (!out.write(block)) await once(out, 'drain');
  out.end();
  await once(out, 'finish');
  const before = process.memoryUsage().rss;
  expect(await failure(file)).toMatch(
    /^READ_LINE_TOO_LONG: row is longer than 2000000 bytes: line.csv line 1;/,
  );
  expect(process.memoryUsage().rss - before).toBeLessThan(100 * 2 ** 20);
});

test('a quote that opens far from the end is found at the limit, not at the end', async () => {
  const file = folder.write('runaway.csv', `a,b\n1,2\n3,"x\n${'4,5\n'.repeat(700_000)}`);
  expect(await failure(file)).toMatch(/^READ_LINE_TOO_LONG: .*runaway\.csv line 3;.*a quote is never closed/);
});
