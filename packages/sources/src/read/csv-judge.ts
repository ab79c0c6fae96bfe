import { cellsOf } from './csv-cells.js';
import type { FileScan } from './csv-scan-file.js';
import type { ScannedRow } from './csv-scanner.js';
import { BAD_BYTES, MALFORMED } from './csv-scanner.js';
import { tailReason } from './footer.js';
import type { CsvDialect, ReadNote, RowProblem, SkippedRow } from './prepared.js';
import type { Cut, RowText } from './row-text.js';

/** What becomes of the rows that are not plain rows of the table. */
export interface Verdict {
  /** What a copy has to leave out or replace, in file order. None: DuckDB reads the file as it is. */
  readonly cuts: readonly Cut[];
  readonly skipped: readonly SkippedRow[];
  readonly problems: readonly RowProblem[];
  /** Positions of rows that are not in the table, ascending. */
  readonly removed: readonly number[];
  readonly notes: readonly ReadNote[];
}

/** Cells as one row of the file's own dialect. */
export const rowText = (cells: readonly string[], dialect: CsvDialect): string =>
  cells
    .map((cell) =>
      cell.includes(dialect.delimiter) || /["\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell,
    )
    .join(dialect.delimiter);

const problemOf = (row: ScannedRow, width: number): Pick<RowProblem, 'rule' | 'message'> | null => {
  if ((row.bits & BAD_BYTES) !== 0) {
    return { rule: 'F-01', message: 'bytes are not valid UTF-8; export the file again' };
  }
  if ((row.bits & MALFORMED) !== 0) {
    return { rule: 'F-02', message: 'text stands after a closing quote; double the quotes inside the cell' };
  }
  if (row.fields < width || row.lastFilled > width) {
    const cells = `${row.fields} cell${row.fields === 1 ? '' : 's'}`;
    return { rule: 'F-02', message: `row has ${cells}, the table has ${width} columns` };
  }
  return null;
};

/** Sorts out the odd rows of a scan and the footer of a report. */
export const judgeRows = async (
  text: RowText,
  scan: FileScan,
  dialect: CsvDialect,
  width: number,
): Promise<Verdict> => {
  const footers = new Map<number, SkippedRow['reason']>();
  for (const row of scan.tail.toReversed()) {
    const reason = tailReason(cellsOf(await text.of(row, 20_000), dialect), width);
    if (reason === null) break;
    footers.set(row.start, reason);
  }
  const known = new Set(scan.odd.map((row) => row.start));
  const plainFooters = scan.tail.filter((row) => footers.has(row.start) && !known.has(row.start));
  const cuts: Cut[] = [];
  const skipped: SkippedRow[] = [];
  const problems: RowProblem[] = [];
  const removed: number[] = [];
  let trimmed = 0;
  for (const row of [...scan.odd, ...plainFooters]) {
    const raw = await text.of(row, 2_000_000);
    const cells = cellsOf(raw, dialect);
    const reason = cells.every((cell) => cell.trim() === '') ? 'blank' : footers.get(row.start);
    const problem = reason === undefined ? problemOf(row, width) : null;
    if (reason === undefined && problem === null) {
      // Empty cells past the last column, or a lone CR: the same values, written again.
      if (row.fields > width) trimmed += 1;
      const kept = cells.slice(0, width);
      cuts.push({ start: row.start, next: row.next, replacement: rowText(kept, dialect) });
      continue;
    }
    removed.push(row.position);
    if (reason !== undefined) skipped.push({ line: row.line, reason, text: raw.slice(0, 500) });
    if (problem !== null) problems.push({ ...problem, line: row.line, text: raw.slice(0, 2000) });
    // DuckDB passes over an empty line by itself, except in a table of one column.
    if (row.fields > 0 || width === 1) cuts.push({ start: row.start, next: row.next });
  }
  const notes: ReadNote[] = [];
  if (trimmed > 0) {
    const rows = trimmed === 1 ? '1 row ends' : `${trimmed} rows end`;
    notes.push({
      rule: 'F-10',
      severity: 'info',
      message: `${rows} in empty cells past the last column; they were dropped`,
    });
  }
  return {
    cuts: cuts.sort((a, b) => a.start - b.start),
    skipped: skipped.sort((a, b) => a.line - b.line),
    problems: problems.sort((a, b) => a.line - b.line),
    removed: removed.sort((a, b) => a - b),
    notes,
  };
};
