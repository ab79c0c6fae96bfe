/** A column of a table: how wide it wants to be follows from its cells. */
export interface TableColumn {
  readonly header: string;
  readonly align?: 'left' | 'right';
  /** May be shortened when the table does not fit. */
  readonly flexible?: boolean;
}

/** Width on a terminal: wide characters count two, marks that join count none. */
const widthOf = (text: string): number => {
  let width = 0;
  for (const character of text) {
    if (/\p{Mark}/u.test(character)) continue;
    width +=
      /[\u1100-\u115f\u2e80-\ua4cf\uac00-\ud7a3\uf900-\ufaff\ufe30-\ufe6f\uff00-\uff60\uffe0-\uffe6]/.test(
        character,
      )
        ? 2
        : 1;
  }
  return width;
};

const cut = (text: string, width: number): string => {
  if (widthOf(text) <= width) return text;
  let kept = '';
  for (const character of text) {
    if (widthOf(kept + character) > width - 1) break;
    kept += character;
  }
  return `${kept}…`;
};

const pad = (text: string, width: number, align: 'left' | 'right'): string => {
  const space = ' '.repeat(Math.max(0, width - widthOf(text)));
  return align === 'right' ? space + text : text + space;
};

/**
 * A table as text, no wider than `room` characters: flexible columns are shortened first, with an ellipsis.
 * Cells hold no line breaks: those of the data become spaces.
 */
export const textTable = (
  columns: readonly TableColumn[],
  rows: readonly (readonly string[])[],
  room = terminalWidth(),
): string => {
  const cells = rows.map((row) => row.map((cell) => cell.replaceAll(/\p{Cc}+/gu, ' ')));
  const widths = columns.map(({ header }, index) =>
    Math.max(widthOf(header), ...cells.map((row) => widthOf(row[index] ?? '')), 1),
  );
  const gaps = 2 * (columns.length - 1);
  let excess = widths.reduce((sum, width) => sum + width, gaps) - room;
  while (excess > 0) {
    const flexible = columns.map((column, index) => (column.flexible ? (widths[index] ?? 0) : 0));
    const widest = Math.max(...flexible);
    if (widest <= 10) break;
    const index = flexible.indexOf(widest);
    widths[index] = widest - 1;
    excess -= 1;
  }
  const line = (row: readonly string[]) =>
    columns
      .map(({ align }, index) =>
        pad(cut(row[index] ?? '', widths[index] ?? 0), widths[index] ?? 0, align ?? 'left'),
      )
      .join('  ')
      .trimEnd();
  return [
    line(columns.map(({ header }) => header)),
    widths.map((width) => '─'.repeat(width)).join('  '),
    ...cells.map(line),
  ].join('\n');
};

/** Characters of a line of the terminal; 140 where there is none. */
export const terminalWidth = (): number => process.stdout.columns ?? 140;
