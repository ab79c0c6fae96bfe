import type { CsvDialect } from './prepared.js';

/** Splits the text of one row (no line end) into its cells, quotes taken off. The slow twin of the scanner. */
export const cellsOf = (text: string, dialect: CsvDialect): string[] => {
  const { delimiter, quote, escape } = dialect;
  if (quote === '' || !text.includes(quote)) return text.split(delimiter);
  const cells: string[] = [];
  let i = 0;
  for (;;) {
    if (text[i] !== quote) {
      const end = text.indexOf(delimiter, i);
      if (end < 0) {
        cells.push(text.slice(i));
        return cells;
      }
      cells.push(text.slice(i, end));
      i = end + 1;
      continue;
    }
    let cell = '';
    i += 1;
    for (;;) {
      const char = text[i];
      if (char === undefined) break;
      if (char === '\\' && escape === '\\') {
        cell += text[i + 1] ?? '';
        i += 2;
      } else if (char !== quote) {
        cell += char;
        i += 1;
      } else if (text[i + 1] === quote) {
        cell += quote;
        i += 2;
      } else if (text[i + 1] === undefined || text[i + 1] === delimiter) {
        i += 1;
        break;
      } else {
        cell += quote;
        i += 1;
      }
    }
    cells.push(cell);
    if (text[i] === undefined) return cells;
    i += 1;
  }
};

/** One row of clean CSV: comma, quotes only where they are needed, LF. */
export const csvRow = (cells: readonly string[]): string =>
  `${cells.map((cell) => (/[",\r\n]/.test(cell) ? `"${cell.replaceAll('"', '""')}"` : cell)).join(',')}\n`;
