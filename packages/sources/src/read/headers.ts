import type { PreparedColumn, ReadNote } from './prepared.js';

/** Names for the columns of a header row, and what is unusual about it (rules F-03, F-10). */
export const nameColumns = (
  cells: readonly string[] | null,
  width: number,
): { columns: PreparedColumn[]; notes: ReadNote[] } => {
  const raw = cells ?? Array.from({ length: width }, (_, index) => `column ${index + 1}`);
  const columns = Array.from({ length: Math.max(width, 1) }, (_, index) => ({
    name: `c${index}`,
    header: (raw[index] ?? '').replaceAll('\u00a0', ' ').trim(),
  }));
  const notes: ReadNote[] = [];
  if (cells === null) {
    notes.push({
      rule: 'F-03',
      severity: 'warning',
      message: `no header row: every cell of the first row is a value; columns are called column 1 to column ${width}`,
    });
  }
  const blank = columns.filter((column) => column.header === '').length;
  if (blank > 0) {
    notes.push({
      rule: 'F-10',
      severity: 'info',
      message: `${blank} column${blank === 1 ? ' has' : 's have'} no header`,
    });
  }
  const padded = columns.filter(
    (column, index) => column.header !== (raw[index] ?? '') && column.header !== '',
  );
  for (const { header } of padded.slice(0, 5)) {
    notes.push({ rule: 'F-10', severity: 'info', message: `header '${header}' had blanks around it` });
  }
  const places = new Map<string, number[]>();
  columns.forEach(({ header }, index) => {
    if (header !== '')
      places.set(header.toLowerCase(), [...(places.get(header.toLowerCase()) ?? []), index + 1]);
  });
  for (const [, at] of places) {
    if (at.length < 2) continue;
    const header = columns[(at[0] as number) - 1]?.header ?? '';
    notes.push({
      rule: 'F-10',
      severity: 'warning',
      message: `header '${header}' is used ${at.length} times (columns ${at.join(', ')}); the first one is mapped`,
    });
  }
  return { columns, notes };
};
