import { unzipSync, strFromU8 } from 'fflate';
import readXlsxFile from 'read-excel-file/node';
import { describe, expect, it } from 'vitest';
import { columnFields } from '../src/export/column-fields.js';
import { type ExportTable, plainField } from '../src/export/table.js';
import { workbook } from '../src/export/workbook.js';

const table: ExportTable = {
  title: 'Measures',
  file: 'measures',
  header: ['what', 'value', 'day'],
  rows: [
    ['revenue', { value: '1234.5678', unit: 'money' }, { day: '2025-03-14' }],
    ['win rate', { value: 0.4215, unit: 'ratio' }, { day: null }],
    ['customers', { value: 12, unit: 'count' }, { period: '2025-Q1' }],
    ['none', { value: null, unit: 'money' }, null],
    ['=HYPERLINK("http://example.com","x")', '-2+3', '@SUM(A1)'],
  ],
  notes: [
    ['Definition', 'version 3, abc'],
    ['Time zone', 'Europe/Berlin'],
  ],
};

const written = async (one: ExportTable, currency = 'EUR'): Promise<Buffer> =>
  Buffer.from(await (await workbook(one, currency)).arrayBuffer());

describe('a workbook', () => {
  // Read back with another library than the one that wrote it.
  it('holds figures as numbers, days as days, and nothing for what is unknown', async () => {
    const [sheet] = await readXlsxFile(await written(table));
    expect(sheet?.data).toEqual([
      ['what', 'value', 'day'],
      ['revenue', 1234.5678, new Date('2025-03-14T00:00:00Z')],
      ['win rate', 0.4215, null],
      ['customers', 12, '2025-Q1'],
      ['none', null, null],
      ['=HYPERLINK("http://example.com","x")', '-2+3', '@SUM(A1)'],
    ]);
  });

  it('says on a second sheet what has to be known to read it', async () => {
    const [, about] = await readXlsxFile(await written(table));
    expect(about).toEqual({
      sheet: 'About',
      data: [
        ['Table', 'Measures'],
        ['Definition', 'version 3, abc'],
        ['Time zone', 'Europe/Berlin'],
      ],
    });
  });

  it('holds no formula, whatever a text begins with', async () => {
    const parts = unzipSync(await written(table));
    const sheets = Object.keys(parts).filter((name) => name.startsWith('xl/worksheets/sheet'));
    expect(sheets).toHaveLength(2);
    for (const name of sheets) expect(strFromU8(parts[name]!)).not.toContain('<f');
  });

  // ECMA-376, 18.8.31: a currency stands in [$…]; the yen has no smaller unit (ISO 4217).
  it.each([
    ['EUR', '[$€]#,##0.00'],
    ['JPY', '[$¥]#,##0'],
    ['CHF', '[$CHF ]#,##0.00'],
  ])('shows money in %s as %s', async (currency, format) => {
    const parts = unzipSync(await written(table, currency));
    expect(strFromU8(parts['xl/styles.xml']!)).toContain(`formatCode="${format}"`);
  });

  it('cuts a text at what a cell can hold, so that the file is not called broken', async () => {
    const long = { ...table, header: ['text'], rows: [['x'.repeat(40_000)]] };
    const [sheet] = await readXlsxFile(await written(long));
    expect(String(sheet?.data[1]?.[0])).toHaveLength(32_767);
  });
});

describe('a column of texts', () => {
  it.each([
    ['amount', ['1.50', null, '-2'], [1.5, null, -2]],
    ['amount', ['1.50', 'n/a'], ['1.50', 'n/a']],
    // Digits that name something stay as they are written.
    ['order_id', ['7', '8'], ['7', '8']],
    ['amount', ['007'], ['007']],
    ['amount', [null, ''], [null, '']],
    ['closed_date', ['2025-01-31', null], ['2025-01-31', null]],
  ] as const)('%s of %j is %j', (column, values, fields) => {
    expect(columnFields(column, values).map(plainField)).toEqual(fields);
  });
  it('of days is a column of days', () => {
    expect(columnFields('closed_date', ['2025-01-31'])).toEqual([{ day: '2025-01-31' }]);
  });
});
