/** A cell that a spreadsheet would take for a formula is shown as text: it gets an apostrophe in front. */
const neutral = (text: string): string =>
  /^[=+\-@\t\r]/.test(text) && !/^[+-]?[\d.,]+(e[+-]?\d+)?%?$/i.test(text) ? `'${text}` : text;

const cell = (value: string | number | boolean | null): string => {
  if (value === null) return '';
  const text = typeof value === 'string' ? neutral(value) : String(value);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** RFC 4180 text with a header, safe to open in a spreadsheet. */
export const csv = (
  headers: readonly string[],
  rows: readonly (readonly (string | number | boolean | null)[])[],
): string => `${[headers, ...rows].map((row) => row.map(cell).join(',')).join('\r\n')}\r\n`;

/** The same without neutralising, for a file that is imported again: what was read must come back untouched. */
export const exactCsv = (headers: readonly string[], rows: readonly (readonly (string | null)[])[]): string =>
  `${[headers, ...rows]
    .map((row) =>
      row
        .map((value) =>
          value === null ? '' : /[",\r\n]/.test(value) ? `"${value.replaceAll('"', '""')}"` : value,
        )
        .join(','),
    )
    .join('\r\n')}\r\n`;
