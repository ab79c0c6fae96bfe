import { existsSync, symlinkSync } from 'node:fs';
import { gzipSync } from 'node:zlib';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Query } from '../../src/index.js';
import { prepareFiles } from '../../src/index.js';
import { cellsIn, openDuckDb } from '../support/duckdb.js';
import { temporaryFolder } from '../support/files.js';
import { workbookOf, zipOf } from '../support/zip-writer.js';

const folder = temporaryFolder();
let query: Query;
let close: () => void;
beforeAll(async () => {
  ({ query, close } = await openDuckDb());
});
afterAll(() => close());

const prepare = (file: string, limits = {}): ReturnType<typeof prepareFiles> =>
  prepareFiles([file], { workDirectory: folder.work, limits });

describe('folders', () => {
  test('are walked in order; what is no table is named', async () => {
    folder.write('export/b.csv', 'a,b\n1,2\n');
    folder.write('export/a.tsv', 'a\tb\n3\t4\n');
    folder.write('export/deep/c.jsonl', '{"a": 5}\n');
    folder.write('export/README.md', '# hello');
    folder.write('export/photo.jpeg', 'x');
    folder.write('export/.hidden.csv', 'x');
    symlinkSync('/etc/hostname', folder.path('export/link.csv'));
    const { tables, ignored } = await prepare(folder.path('export'));
    expect(tables.map((table) => table.name)).toEqual(['a', 'b', 'c']);
    expect(ignored.map(({ path, reason }) => [path.slice(folder.path('export/').length), reason])).toEqual([
      ['.hidden.csv', 'a companion of the data, not a table'],
      ['README.md', 'a companion of the data, not a table'],
      ['link.csv', 'a link or device, not a file'],
      ['photo.jpeg', 'not a kind of file that holds a table'],
    ]);
  });
  test('without a table are refused', async () => {
    folder.write('bare/notes.md', 'x');
    await expect(prepare(folder.path('bare'))).rejects.toMatchObject({ code: 'READ_UNSUPPORTED' });
  });
});

describe('archives', () => {
  test('give the tables inside, a workbook and a gzip among them', async () => {
    const sheet = workbookOf([
      {
        name: 'S',
        rows: '<row r="1"><c r="A1" t="inlineStr"><is><t>id</t></is></c><c r="B1" t="inlineStr"><is><t>n</t></is></c></row><row r="2"><c r="A2"><v>7</v></c><c r="B2"><v>8</v></c></row>',
      },
    ]);
    const file = folder.write(
      'all.zip',
      zipOf([
        { name: 'data/deals.csv', content: 'id,amount\n1,2\n' },
        { name: 'data/', content: '' },
        { name: 'notes.txt.exe', content: 'x' },
        { name: 'people.csv.gz', content: gzipSync('id,name\n1,Zoë\n') },
        { name: 'book.xlsx', content: sheet },
        { name: 'inner.zip', content: zipOf([{ name: 'leads.json', content: '[{"id": 3}]' }]) },
      ]),
    );
    const { tables, ignored } = await prepare(file);
    expect(tables.map((table) => [table.name, table.path.slice(file.length), table.format])).toEqual([
      ['deals', '!data/deals.csv', 'csv'],
      ['people', '!people.csv.gz', 'csv'],
      ['book', '!book.xlsx#S', 'xlsx'],
      ['leads', '!inner.zip!leads.json', 'json'],
    ]);
    expect(await cellsIn(query, tables[1]?.sql ?? '')).toEqual([['1', 'Zoë']]);
    expect(await cellsIn(query, tables[2]?.sql ?? '')).toEqual([['7', '8']]);
    expect(ignored).toEqual([
      { path: `${file}!notes.txt.exe`, reason: 'not a kind of file that holds a table' },
    ]);
  });

  const row = 'id,name\n1,x\n';
  const bomb = zipOf([{ name: 'zeros.csv', content: Buffer.alloc(30 * 2 ** 20, 0x61) }]);
  const cases: [string, Buffer, Record<string, number>, RegExp][] = [
    [
      'a path out of the archive',
      zipOf([{ name: '../../evil.csv', content: row }]),
      {},
      /^READ_ZIP_PATH: .*\.\.\/\.\.\/evil\.csv/,
    ],
    [
      'an absolute path',
      zipOf([{ name: '/tmp/evil.csv', content: row }]),
      {},
      /^READ_ZIP_PATH: .*\/tmp\/evil\.csv/,
    ],
    [
      'a bomb: 30 MiB of one letter',
      bomb,
      {},
      /^READ_ZIP_LIMIT: .*'zeros\.csv' unpacks to more than 250 times its size/,
    ],
    [
      'more bytes than allowed',
      zipOf([{ name: 'a.csv', content: row.repeat(1000) }]),
      { maxArchiveBytes: 5000 },
      /^READ_ZIP_LIMIT: .*more than 5000 bytes/,
    ],
    [
      'a bomb that lies about its size',
      zipOf([{ name: 'a.csv', content: Buffer.alloc(2_000_000, 0x61), claimedBytes: 100 }]),
      {},
      /^READ_ZIP_LIMIT: .*more than the archive says/,
    ],
    [
      'too many files',
      zipOf(Array.from({ length: 12 }, (_, i) => ({ name: `${i}.csv`, content: row }))),
      { maxArchiveEntries: 10 },
      /^READ_ZIP_LIMIT: .*more than 10 files/,
    ],
    [
      'too deep',
      zipOf([
        {
          name: 'b.zip',
          content: zipOf([{ name: 'c.zip', content: zipOf([{ name: 'd.csv', content: row }]) }]),
        },
      ]),
      {},
      /^READ_ZIP_LIMIT: .*more than 2 deep/,
    ],
    [
      'an encrypted file',
      zipOf([{ name: 'a.csv', content: row, encrypted: true }]),
      {},
      /^READ_ZIP: .*'a\.csv' is encrypted/,
    ],
    [
      'a link',
      zipOf([{ name: 'a.csv', content: '/etc/passwd', mode: 0o120777 }]),
      {},
      /^READ_UNSUPPORTED: .*an archive without tables/,
    ],
    [
      'a cut archive',
      zipOf([{ name: 'a.csv', content: row }]).subarray(0, 60),
      {},
      /^READ_ZIP: archive is not readable/,
    ],
    ['a gzip bomb', gzipSync(Buffer.alloc(30 * 2 ** 20)), {}, /^READ_ZIP_LIMIT: .*more than 250 times/],
    ['a cut gzip', gzipSync(row.repeat(100)).subarray(0, 30), {}, /^READ_ZIP: .*unexpected end of file/],
  ];
  test.each(cases)('%s', async (name, content, limits, message) => {
    const file = folder.write(
      `${name.replace(/\W/g, '-')}.${name.includes('gzip') ? 'csv.gz' : 'zip'}`,
      content,
    );
    const failure = await prepare(file, limits).then(
      () => 'no error',
      (error: Error & { code: string }) => `${error.code}: ${error.message}`,
    );
    expect(failure).toMatch(message);
    expect(existsSync('/tmp/evil.csv')).toBe(false);
  });
});
