import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { ColumnFormat, DateFormat, NumberFormat, Query } from '../../src/index.js';
import { castSql, isoDate, plainFlag, plainNumber, textFormat } from '../../src/index.js';
import { openDuckDb } from '../support/duckdb.js';

let query: Query;
let close: () => void;
beforeAll(async () => {
  ({ query, close } = await openDuckDb());
});
afterAll(() => close());

type Type = Parameters<typeof castSql>[1];
const cast = async (
  text: string,
  type: Type,
  format: ColumnFormat,
  timeZone = 'UTC',
): Promise<[string | null, boolean, string | null]> => {
  const { value, precision, isBad } = castSql('x', type, format, { timeZone });
  const [row] = await query(
    `SELECT (${value})::VARCHAR AS v, (${isBad}) AS b, (${precision ?? 'NULL'})::VARCHAR AS p FROM (SELECT '${text.replaceAll("'", "''")}' AS x)`,
  );
  return [row?.['v'] as string | null, row?.['b'] as boolean, row?.['p'] as string | null];
};

const number = (format: Partial<NumberFormat>): NumberFormat => ({ ...plainNumber, plain: false, ...format });
const date = (format: Partial<DateFormat>): DateFormat => ({
  ...isoDate,
  offset: 'none',
  time: 'mixed',
  ...format,
});
const dmy = date({ order: 'DMY' });
const mdy = date({ order: 'MDY', separator: '/' });
const german = number({ decimal: ',', grouping: '.' });
const american = number({ decimal: '.', grouping: ',' });

describe('money is exact or refused', () => {
  const cases: [string, NumberFormat, string | null][] = [
    ['1234.56', plainNumber, '1234.5600'],
    [' 12 ', plainNumber, '12.0000'],
    ['-0.005', plainNumber, '-0.0050'],
    ['1e3', plainNumber, '1000.0000'],
    ['99999999999999.9999', plainNumber, '99999999999999.9999'],
    ['999999999999999.9', plainNumber, null],
    ['1_000', plainNumber, null],
    ['1,5', plainNumber, null],
    ['1.234,56', german, '1234.5600'],
    ['27245,67', german, '27245.6700'],
    ['-1.234.567,8', german, '-1234567.8000'],
    ['1.23,4', german, null],
    ['1234.56', german, null],
    ['R$ 100.000', german, '100000.0000'],
    ['R$\u00a0100.000,50', german, '100000.5000'],
    ['1,234.56', american, '1234.5600'],
    ['12,34,567.5', american, '1234567.5000'],
    ['1,23.4', american, null],
    ['$21,042', american, '21042.0000'],
    ['$1,009.784', american, '1009.7840'],
    ['(5.00)', american, '-5.0000'],
    ['($1,234.50)', american, '-1234.5000'],
    ['5.00-', american, '-5.0000'],
    ['-$5.00', american, '-5.0000'],
    ['$-5.00', american, '-5.0000'],
    ['\u22125.00', american, '-5.0000'],
    ['USD 5.00', american, '5.0000'],
    ['5.00 EUR', american, '5.0000'],
    ['ACC1042', american, null],
    ['5.00x', american, null],
    ['5.00 5.00', american, null],
    ['$1,117.10K', number({ grouping: ',', suffix: true }), '1117100.0000'],
    ['2.5M', number({ suffix: true }), '2500000.0000'],
    ['84912B', number({ suffix: true }), '84912000000000.0000'],
    ['(1.5 bn)', number({ suffix: true }), '-1500000000.0000'],
    ['5K', number({}), null],
    ['1 234,56', number({ decimal: ',', grouping: ' ' }), '1234.5600'],
    ['1\u202f234\u00a0567,5 €', number({ decimal: ',', grouping: ' ' }), '1234567.5000'],
    ["1'234.50", number({ grouping: "'" }), '1234.5000'],
    ['1’234.50', number({ grouping: "'" }), '1234.5000'],
  ];
  test.each(cases)('%s', async (text, format, expected) => {
    expect(await cast(text, 'money', format)).toEqual([expected, expected === null, null]);
  });
});

describe('decimals, whole numbers and flags', () => {
  const cases: [string, Type, ColumnFormat, string | null][] = [
    ['12 %', 'decimal', number({ percent: true }), '0.120000'],
    ['12,5%', 'decimal', number({ decimal: ',', percent: true }), '0.125000'],
    ['0.5', 'decimal', number({ percent: true }), '0.500000'],
    ['3', 'integer', plainNumber, '3'],
    ['3.0', 'integer', plainNumber, '3'],
    ['3.5', 'integer', plainNumber, null],
    ['.5', 'integer', plainNumber, null],
    ['0x1F', 'integer', plainNumber, null],
    ['9007199254740993', 'integer', plainNumber, '9007199254740993'],
    ['1.234', 'integer', german, '1234'],
    ['1.234,5', 'integer', german, null],
    ['TRUE', 'flag', plainFlag, 'true'],
    ['t', 'flag', plainFlag, 'true'],
    ['Nein', 'flag', plainFlag, 'false'],
    ['0', 'flag', plainFlag, 'false'],
    ['No internet service', 'flag', plainFlag, null],
    ['0017', 'id', plainNumber, '0017'],
    ['17850.0', 'reference', plainNumber, '17850.0'],
    ['anything', 'text', textFormat, 'anything'],
  ];
  test.each(cases)('%s as %s', async (text, type, format, expected) => {
    expect(await cast(text, type, format)).toEqual([expected, expected === null, null]);
  });
});

describe('instants: UTC, with the precision that was written', () => {
  // Berlin: +1 in winter, +2 in summer (2024-03-31 to 2024-10-27).
  const cases: [string, ColumnFormat, string, string | null, string | null][] = [
    ['2024-01-07', isoDate, 'UTC', '2024-01-07 00:00:00', 'day'],
    ['2024-01-07 6:49', isoDate, 'UTC', '2024-01-07 06:49:00', 'minute'],
    ['2021-01-07 6:49:18', isoDate, 'UTC', '2021-01-07 06:49:18', 'second'],
    ['2020-09-11 13:26:15.000 ', isoDate, 'UTC', '2020-09-11 13:26:15', 'millisecond'],
    ['2024-07-01 12:00:00', isoDate, 'Europe/Berlin', '2024-07-01 10:00:00', 'second'],
    ['2024-01-01 00:30', isoDate, 'Europe/Berlin', '2023-12-31 23:30:00', 'minute'],
    ['2024-07-01T12:00:00Z', isoDate, 'Europe/Berlin', '2024-07-01 12:00:00', 'second'],
    ['2024-07-01T12:00Z', isoDate, 'Europe/Berlin', '2024-07-01 12:00:00', 'minute'],
    ['2024-07-01 12:00:00 UTC', isoDate, 'Europe/Berlin', '2024-07-01 12:00:00', 'second'],
    ['2024-07-01T12:00:00+02:00', isoDate, 'America/New_York', '2024-07-01 10:00:00', 'second'],
    ['2020-04-09 11:20:22 -0400', isoDate, 'UTC', '2020-04-09 15:20:22', 'second'],
    ['2020-04-09 11:20:22+05:30', isoDate, 'UTC', '2020-04-09 05:50:22', 'second'],
    ['2020-04-09 11:20-03', isoDate, 'UTC', '2020-04-09 14:20:00', 'minute'],
    ['2024-07-01T12:00:00.123456Z', isoDate, 'UTC', '2024-07-01 12:00:00.123456', 'millisecond'],
    ['2024-02-30', isoDate, 'UTC', null, 'day'],
    ['21-01-07', isoDate, 'UTC', null, 'day'],
    ['2024-01-07 garbage', isoDate, 'UTC', null, 'day'],
    ['27-07-2023', dmy, 'UTC', '2023-07-27 00:00:00', 'day'],
    ['28-07-2023 03:00', dmy, 'UTC', '2023-07-28 03:00:00', 'minute'],
    ['29/2/2016 1:23', dmy, 'UTC', '2016-02-29 01:23:00', 'minute'],
    ['03.04.2024, 05:06:07', dmy, 'UTC', '2024-04-03 05:06:07', 'second'],
    ['27-07-2023', date({ order: 'DMY', time: 'day' }), 'UTC', '2023-07-27 00:00:00', 'day'],
    ['31-02-2023', dmy, 'UTC', null, 'day'],
    ['1/2/20166', dmy, 'UTC', null, 'day'],
    ['12/31/2023', dmy, 'UTC', null, 'day'],
    ['1/31/2023', mdy, 'UTC', '2023-01-31 00:00:00', 'day'],
    ['1/31/2023 11:59 PM', date({ ...mdy, clock: 12 }), 'UTC', '2023-01-31 23:59:00', 'minute'],
    ['1/31/2023 12:00 am', date({ ...mdy, clock: 12 }), 'UTC', '2023-01-31 00:00:00', 'minute'],
    ['1/31/2023 13:00 PM', date({ ...mdy, clock: 12 }), 'UTC', null, 'minute'],
    [
      '15 Apr, 2021 00:03:00',
      date({ order: 'DMY', monthName: true }),
      'UTC',
      '2021-04-15 00:03:00',
      'second',
    ],
    [
      '01-Aug-23',
      date({ order: 'DMY', monthName: true, twoDigitYear: true }),
      'UTC',
      '2023-08-01 00:00:00',
      'day',
    ],
    ['Sept 5, 2021', date({ order: 'MDY', monthName: true }), 'UTC', '2021-09-05 00:00:00', 'day'],
    ['3. März 2021', date({ order: 'DMY', monthName: true }), 'UTC', '2021-03-03 00:00:00', 'day'],
    ['27.07.69', date({ order: 'DMY', twoDigitYear: true }), 'UTC', '1969-07-27 00:00:00', 'day'],
    ['27.07.68', date({ order: 'DMY', twoDigitYear: true }), 'UTC', '2068-07-27 00:00:00', 'day'],
    ['20240229', date({ separator: '' }), 'UTC', '2024-02-29 00:00:00', 'day'],
    [
      '2024-07-01 00:00:00Z',
      { ...isoDate, midnightOnly: true },
      'America/New_York',
      '2024-07-01 04:00:00',
      'day',
    ],
    ['1572480000', { kind: 'epoch', unit: 's' }, 'Europe/Berlin', '2019-10-31 00:00:00', 'second'],
    ['1572480000123', { kind: 'epoch', unit: 'ms' }, 'UTC', '2019-10-31 00:00:00.123', 'millisecond'],
    ['1572480000123456', { kind: 'epoch', unit: 'us' }, 'UTC', '2019-10-31 00:00:00.123456', 'millisecond'],
  ];
  test.each(cases)('%s (%#)', async (text, format, zone, expected, precision) => {
    expect(await cast(text, 'instant', format, zone)).toEqual([expected, expected === null, precision]);
  });
});

describe('dates are days, in the zone when they carry an offset', () => {
  const cases: [string, ColumnFormat, string, string | null][] = [
    ['2024-02-29', isoDate, 'Europe/Berlin', '2024-02-29'],
    ['2024-02-29 23:30:00', isoDate, 'Europe/Berlin', '2024-02-29'],
    ['2024-02-29T23:30:00Z', isoDate, 'Europe/Berlin', '2024-03-01'],
    ['2024-07-01 00:00:00Z', { ...isoDate, midnightOnly: true }, 'America/New_York', '2024-07-01'],
    ['31/12/2023', dmy, 'UTC', '2023-12-31'],
    ['2024-01-07 06', isoDate, 'UTC', null],
    ['1704067200', { kind: 'epoch', unit: 's' }, 'America/New_York', '2023-12-31'],
  ];
  test.each(cases)('%s (%#)', async (text, format, zone, expected) => {
    expect(await cast(text, 'date', format, zone)).toEqual([expected, expected === null, null]);
  });
});

test('NULL is no value and never bad', async () => {
  for (const type of ['money', 'decimal', 'integer', 'instant', 'date', 'flag'] as const) {
    const { value, isBad } = castSql(
      'x',
      type,
      type === 'flag' ? plainFlag : type.startsWith('d') || type === 'instant' ? isoDate : german,
      { timeZone: 'Europe/Berlin' },
    );
    expect(
      await query(`SELECT (${value}) IS NULL AS v, (${isBad}) AS b FROM (SELECT NULL::VARCHAR AS x)`),
    ).toEqual([{ v: true, b: false }]);
  }
});
