import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Query } from '../../src/index.js';
import { linesOfRows, prepareFiles } from '../../src/index.js';
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
const text = (at: string, value: string): string =>
  `<c r="${at}" t="inlineStr"><is><t xml:space="preserve">${value}</t></is></c>`;
const number = (at: string, value: string, style = 0): string =>
  `<c r="${at}" s="${style}"><v>${value}</v></c>`;

// Serial 45351 is 2024-02-29 in the 1900 system (45292 is 2024-01-01); .5 is noon, 0.4375 is 10:30.
const deals =
  `<row r="1">${text('A1', 'Deals of the quarter')}</row>` +
  `<row r="3">${text('A3', 'id')}${text('B3', 'amount')}${text('C3', 'closed')}${text('D3', 'called')}${text('E3', 'won')}${text('F3', 'note')}</row>` +
  `<row r="4">${text('A4', '00123')}${number('B4', '1117.1000000000001')}${number('C4', '45351', 1)}${number('D4', '45351.4375', 2)}<c r="E4" t="b"><v>1</v></c>${text('F4', 'two\nlines, &quot;q&quot;')}</row>` +
  `<row r="5">${number('A5', '25842000000262377')}${number('B5', '27')}${number('C5', '45292', 1)}${number('D5', '45292', 2)}<c r="E5" t="b"><v>0</v></c></row>`;

test('sheets become tables; digits, dates, blank rows and lines survive', async () => {
  const file = folder.write(
    'book.xlsx',
    workbookOf([
      { name: 'Deals', rows: deals },
      { name: 'Empty', rows: '' },
      {
        name: 'Other',
        rows: `<row r="1">${text('A1', 'x')}${text('B1', 'y')}</row><row r="2">${text('A2', 'p')}${text('B2', 'q')}</row>`,
      },
    ]),
  );
  const { tables, ignored } = await prepare(file);
  expect(tables.map(({ name, path }) => [name, path.slice(file.length)])).toEqual([
    ['book#Deals', '#Deals'],
    ['book#Other', '#Other'],
  ]);
  expect(ignored).toEqual([{ path: `${file}#Empty`, reason: 'an empty sheet' }]);
  const [table] = tables;
  if (table === undefined) throw new Error('no table');
  expect(table.columns.map((column) => column.header)).toEqual([
    'id',
    'amount',
    'closed',
    'called',
    'won',
    'note',
  ]);
  expect(await cellsIn(query, table.sql)).toEqual([
    ['00123', '1117.1', '2024-02-29', '2024-02-29 10:30:00', 'TRUE', 'two\nlines, "q"'],
    ['25842000000262377', '27', '2024-01-01', '2024-01-01 00:00:00', 'FALSE', ''],
  ]);
  expect(await linesOfRows(table, [1, 2])).toEqual(
    new Map([
      [1, 4],
      [2, 5],
    ]),
  );
  expect(table.skipped.map(({ line, reason }) => [line, reason])).toEqual([
    [1, 'preamble'],
    [2, 'blank'],
  ]);
});

describe('a workbook that is none, or too much', () => {
  test('no XML inside', async () => {
    const file = folder.write('broken.xlsx', zipOf([{ name: 'xl/workbook.xml', content: '<nonsense' }]));
    await expect(prepare(file)).rejects.toMatchObject({ code: 'READ_XLSX' });
  });
  test('more XML than allowed is refused before it is unpacked', async () => {
    const file = folder.write(
      'wide.xlsx',
      workbookOf([{ name: 'S', rows: deals + ' '.repeat(3 * 2 ** 20) }]),
    );
    await expect(prepare(file, { maxWorkbookXmlBytes: 2 ** 20 })).rejects.toMatchObject({
      code: 'READ_XLSX_LIMIT',
      message: expect.stringContaining('it unpacks to'),
    });
  });
  test('a larger file than allowed', async () => {
    const file = folder.write('large.xlsx', workbookOf([{ name: 'S', rows: deals }]));
    await expect(prepare(file, { maxWorkbookBytes: 100 })).rejects.toMatchObject({ code: 'READ_XLSX_LIMIT' });
  });
  const rowsOf = (length: number): string =>
    Array.from(
      { length },
      (_, i) => `<row r="${i + 1}">${text(`A${i + 1}`, `name ${i}`)}${text(`B${i + 1}`, `value ${i}`)}</row>`,
    ).join('');
  test('the reader is killed when it takes too long', async () => {
    const file = folder.write('slow.xlsx', workbookOf([{ name: 'S', rows: rowsOf(60_000) }]));
    await expect(prepare(file, { workbookMilliseconds: 50 })).rejects.toMatchObject({
      code: 'READ_XLSX_LIMIT',
      message: expect.stringContaining('longer than 50 ms'),
    });
  });
  test('the reader dies alone when it needs too much memory', async () => {
    // These rows were seen to need more than 64 MiB; the limit lies far enough below not to hang on when V8 collects.
    const file = folder.write('memory.xlsx', workbookOf([{ name: 'S', rows: rowsOf(200_000) }]));
    await expect(prepare(file, { workbookHeapMebibytes: 24 })).rejects.toMatchObject({
      code: 'READ_XLSX_LIMIT',
      message: expect.stringContaining('needs more than 24 MiB'),
    });
  });
});
