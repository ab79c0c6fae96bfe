import * as fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { Query } from '../../src/index.js';
import { linesOfRows, prepareFiles } from '../../src/index.js';
import { cellsOf } from '../../src/read/csv-cells.js';
import { CsvScanner } from '../../src/read/csv-scanner.js';
import type { CsvDialect } from '../../src/read/prepared.js';
import { cellsIn, openDuckDb } from '../support/duckdb.js';
import { temporaryFolder } from '../support/files.js';

const folder = temporaryFolder();
let query: Query;
let close: () => void;
beforeAll(async () => {
  ({ query, close } = await openDuckDb());
});
afterAll(() => close());

const cell = fc.oneof(
  {
    weight: 3,
    arbitrary: fc.constantFrom('', 'a', '0017', ' x ', 'Ünïcode €', '12.5', "O'Neil", 'NULL', '-'),
  },
  {
    weight: 2,
    arbitrary: fc.constantFrom(
      'a,b',
      'x;y',
      'p|q',
      'tab\there',
      'say "hi"',
      '"',
      '""',
      'two\nlines',
      'two\r\nlines',
      ',\n"',
      '5" pipe',
      'back\\slash',
      '\\"',
      '\\',
    ),
  },
  {
    weight: 1,
    arbitrary: fc
      .string({ maxLength: 12 })
      .map((text) => text.replaceAll('\u0000', '').replaceAll('\ufeff', '')),
  },
);

const write = (cells: readonly string[], delimiter: string, always: boolean): string =>
  cells
    .map((text) =>
      always || text.includes(delimiter) || /["\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text,
    )
    .join(delimiter);

const world = fc.record({
  width: fc.integer({ min: 2, max: 6 }),
  delimiter: fc.constantFrom<CsvDialect['delimiter']>(',', ';', '\t', '|'),
  newline: fc.constantFrom('\n', '\r\n'),
  bom: fc.boolean(),
  lastNewline: fc.boolean(),
  rows: fc.array(
    fc.record({
      cells: fc.array(cell, { minLength: 6, maxLength: 6 }),
      always: fc.boolean(),
      // Most rows are whole; some are short, long, followed by empty cells, or empty.
      fault: fc.constantFrom(
        'none',
        'none',
        'none',
        'none',
        'none',
        'none',
        'short',
        'long',
        'trailing',
        'empty',
      ),
    }),
    { minLength: 12, maxLength: 40 },
  ),
});

/** CR and LF inside a cell are data; other lone controls at the ends of lines are what this test leaves out. */
const physicalLines = (text: string): number => text.split('\n').length - 1;

describe('every row is loaded as it was written, or listed with its line', () => {
  test('for generated files', async () => {
    let n = 0;
    await fc.assert(
      fc.asyncProperty(world, async ({ width, delimiter, newline, bom, lastNewline, rows }) => {
        // Where wide rows are the most, the header does not fit and the file is refused as a whole, by design.
        const withFault = (...faults: string[]) => rows.filter(({ fault }) => faults.includes(fault)).length;
        fc.pre(withFault('long', 'trailing') < withFault('none'));
        const header = Array.from({ length: width }, (_, i) => `column${i}`);
        let text = (bom ? '\ufeff' : '') + header.join(delimiter) + newline;
        const expected: { cells: string[]; line: number }[] = [];
        const faults: number[] = [];
        // A plain first row and last row keep delimiter sniffing and footer detection out of the property.
        const plain = { cells: ['k1', 'k2', 'k3', 'k4', 'k5', 'k6'], always: false, fault: 'none' as const };
        const all = [plain, plain, plain, ...rows, plain];
        all.forEach((row, i) => {
          const line = physicalLines(text) + 1;
          const cells = row.cells.slice(0, width);
          const end = i === all.length - 1 && !lastNewline ? '' : newline;
          const isBlank = cells.every((value) => value.trim() === '');
          if (row.fault === 'empty') text += end;
          else if (row.fault === 'short') {
            text += write(cells.slice(0, -1), delimiter, true) + end;
            if (!cells.slice(0, -1).every((value) => value.trim() === '')) faults.push(line);
          } else if (row.fault === 'long') {
            text += write([...cells, 'extra'], delimiter, row.always) + end;
            faults.push(line);
          } else {
            const written = write(cells, delimiter, row.always) + (row.fault === 'trailing' ? delimiter : '');
            text += written + end;
            // A row of blanks is no row, except where quotes or blanks make it look filled: both readings keep count.
            if (!isBlank) expected.push({ cells, line });
          }
        });
        n += 1;
        const file = folder.write(`generated-${n}.csv`, text);
        const { tables } = await prepareFiles([file], {
          workDirectory: folder.work,
          delimiter,
        });
        const [table] = tables;
        if (table === undefined) throw new Error('no table');
        const loaded = await cellsIn(query, table.sql);
        expect(loaded.length).toBe(table.rows);
        const filled = loaded.filter((cells) => cells.some((value) => value.trim() !== ''));
        expect(filled).toEqual(expected.map((row) => row.cells));
        expect(table.problems.map((problem) => problem.line)).toEqual(faults);
        const lines = await linesOfRows(
          table,
          loaded.map((_, i) => i + 1),
        );
        const filledLines = loaded.flatMap((cells, i) =>
          cells.some((value) => value.trim() !== '') ? [lines.get(i + 1)] : [],
        );
        expect(filledLines).toEqual(expected.map((row) => row.line));
        expect(table.rows + table.problems.length + table.skipped.length).toBe(all.length);
      }),
      { numRuns: 150 },
    );
  });
});

describe('the scanner does not depend on how the bytes are cut', () => {
  test('any text, any chunk size, both quotings', () => {
    const text = fc
      .array(fc.constantFrom('a', ',', '"', '\n', '\r\n', '\r', 'é', ' ', '\\', '""'), { maxLength: 60 })
      .map((parts) => parts.join(''));
    fc.assert(
      fc.property(
        text,
        fc.integer({ min: 1, max: 9 }),
        fc.constantFrom('"' as const, '\\' as const),
        (written, size, escape) => {
          const dialect: CsvDialect = { delimiter: ',', quote: '"', escape, newline: 'lf' };
          const bytes = Buffer.from(written);
          const scan = (chunk: number): unknown[] => {
            const seen: unknown[] = [];
            const scanner = new CsvScanner(dialect, (...row) => seen.push(row));
            for (let i = 0; i < bytes.length; i += chunk) scanner.feed(bytes.subarray(i, i + chunk));
            scanner.finish();
            return seen;
          };
          const whole = scan(bytes.length || 1);
          expect(scan(size)).toEqual(whole);
          for (const [start, end, , , fields] of whole as [number, number, number, number, number][]) {
            const cells = cellsOf(bytes.toString('utf8', start, end), dialect);
            expect(fields === 0 ? 1 : fields).toBe(cells.length);
          }
        },
      ),
      { numRuns: 2000 },
    );
  });
});
