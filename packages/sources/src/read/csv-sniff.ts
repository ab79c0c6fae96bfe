import { anyNumber } from '../profile/number-text.js';
import { cellsOf } from './csv-cells.js';
import { CsvScanner, MALFORMED } from './csv-scanner.js';
import type { CsvDialect } from './prepared.js';

/** One row of the prefix, cells and place. */
export interface SniffedRow {
  readonly start: number;
  readonly end: number;
  readonly line: number;
  /** Where the next row begins: offset and line. */
  readonly next: number;
  readonly nextLine: number;
  readonly cells: readonly string[];
}

export interface Sniffed {
  readonly dialect: CsvDialect;
  readonly preamble: readonly SniffedRow[];
  /** Null when the first row is already data. */
  readonly header: SniffedRow | null;
  /** First rows of data. */
  readonly body: readonly SniffedRow[];
  /** Number of fields most rows have. */
  readonly width: number;
}

const DELIMITERS = [',', ';', '\t', '|'] as const;
const MAX_ROWS = 500;

const filled = (cells: readonly string[]): number => cells.filter((cell) => cell.trim() !== '').length;

const mode = (values: readonly number[]): number => {
  const counts = new Map<number, number>();
  for (const value of values) counts.set(value, (counts.get(value) ?? 0) + 1);
  let best = 1;
  for (const [value, count] of counts) {
    const known = counts.get(best) ?? 0;
    if (count > known || (count === known && value > best)) best = value;
  }
  return best;
};

/** Rows of the prefix under a dialect; the last one is dropped when the prefix cuts it. */
const rowsOf = (
  prefix: Buffer,
  whole: boolean,
  dialect: CsvDialect,
  linesAreRows: boolean,
): SniffedRow[] & { malformed?: number } => {
  const rows: SniffedRow[] & { malformed?: number } = [];
  const scanner = new CsvScanner(dialect, (start, end, next, line, _fields, _lastFilled, bits) => {
    if (rows.length >= MAX_ROWS) return;
    if ((bits & MALFORMED) !== 0) rows.malformed = (rows.malformed ?? 0) + 1;
    const text = prefix.toString('utf8', start, end);
    const at = linesAreRows ? rows.length + 1 : line;
    const nextLine = at + 1 + (linesAreRows ? 0 : (text.match(/\n/g)?.length ?? 0));
    rows.push({ start, end, line: at, next, nextLine, cells: cellsOf(text, dialect) });
  });
  scanner.feed(prefix);
  if (whole) scanner.finish();
  return rows;
};

/**
 * How well a delimiter makes a table: the share of rows that have the most common width, times how sure a wide
 * table is. A delimiter that only occurs inside prose gives uneven rows and loses.
 */
const score = (rows: readonly SniffedRow[]): number => {
  const widths = rows.filter((row) => filled(row.cells) > 0).map((row) => row.cells.length);
  if (widths.length === 0) return 0;
  const width = mode(widths);
  if (width < 2) return 0;
  const agreeing = widths.filter((value) => value === width).length;
  return (agreeing / widths.length) * (1 - 1 / (width + 1));
};

const isDatum = (cell: string): boolean => {
  const text = cell.trim();
  return (
    anyNumber.test(text) ||
    /^\d{1,4}[-/.]\d{1,2}[-/.]\d{1,4}([ T].*)?$/.test(text) ||
    /^[^\s@]+@[^\s@]+\.[a-z]{2,}$/i.test(text)
  );
};

/** Chooses quoting, delimiter, line end and the header row from a prefix of UTF-8 text without its mark. */
export const sniffCsv = (
  prefix: Buffer,
  whole: boolean,
  forced?: CsvDialect['delimiter'],
  linesAreRows = false,
): Sniffed => {
  const newline = prefix.includes(10) || !prefix.includes(13) ? 'lf' : 'cr';
  let best: { dialect: CsvDialect; rows: ReturnType<typeof rowsOf>; value: number } | undefined;
  for (const delimiter of forced === undefined ? DELIMITERS : [forced]) {
    for (const escape of ['"', '\\'] as const) {
      const dialect: CsvDialect = { delimiter, quote: '"', escape, newline };
      const rows = rowsOf(prefix, whole, dialect, linesAreRows);
      // A backslash escapes quotes only where the standard reading leaves text after closing quotes.
      if (escape === '\\' && (rows.malformed ?? 0) >= (best?.rows.malformed ?? 0)) continue;
      const value = score(rows);
      if (best === undefined || value > best.value) best = { dialect, rows, value };
    }
  }
  let { dialect, rows }: { dialect: CsvDialect; rows: SniffedRow[] } = best as NonNullable<typeof best>;
  if (forced === undefined && best?.value === 0) {
    // One column: take a delimiter that the text does not use.
    const unused = (['\t', '|', ';', ','] as const).find((delimiter) => !prefix.includes(delimiter)) ?? '\t';
    dialect = { ...dialect, delimiter: unused };
    rows = rowsOf(prefix, whole, dialect, linesAreRows);
  }
  const inhabited = rows.filter((row) => filled(row.cells) > 0);
  const width = mode(inhabited.map((row) => row.cells.length));
  const isHeader = (row: SniffedRow): boolean => {
    const count = filled(row.cells);
    return (
      count >= Math.max(1, Math.ceil(width / 2)) ||
      (count > 1 && row.cells.length > 1 && inhabited[0] === row)
    );
  };
  let at = rows.findIndex(isHeader);
  if (at < 0) at = rows.findIndex((row) => filled(row.cells) > 0);
  if (at < 0) return { dialect, preamble: [], header: null, body: [], width };
  const header = rows[at] as SniffedRow;
  const named = header.cells.filter((cell) => cell.trim() !== '');
  if (named.every(isDatum) && header.cells.length === width) {
    return { dialect, preamble: rows.slice(0, at), header: null, body: rows.slice(at), width };
  }
  return { dialect, preamble: rows.slice(0, at), header, body: rows.slice(at + 1), width };
};
