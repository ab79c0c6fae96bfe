import { mkdirSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import writeXlsxFile from 'write-excel-file/node';
import { isoDay } from '../time/days.js';

export const workbookPath = 'finance/finance.xlsx';

/** A day in a workbook: becomes a date cell. */
export interface DayCell {
  readonly day: number;
}
export type WorkbookCell = string | number | DayCell | null;

/** One sheet: a header and rows, kept in memory until the workbook is written. */
export class Sheet {
  readonly name: string;
  readonly columns: readonly string[];
  readonly rows: WorkbookCell[][] = [];
  /** Clean rows, the ones before any injected row. */
  cleanRows = 0;

  constructor(name: string, columns: readonly string[]) {
    this.name = name;
    this.columns = columns;
  }

  write(...row: WorkbookCell[]): void {
    this.rows.push(row);
    this.cleanRows += 1;
  }
}

const isDay = (cell: WorkbookCell): cell is DayCell => typeof cell === 'object' && cell !== null;

const toCell = (cell: WorkbookCell) => {
  if (isDay(cell)) return { value: new Date(cell.day * 86_400_000), type: Date, format: 'yyyy-mm-dd' };
  if (cell === null || cell === '') return null;
  return typeof cell === 'number' ? { value: cell, type: Number } : { value: cell, type: String };
};

/** Writes the sheets as one XLSX file whose bytes depend on nothing but its content. */
export async function writeWorkbook(
  directory: string,
  path: string,
  sheets: readonly Sheet[],
): Promise<void> {
  const written = writeXlsxFile(
    sheets.map((sheet) => ({
      sheet: sheet.name,
      data: [
        sheet.columns.map((column) => ({ value: column, type: String })),
        ...sheet.rows.map((row) => row.map(toCell)),
      ],
    })),
  );
  const target = join(directory, path);
  mkdirSync(dirname(target), { recursive: true });
  writeFileSync(target, withoutClock(await written.toBuffer()));
}

/** Sets every modification time inside a ZIP to 1 January 1980, where the format begins: the same content, the same bytes. */
export function withoutClock(zip: Buffer): Buffer {
  const bytes = Buffer.from(zip);
  const end = bytes.lastIndexOf(Buffer.from([0x50, 0x4b, 0x05, 0x06]));
  if (end < 0) throw new Error(`not a zip archive: ${bytes.length} bytes without an end record`);
  const count = bytes.readUInt16LE(end + 10);
  let at = bytes.readUInt32LE(end + 16);
  for (let index = 0; index < count; index++) {
    bytes.writeUInt32LE(0x00210000, at + 12);
    bytes.writeUInt32LE(0x00210000, bytes.readUInt32LE(at + 42) + 10);
    at += 46 + bytes.readUInt16LE(at + 28) + bytes.readUInt16LE(at + 30) + bytes.readUInt16LE(at + 32);
  }
  return bytes;
}

export const cellText = (cell: WorkbookCell): string =>
  cell === null ? '' : isDay(cell) ? isoDay(cell.day) : String(cell);
