import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { PreparedTable, Query } from '../../src/index.js';
import { linesOfRows, prepareFiles } from '../../src/index.js';
import { cellsIn, openDuckDb } from '../support/duckdb.js';
import { temporaryFolder } from '../support/files.js';
import { pick } from '../support/pick.js';

const folder = temporaryFolder();
let query: Query;
let close: () => void;
beforeAll(async () => {
  ({ query, close } = await openDuckDb());
});
afterAll(() => close());

let count = 0;
const prepare = async (content: string | Uint8Array, extension = 'json'): Promise<PreparedTable> => {
  count += 1;
  const file = folder.write(`case-${count}.${extension}`, content);
  const { tables } = await prepareFiles([file], { workDirectory: folder.work });
  return pick(tables);
};

// 25842000000262377 is the id that JSON.parse turns into …376; 20 digits pass 2^64.
const row1 =
  '{"id": 25842000000262377, "amount": 10.10, "name": "Acme, \\"Inc\\"\\nBerlin", "open": true, "owner": null}';
const row2 =
  '{"id": 99999999999999999999, "amount": 17850.0, "name": "K\\u00f6ln", "open": false, "owner": {"id": 7, "tags": ["a,b", "]"]}}';
const cells = [
  ['25842000000262377', '10.10', 'Acme, "Inc"\nBerlin', 'true', ''],
  ['99999999999999999999', '17850.0', 'Köln', 'false', '{"id": 7, "tags": ["a,b", "]"]}'],
];

describe('every shape gives the same cells, digits untouched', () => {
  const shapes: [string, string, string, string][] = [
    ['an array', `[${row1},\n ${row2}]`, 'json', 'json'],
    [
      'an object with one list',
      `{"total": 2, "paging": {"next": [1, {"x": 1}]}, "results": [${row1}, ${row2}], "done": true}`,
      'json',
      'json',
    ],
    ['one object a line', `${row1}\n${row2}\n`, 'jsonl', 'jsonl'],
    ['one object a line, CRLF, called .json', `${row1}\r\n\r\n${row2}`, 'json', 'jsonl'],
    ['an array with a byte order mark', `\ufeff[${row1},${row2}]`, 'json', 'json'],
  ];
  test.each(shapes)('%s', async (_, text, extension, format) => {
    const table = await prepare(text, extension);
    expect(table.columns.map((column) => column.header)).toEqual(['id', 'amount', 'name', 'open', 'owner']);
    expect(await cellsIn(query, table.sql)).toEqual(cells);
    expect(table.format).toBe(format);
    expect(table.columns.map((column) => column.numeric === true)).toEqual([true, true, false, false, false]);
  });
  test('UTF-16', async () => {
    const table = await prepare(Buffer.from(`\ufeff[${row1},${row2}]`, 'utf16le'));
    expect(await cellsIn(query, table.sql)).toEqual(cells);
  });
});

test('keys that appear late are columns, earlier rows are empty there', async () => {
  const table = await prepare('{"a": 1}\n{"b": "x\\ny", "a": 2}\n{"c": 3}\n', 'jsonl');
  expect(table.columns.map((column) => column.header)).toEqual(['a', 'b', 'c']);
  expect(await cellsIn(query, table.sql)).toEqual([
    ['1', '', ''],
    ['2', 'x\ny', ''],
    ['', '', '3'],
  ]);
});

test('rows without any value stay rows', async () => {
  const table = await prepare('[{"a": null}, {"a": ""}, {"a": 5}]');
  expect(await cellsIn(query, table.sql)).toEqual([[''], [''], ['5']]);
  expect(table.rows).toBe(3);
});

test('one pretty-printed object without a list is one row', async () => {
  const table = await prepare('{\n  "id": 1,\n  "name": "x"\n}\n');
  expect(await cellsIn(query, table.sql)).toEqual([['1', 'x']]);
});

test('a broken line costs its row, with line and text', async () => {
  const table = await prepare('{"id": 1}\n{"id": 2\n{"id": 3}\nplain\n{"id": 4}\n{"id": 5', 'jsonl');
  expect(await cellsIn(query, table.sql)).toEqual([['1'], ['3'], ['4']]);
  expect(table.problems.map(({ line, text }) => [line, text])).toEqual([
    [2, '{"id": 2'],
    [4, 'plain'],
    [6, '{"id": 5'],
  ]);
  expect(await linesOfRows(table, [1, 2, 3])).toEqual(
    new Map([
      [1, 1],
      [2, 3],
      [3, 5],
    ]),
  );
});

describe('what holds no table is refused with the place', () => {
  const cases: [string, string, string, RegExp][] = [
    [
      'an array cut short',
      `[${row1}, {"id": 3, "am`,
      'json',
      /READ_JSON: JSON is not readable: the file ends in the middle in .*line 1/,
    ],
    ['brackets crossed', '[{"a": [1}]', 'json', /READ_JSON: .*brackets do not match/],
    ['a bad value', '[{"a": 1},\n{"a": 01}]', 'json', /READ_JSON: .*'01' is no JSON value in .*line 2/],
    ['an array of numbers', '[1, 2]', 'json', /READ_JSON: .*a row is a bare value/],
    ['an array of arrays', '[["a"], [1]]', 'json', /READ_JSON: .*a row is an array/],
    [
      'two lists',
      '{"deals": [{"a": 1}], "companies": [{"b": 1}]}',
      'json',
      /READ_JSON_SHAPE: .*more than one list of objects: 'deals' and 'companies'/,
    ],
    ['text after the end', '[{"a": 1}] {"a": 2}', 'json', /READ_JSON: .*text follows the end/],
    ['plain text', 'hello', 'json', /READ_JSON_SHAPE: .*begins with neither/],
    ['mostly broken lines', 'x\n{"a": 1}\ny\nz\n'.replace(/^x/, '{x'), 'jsonl', /READ_JSON: .*3 of 4 lines/],
    ['bytes that are no UTF-8', '', 'json', /READ_ENCODING: text is not utf-8/],
  ];
  test.each(cases)('%s', async (name, text, extension, message) => {
    const content = name.startsWith('bytes') ? Buffer.from('[{"a": "caf\xe9"}]', 'latin1') : text;
    const failure = await prepare(content, extension).catch(
      (error: Error & { code: string }) => `${error.code}: ${error.message}`,
    );
    expect(failure).toMatch(message);
  });
});

test('a row over the limit ends the reading', async () => {
  const file = folder.write('long.json', `[{"a": "${'x'.repeat(3_000_000)}"}]`);
  await expect(prepareFiles([file], { workDirectory: folder.work })).rejects.toMatchObject({
    code: 'READ_LINE_TOO_LONG',
  });
});
