import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnProfile, Query } from '../../src/index.js';
import { describeFormat, profileTable } from '../../src/index.js';
import { openDuckDb } from '../support/duckdb.js';
import { pick } from '../support/pick.js';

let query: Query;
let close: () => void;
beforeAll(async () => {
  ({ query, close } = await openDuckDb());
});
afterAll(() => close());

const literal = (text: string | null): string => (text === null ? 'NULL' : `'${text.replaceAll("'", "''")}'`);

/** Profiles columns given as lists of values; headers are the keys. */
const profile = async (
  columns: Record<string, readonly (string | null)[]>,
  numeric = false,
): Promise<ColumnProfile[]> => {
  const headers = Object.keys(columns);
  const length = Object.values(columns)[0]?.length ?? 0;
  await query(`CREATE OR REPLACE TABLE landing (${headers.map((_, i) => `c${i} VARCHAR`).join(', ')})`);
  const rows = Array.from(
    { length },
    (_, r) => `(${headers.map((header) => literal(columns[header]?.[r] ?? null)).join(', ')})`,
  );
  await query(`INSERT INTO landing VALUES ${rows.join(', ')}`);
  return profileTable(
    query,
    'landing',
    headers.map((header, i) => ({ name: `c${i}`, header, numeric })),
  );
};
const one = async (values: readonly (string | null)[], numeric = false): Promise<ColumnProfile> =>
  pick(await profile({ value: values }, numeric));

describe('the order of day and month is proven, or asked', () => {
  const cases: [string, string[], string, RegExp][] = [
    [
      'a day above 12 in front',
      ['03-04-2023', '27-02-2021'],
      'date DD-MM-YYYY',
      /^value 27-02-2021 in row 2 has a day above 12 in front$/,
    ],
    [
      'a day above 12 in second place',
      ['1/2/2023', '1/31/2023'],
      'date MM/DD/YYYY',
      /^value 1\/31\/2023 in row 2 has a day above 12 in second place$/,
    ],
    ['the year first', ['2023-04-03'], 'date YYYY-MM-DD', /^the year stands first: 2023-04-03 in row 1$/],
    ['a month name', ['15 Apr, 2021 00:03:00'], 'date DD Mon YYYY HH:MM:SS', /^the month is a word/],
    ['an American month name', ['Apr 5, 2021'], 'date Mon DD YYYY', /^the month is a word/],
    [
      'two digits with a year above 31',
      ['01-02-69', '13-02-70'],
      'date DD-MM-YY',
      /^value 13-02-70 in row 2 has a day above 12/,
    ],
  ];
  test.each(cases)('%s', async (_, values, format, proof) => {
    const column = await one(values);
    expect(describeFormat(column.formats[0] as never)).toBe(format);
    expect(column.proof).toMatch(proof);
    expect(column.ambiguous).toBeUndefined();
  });

  test('no value decides: both orders are offered and the remedy is said', async () => {
    const column = await one(['03-04-2023', '07-01-2022', '12-12-2021', '05-06-2023']);
    expect(column.formats.slice(0, 2)).toMatchObject([{ order: 'DMY' }, { order: 'MDY' }]);
    expect(column.ambiguous).toEqual({
      question: 'date order',
      examples: ['03-04-2023', '07-01-2022', '12-12-2021', '05-06-2023'],
      remedy:
        "'03-04-2023' in column 'value' can be read DMY or MDY; decide with --date-order DMY or --date-order MDY, or with date_order: DMY under this column in the mapping",
    });
  });
  test('two digits throughout: three orders are possible', async () => {
    const column = await one(['01-02-03', '04-05-06']);
    expect(column.formats.slice(0, 3)).toMatchObject([{ order: 'DMY' }, { order: 'MDY' }, { order: 'YMD' }]);
    expect(column.ambiguous?.question).toBe('date order');
  });
  test('proof for both orders is a contradiction, not a majority vote', async () => {
    const column = await one(['27-02-2021', '02-27-2021', '03-04-2021']);
    expect(column.ambiguous?.question).toBe('date order');
    expect(column.notes.find((note) => note.rule === 'F-04')?.message).toBe(
      'dates are written in two orders: value 27-02-2021 in row 1 has a day above 12 in front; value 02-27-2021 in row 2 has a day above 12 in second place',
    );
  });
  test('the deciding value may stand far behind the sample', async () => {
    await query(
      `CREATE OR REPLACE TABLE far AS SELECT CASE WHEN i = 19000 THEN '02-27-2021' ELSE '03-04-2021' END AS c0 FROM range(20000) t(i)`,
    );
    const [column] = await profileTable(query, 'far', [{ name: 'c0', header: 'd' }]);
    expect(column?.formats[0]).toMatchObject({ order: 'MDY' });
    expect(column?.proof).toBe('value 02-27-2021 has a day above 12 in second place');
    expect(column?.bad.count).toBe(0);
  });
  test('rows in time order decide', async () => {
    // The first twelve days of three months in a row: sorted as DMY, jumping to and fro as MDY.
    const days = [1, 2, 3].flatMap((month) =>
      Array.from({ length: 12 }, (_, i) => `${String(i + 1).padStart(2, '0')}/0${month}/2023`),
    );
    const column = await one(days);
    expect(column.formats[0]).toMatchObject({ order: 'DMY' });
    expect(column.proof).toBe(
      'the rows stand in time order over 35 steps when read DMY, and not when read MDY',
    );
    expect(column.ambiguous).toBeUndefined();
  });
  test('a month column decides', async () => {
    const dates = [
      '05/01/2023',
      '03/02/2023',
      '01/03/2023',
      '12/04/2023',
      '02/05/2023',
      '09/06/2023',
      '04/07/2023',
      '11/08/2023',
      '06/09/2023',
      '08/10/2023',
    ];
    const [column] = await profile({
      date: dates,
      Month: [
        'January',
        'February',
        'March',
        'April',
        'May',
        'June',
        'July',
        'August',
        'September',
        'October',
      ],
    });
    expect(column?.formats[0]).toMatchObject({ order: 'DMY' });
    expect(column?.proof).toBe("column 'Month' names the same month in all 10 rows when read DMY");
  });
  test('a companion column decides, unless companions disagree', async () => {
    const open = ['03-04-2023', '07-01-2022', '12-12-2021'];
    const [asked] = await profile({ open, close: ['27-02-2021', '01-01-2021', '02-02-2022'] });
    expect(asked?.formats[0]).toMatchObject({ order: 'DMY' });
    expect(asked?.proof).toBe(
      "column 'close' of the same table is written the same way, and there value 27-02-2021 in row 1 has a day above 12 in front",
    );
    const [torn] = await profile({
      open,
      close: ['27-02-2021', null, null],
      other: ['02-27-2021', null, null],
    });
    expect(torn?.ambiguous?.question).toBe('date order');
  });
});

describe('numbers are read in the locale that a value proves', () => {
  const cases: [string, string[], string, boolean][] = [
    ['plain', ['1234.56', '7'], "number, decimal mark '.'", true],
    ['German', ['1.234,56', '1.234'], "number, decimal mark ',', thousands '.'", false],
    ['comma decimals without groups', ['27245,67', '27001'], "number, decimal mark ','", false],
    ['American', ['1,234', '1,234.50'], "number, decimal mark '.', thousands ','", false],
    ['millions in groups', ['1,234,567', '1,234'], "number, decimal mark '.', thousands ','", false],
    [
      'Brazilian reais',
      ['R$ 100.000', 'R$ 5.000'],
      "number, decimal mark ',', thousands '.', currency R$",
      false,
    ],
    [
      'K and M',
      ['$1,117.10K', '$2.50M'],
      "number, decimal mark '.', thousands ',', K/M/B, currency $",
      false,
    ],
    ['percent', ['12 %', '3.5 %'], "number, decimal mark '.', percent", false],
    ['Swiss', ["1'234.50", "12'000.00"], "number, decimal mark '.', thousands '''", false],
    ['French', ['1\u202f234,50', '12\u00a0000,00'], "number, decimal mark ',', thousands ' '", false],
    ['negative in parentheses', ['(5.00)', '7.25'], "number, decimal mark '.'", false],
  ];
  test.each(cases)('%s', async (_, values, format, plain) => {
    const column = await one(values);
    expect(describeFormat(column.formats[0] as never)).toBe(format);
    expect(column.formats[0]).toMatchObject({ plain });
    expect(column.ambiguous).toBeUndefined();
    expect(column.bad.count).toBe(0);
  });
  test('1.234 and 1,234 alone decide nothing', async () => {
    for (const text of ['1.234', '1,234', '$1.234', '€ 12.500']) {
      const column = await one([text, text]);
      expect(column.ambiguous?.question).toBe('decimal mark');
      expect(column.ambiguous?.remedy).toBe(
        `'${text}' in column 'value' can be read with decimal mark '.' or ','; decide with --decimal . or --decimal , or with decimal: ',' under this column in the mapping`,
      );
      expect(column.formats.filter((format) => format.kind === 'number')).toHaveLength(2);
    }
  });
  test('a column of numbers in the file itself is not ambiguous', async () => {
    const column = await one(['1.234', '2.345'], true);
    expect(column.ambiguous).toBeUndefined();
    expect(column.formats[0]).toMatchObject({ kind: 'number', decimal: '.', grouping: '' });
  });
  test('two ways in one column are a contradiction', async () => {
    const column = await one(['1.50', '27245,67', '3.25']);
    expect(column.ambiguous?.question).toBe('decimal mark');
    expect(column.notes.find((note) => note.rule === 'F-05')?.message).toBe(
      "numbers are written in two ways: '1.50' in row 1 and '27245,67' in row 2",
    );
  });
  test('more than one currency is said', async () => {
    const column = await one(['R$ 1,50', '€ 2,50']);
    expect(column.notes[0]?.message).toBe(
      "more than one currency in one column: R$ ('R$ 1,50' in row 1), € ('€ 2,50' in row 2)",
    );
  });
});

describe('nothing, codes, flags and instants', () => {
  test('null spellings do not turn numbers into text', async () => {
    const column = await one(['1.5', ' ', '', null, 'N/A', '-', 'null', '2', 'unknown']);
    expect(column.formats[0]).toMatchObject({ kind: 'number', plain: true });
    expect(column).toMatchObject({
      rows: 9,
      empty: 7,
      nulls: ['', '-', 'N/A', 'null', 'unknown'],
      bad: { count: 0 },
    });
  });
  test('in text, NA and None are words', async () => {
    const column = await one(['NA', 'EU', 'None', 'n/a', '  ', 'unknown']);
    expect(column).toMatchObject({ formats: [{ kind: 'text' }], nulls: ['', 'n/a'], empty: 2 });
  });
  test('0000-00-00 is no date', async () => {
    const column = await one(['2024-01-01', '0000-00-00', '2024-01-02']);
    expect(column).toMatchObject({
      formats: [{ kind: 'date' }, { kind: 'text' }],
      nulls: ['0000-00-00'],
      bad: { count: 0 },
    });
  });
  test('ids stay text: leading zeros, long digits, letters with digits', async () => {
    for (const values of [
      ['00123', '00124'],
      ['25842000000262377', '25842000000262378'],
      ['ACC1042', 'ACC1043'],
      [...Array.from({ length: 30 }, (_, i) => `${84900 + i}`), '84912B', '85123A'],
      [...Array.from({ length: 30 }, (_, i) => `${536300 + i}`), 'C536379'],
    ]) {
      expect((await one(values)).formats[0]).toEqual({ kind: 'text' });
    }
  });
  test('ids that went through a float are said', async () => {
    const column = await one(['17850.0', '13047.0', null]);
    expect(column.floatIds).toBe(true);
    expect(column.notes.map((note) => note.rule)).toEqual(['F-09']);
    expect((await one(['17850.0', '13047.5'])).floatIds).toBe(false);
    expect((await one(['1.5E+16', '1'])).notes[0]?.message).toMatch(/lost digits in a spreadsheet/);
  });
  test('two words are a flag, three are text', async () => {
    expect((await one(['Yes', 'no', 'YES'])).formats[0]).toEqual({ kind: 'flag' });
    expect((await one(['Yes', 'No', 'No internet service'])).formats).toEqual([{ kind: 'text' }]);
    expect((await one(['0', '1'])).formats.map((format) => format.kind)).toEqual(['flag', 'number', 'text']);
  });
  test('seconds, milliseconds and microseconds since 1970 by magnitude', async () => {
    for (const [text, unit] of [
      ['1572480000', 's'],
      ['1572480000123', 'ms'],
      ['1572480000123456', 'us'],
    ] as const) {
      expect((await one([text])).formats.filter((format) => format.kind === 'epoch')).toEqual([
        { kind: 'epoch', unit },
      ]);
    }
  });
  test('times: mixed with dates, at midnight only, with offsets', async () => {
    expect((await one(['27-07-2023', '28-07-2023 03:00'])).formats[0]).toMatchObject({ time: 'mixed' });
    expect((await one(['2024-01-01 00:00:00', '2024-01-02 00:00:00'])).formats[0]).toMatchObject({
      midnightOnly: true,
    });
    expect((await one(['2024-01-01 00:00:00', '2024-01-02 00:00:01'])).formats[0]).toMatchObject({
      midnightOnly: false,
    });
    expect((await one(['2024-01-01T00:10:00Z', '2024-01-02T01:00:00Z'])).formats[0]).toMatchObject({
      offset: 'utc',
    });
    expect((await one(['2024-01-01T00:10:00Z', '2024-01-02T01:00:00+02:00'])).formats[0]).toMatchObject({
      offset: 'some',
    });
    expect((await one(['1/2/2024 1:05 PM', '1/31/2024 12:00 AM'])).formats[0]).toMatchObject({ clock: 12 });
  });
  test('offsets and clocks that begin behind the sample are noticed', async () => {
    await query(
      `CREATE OR REPLACE TABLE late AS SELECT CASE WHEN i < 19000 THEN '2024-01-01' ELSE '2024-01-01 10:00:00+02:00' END AS c0, CASE WHEN i < 19000 THEN '2024-01-01 10:00:01' ELSE '2024-01-01 10:00:00+02:00' END AS c1 FROM range(20000) t(i)`,
    );
    const columns = await profileTable(query, 'late', [
      { name: 'c0', header: 'a' },
      { name: 'c1', header: 'b' },
    ]);
    expect(columns.map((column) => column.formats[0])).toMatchObject([
      { time: 'mixed', offset: 'some' },
      { offset: 'some' },
    ]);
  });
  test('a lost AM/PM is suspected when no hour is above 12', async () => {
    const column = await one(
      Array.from(
        { length: 300 },
        (_, i) => `${(i % 28) + 1}-07-2021 ${String((i % 12) + 1).padStart(2, '0')}:40`,
      ),
    );
    expect(column.notes.map((note) => note.rule)).toContain('T-08');
  });
  test('a few broken values do not turn a column into text; they are counted', async () => {
    const values = Array.from({ length: 50 }, (_, i) => `2024-01-${String((i % 28) + 1).padStart(2, '0')}`);
    const column = await one([...values, '2024-02-31', 'soon']);
    expect(column.formats[0]).toMatchObject({ kind: 'date' });
    expect(column.bad.count).toBe(2);
    expect([...column.bad.examples].sort()).toEqual(['2024-02-31', 'soon']);
  });
  test('dates that Excel has cut are said to be lost', async () => {
    const column = await one(['12-Jul', '13-Aug']);
    expect(column.formats).toEqual([{ kind: 'text' }]);
    expect(column.notes[0]?.message).toMatch(/the year cannot be recovered/);
  });
  test('an empty column', async () => {
    expect(await one([null, '', null])).toMatchObject({
      rows: 3,
      empty: 3,
      formats: [{ kind: 'text' }],
      proof: 'every value is empty',
    });
  });
});
