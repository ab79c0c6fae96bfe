/**
 * Runs as its own process, so that a workbook can exhaust only this process: reads the workbook named by the first
 * argument, writes each sheet as CSV to `<second argument><n>.csv`, and prints what it wrote as JSON.
 * It imports nothing of the package, so Node can run it from source and from dist alike.
 */
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import readExcelFile from 'read-excel-file/node';

/** Excel keeps 15 digits; what a double shows past them is noise (1117.1000000000001). Long integers stay as written. */
const numberText = (raw: string): string =>
  /^-?\d+\.\d+$/.test(raw) && raw.replace(/^-?0*\.?0*|\./g, '').length > 15
    ? String(Number(Number(raw).toPrecision(15)))
    : raw;

/** Serial dates are days in a double: whole seconds come back a millisecond off. */
const wholeSecond = (date: Date): Date => {
  const time = date.getTime();
  const second = Math.round(time / 1000) * 1000;
  return Math.abs(time - second) <= 2 ? new Date(second) : date;
};

const isMidnight = (date: Date): boolean => date.getTime() % 86_400_000 === 0;

const dateText = (date: Date, dayOnly: boolean): string => {
  const iso = date.toISOString();
  if (dayOnly) return iso.slice(0, 10);
  return iso.slice(0, 19).replace('T', ' ') + (date.getTime() % 1000 === 0 ? '' : iso.slice(19, 23));
};

const [input = '', prefix = ''] = process.argv.slice(2);
const sheets = await readExcelFile(input, { parseNumber: (text: string) => text, trim: false } as never);
const written: { name: string; rows: number }[] = [];
for (const [index, { sheet, data }] of sheets.entries()) {
  const rows = data as unknown as (string | boolean | Date | number | null)[][];
  const width = rows.reduce((most, row) => Math.max(most, row.length), 0);
  const hasTime: boolean[] = [];
  for (const row of rows) {
    for (const [i, cell] of row.entries()) {
      if (cell instanceof Date) {
        const date = wholeSecond(cell);
        row[i] = date;
        if (!isMidnight(date)) hasTime[i] = true;
      }
    }
  }
  const out = createWriteStream(`${prefix}${index}.csv`);
  for (const row of rows) {
    const cells = Array.from({ length: width }, (_, i) => {
      const cell = row[i] ?? null;
      if (cell === null) return '';
      if (cell instanceof Date) return dateText(cell, hasTime[i] !== true);
      if (typeof cell === 'boolean') return cell ? 'TRUE' : 'FALSE';
      const text = typeof cell === 'number' || /^-?\d/.test(cell) ? numberText(String(cell)) : cell;
      return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
    });
    if (!out.write(`${cells.join(',')}\n`)) await once(out, 'drain');
  }
  out.end();
  await once(out, 'finish');
  written.push({ name: sheet, rows: rows.length });
}
process.stdout.write(JSON.stringify(written));
