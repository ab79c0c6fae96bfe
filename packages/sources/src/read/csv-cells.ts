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
      } else {
        // Text after the closing quote belongs to the cell (the scanner marks such a row).
        const end = text.indexOf(delimiter, i + 1);
        const rest = end < 0 ? text.slice(i + 1) : text.slice(i + 1, end);
        cell += rest === '' ? '' : quote + rest;
        i = end < 0 ? text.length : end;
        break;
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
