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
const prepare = async (
  content: string | Uint8Array,
  options: { encoding?: string } = {},
): Promise<PreparedTable> => {
  count += 1;
  const file = folder.write(`case-${count}.csv`, content);
  const { tables } = await prepareFiles([file], { workDirectory: folder.work, ...options });
  expect(tables).toHaveLength(1);
  return pick(tables);
};
const headers = (table: PreparedTable): string[] => table.columns.map((column) => column.header);
const utf16 = (text: string, bigEndian: boolean): Buffer => {
  const bytes = Buffer.from(text, 'utf16le');
  return bigEndian ? bytes.swap16() : bytes;
};

describe('encodings give the same cells', () => {
  const text = 'name;city\nJürgen;Köln\nZoë;Œuvre – “quoted”\n';
  // Windows-1252: ü FC, ö F6, ë EB, Œ 8C, – 96, “ 93, ” 94 (unicode.org CP1252.TXT).
  const windows1252 = Buffer.from(
    '6e616d653b636974790a4afc7267656e3b4bf66c6e0a5a6feb3b8c757672652096209371756f746564940a',
    'hex',
  );
  const cases: [string, Uint8Array, RegExp][] = [
    ['UTF-8', Buffer.from(text), /^encoding utf-8: every byte/],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${text}`), /^encoding utf-8, with a byte order mark/],
    ['UTF-16 LE with a mark', utf16(`\ufeff${text}`, false), /^encoding utf-16le, with a byte order mark/],
    ['UTF-16 BE with a mark', utf16(`\ufeff${text}`, true), /^encoding utf-16be, with a byte order mark/],
    ['UTF-16 LE without a mark', utf16(text, false), /every second byte is zero/],
    ['UTF-16 BE without a mark', utf16(text, true), /every second byte is zero/],
    ['Windows-1252', windows1252, /^encoding windows-1252: not valid UTF-8/],
  ];
  test.each(cases)('%s', async (_, bytes, note) => {
    const table = await prepare(bytes);
    expect(headers(table)).toEqual(['name', 'city']);
    expect(await cellsIn(query, table.sql)).toEqual([
      ['Jürgen', 'Köln'],
      ['Zoë', 'Œuvre – “quoted”'],
    ]);
    expect(table.notes[0]?.message).toMatch(note);
    expect(table.rows).toBe(2);
  });

  test('Latin-1 letters at the far end of a long file are found', async () => {
    const table = await prepare(
      Buffer.concat([
        Buffer.from(`a,b\n${'plain,row\n'.repeat(200_000)}`),
        Buffer.from('caf\xe9,end\n', 'latin1'),
      ]),
    );
    const rows = await query(`SELECT c0 FROM ${table.sql} WHERE c1 = 'end'`);
    expect(rows).toEqual([{ c0: 'café' }]);
    expect(table.rows).toBe(200_001);
  });

  test('the declared encoding wins: 0x8e is é in MacRoman', async () => {
    const table = await prepare(Buffer.from('a,b\ncaf\x8e,1\n', 'latin1'), { encoding: 'macintosh' });
    expect(await cellsIn(query, table.sql)).toEqual([['café', '1']]);
  });

  test('damaged bytes in UTF-8 cost their rows, not the file', async () => {
    const good = 'Zoë,1\nJürgen,2\nÅsa,3\n';
    const table = await prepare(
      Buffer.concat([
        Buffer.from(`a,b\n${good}`),
        Buffer.from([0x58, 0xc3, 0x28, 0x2c, 0x34, 0x0a]),
        Buffer.from('Ünal,5\n'),
      ]),
    );
    expect(await cellsIn(query, table.sql)).toEqual([
      ['Zoë', '1'],
      ['Jürgen', '2'],
      ['Åsa', '3'],
      ['Ünal', '5'],
    ]);
    expect(table.problems).toMatchObject([{ line: 5, rule: 'F-01' }]);
  });

  test('text encoded twice and lost characters are said, not repaired', async () => {
    const table = await prepare('a,b\nCafÃ©,1\nna\ufffdve,2\n');
    const notes = table.notes.filter((note) => note.severity === 'warning').map((note) => note.message);
    expect(notes).toEqual([
      'characters were lost before this file was written: U+FFFD stands in 1 place',
      expect.stringContaining('text looks encoded twice near'),
    ]);
    expect(await cellsIn(query, table.sql)).toEqual([
      ['CafÃ©', '1'],
      ['na\ufffdve', '2'],
    ]);
  });
});

describe('delimiters and quotes', () => {
  const cases: [string, string, string[][]][] = [
    [
      'semicolon with decimal commas',
      'a;b;c\n1,5;x;2,5\n2,5;y;3,5\n',
      [
        ['1,5', 'x', '2,5'],
        ['2,5', 'y', '3,5'],
      ],
    ],
    [
      'tab',
      'a\tb\n1,2\t3;4\n5\t6\n',
      [
        ['1,2', '3;4'],
        ['5', '6'],
      ],
    ],
    ['bar', 'a|b\n1|2,3\n', [['1', '2,3']]],
    [
      'line ends and quotes inside',
      'a,b\n"x, ""y""","two\nlines"\nz,w\n',
      [
        ['x, "y"', 'two\nlines'],
        ['z', 'w'],
      ],
    ],
    [
      'CRLF',
      'a,b\r\n1,2\r\n3,4\r\n',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    [
      'CRLF and LF mixed',
      'a,b\r\n1,2\n3,"4\r\n5"\r\n6,7\n',
      [
        ['1', '2'],
        ['3', '4\r\n5'],
        ['6', '7'],
      ],
    ],
    [
      'CR only',
      'a,b\r1,2\r3,4\r',
      [
        ['1', '2'],
        ['3', '4'],
      ],
    ],
    ['no line end at the end', 'a,b\n1,2', [['1', '2']]],
    [
      'backslash escapes',
      'a,b\n"say \\"hi\\", ok",1\n"back\\\\slash",2\n',
      [
        ['say "hi", ok', '1'],
        ['back\\slash', '2'],
      ],
    ],
    ['one column', 'id\n001\n002\n', [['001'], ['002']]],
    ['one column with empty lines', 'id\n001\n\n002\n', [['001'], ['002']]],
    [
      'inches',
      'a,b\n5" pipe,1\n6" pipe,2\n',
      [
        ['5" pipe', '1'],
        ['6" pipe', '2'],
      ],
    ],
    [
      'ids untouched',
      'id,zip\n00123456789012345678,01067\n17850.0,00501\n',
      [
        ['00123456789012345678', '01067'],
        ['17850.0', '00501'],
      ],
    ],
    ['header only', 'a,b\n', []],
  ];
  test.each(cases)('%s', async (_, text, expected) => {
    const table = await prepare(text);
    expect(await cellsIn(query, table.sql)).toEqual(expected);
    expect(table.rows).toBe(expected.length);
    expect(table.problems).toEqual([]);
  });
});

describe('headers', () => {
  test('blank, padded and double ones are kept and said', async () => {
    const table = await prepare('id, UTM_Content ,Amount,amount,,\n1,x,2,3,,\n');
    expect(headers(table)).toEqual(['id', 'UTM_Content', 'Amount', 'amount', '', '']);
    const notes = table.notes.filter((note) => note.rule === 'F-10').map((note) => note.message);
    expect(notes).toContain("header 'UTM_Content' had blanks around it");
    expect(notes).toContain("header 'Amount' is used 2 times (columns 3, 4); the first one is mapped");
    expect(notes).toContain('2 columns have no header');
    expect(await cellsIn(query, table.sql)).toEqual([['1', 'x', '2', '3', '', '']]);
  });
  test('a file without a header gets names by position', async () => {
    const table = await prepare('1,2017-01-01,12.50\n2,2017-01-02,9.99\n');
    expect(headers(table)).toEqual(['column 1', 'column 2', 'column 3']);
    expect(table.rows).toBe(2);
    expect(table.notes.find((note) => note.rule === 'F-03')?.message).toMatch(/^no header row/);
  });
  test('a header with a line end inside does not shift lines', async () => {
    const table = await prepare('"Deal\nName",Amount\nA,1\nB,2\n');
    expect(headers(table)[0]).toBe('Deal\nName');
    expect(table.firstLine).toBe(3);
    expect(await cellsIn(query, table.sql)).toEqual([
      ['A', '1'],
      ['B', '2'],
    ]);
  });
});

describe('reports with text around the table', () => {
  test('Google Ads: title, period, header, rows, totals', async () => {
    const table = await prepare(
      [
        'Campaign report',
        '"January 1, 2024 - January 31, 2024"',
        'Campaign,Currency code,Impressions,Cost',
        'Brand,EUR,"1,200",35.10',
        'Generic,EUR,800,12.00',
        'Total: Campaigns,--,"2,000",47.10',
        'Total: Account,--,"2,000",47.10',
        '',
      ].join('\n'),
    );
    expect(headers(table)).toEqual(['Campaign', 'Currency code', 'Impressions', 'Cost']);
    expect(await cellsIn(query, table.sql)).toEqual([
      ['Brand', 'EUR', '1,200', '35.10'],
      ['Generic', 'EUR', '800', '12.00'],
    ]);
    expect(table.skipped.map(({ line, reason }) => [line, reason])).toEqual([
      [1, 'preamble'],
      [2, 'preamble'],
      [6, 'total'],
      [7, 'total'],
    ]);
    expect(table.firstLine).toBe(4);
  });
  test('Salesforce: rows, blank line, grand total, legal footer', async () => {
    const table = await prepare(
      [
        '"Opportunity Name","Amount","Stage"',
        '"Acme, Inc.","100.00","Closed Won"',
        '"Beta","200.00","Closed Lost"',
        '',
        '"Grand Totals (2 records)","300.00",""',
        '"Confidential Information - Do Not Distribute"',
        '"Copyright (c) 2000-2024 salesforce.com, inc. All rights reserved."',
        '',
      ].join('\r\n'),
    );
    expect(table.rows).toBe(2);
    expect(table.problems).toEqual([]);
    expect(table.skipped.map(({ line, reason }) => [line, reason])).toEqual([
      [4, 'blank'],
      [5, 'total'],
      [6, 'footer'],
      [7, 'footer'],
    ]);
  });
  test('a customer called Total stays', async () => {
    const table = await prepare('Account,Country,Revenue\nAcme,US,10\nTotal,France,20\n');
    expect(table.rows).toBe(2);
  });
  test('a short last row of data is a problem, not a footer', async () => {
    const table = await prepare('id,name,stage,amount\n1,a,won,2\n2,b,won,3\n3,c,lost\n');
    expect(table.problems).toMatchObject([
      { line: 4, rule: 'F-02', message: 'row has 3 cells, the table has 4 columns' },
    ]);
  });
});

describe('rows that do not fit', () => {
  test('are listed with line and text; the rest loads; every row is accounted for', async () => {
    const table = await prepare(
      'a,b,c\n1,2,3\n4,5\n"x\ny",2,3\n6,7,8,9\n"bad" quote,2,3\n\n,,\n7,8,9,,\n10,11,12\n',
    );
    expect(await cellsIn(query, table.sql)).toEqual([
      ['1', '2', '3'],
      ['x\ny', '2', '3'],
      ['7', '8', '9'],
      ['10', '11', '12'],
    ]);
    expect(table.problems.map(({ line, message, text }) => [line, message, text])).toEqual([
      [3, 'row has 2 cells, the table has 3 columns', '4,5'],
      [6, 'row has 4 cells, the table has 3 columns', '6,7,8,9'],
      [7, 'text stands after a closing quote; double the quotes inside the cell', '"bad" quote,2,3'],
    ]);
    expect(table.skipped.map(({ line, reason }) => [line, reason])).toEqual([
      [8, 'blank'],
      [9, 'blank'],
    ]);
    expect([...(await linesOfRows(table, [1, 2, 3, 4, 5]))]).toEqual([
      [1, 2],
      [2, 4],
      [3, 10],
      [4, 11],
    ]);
  });
  test('trailing empty columns in the rows only are columns without a name', async () => {
    const table = await prepare('a,b\n1,2,\n3,4,\n');
    expect(headers(table)).toEqual(['a', 'b', '']);
    expect(table.rows).toBe(2);
  });
});

test('a clean file is read where it is, anything else from a copy', async () => {
  const clean = await prepare('a,b\n1,2\n');
  expect(clean.sql).toContain(`case-${count}.csv'`);
  const ragged = await prepare('a,b\n1,2\n3\n4,5\n');
  expect(ragged.sql).not.toContain(`case-${count}.csv'`);
  // sha256sum of the bytes 'a,b\n1,2\n3\n4,5\n', by coreutils.
  expect(ragged.sha256).toBe('2e9fd3a889b843ae6c8111d1dcf35c2873b3f849d65253e605dffcc7f469a86f');
});
