export type CsvField = string | number | null | undefined;

/**
 * A field that a spreadsheet will not run: text that begins like a formula gets an apostrophe before it (OWASP, CSV
 * injection). Plain negative numbers stay numbers.
 */
const neutral = (text: string): string =>
  /^[=+@\t\r]/.test(text) || (text.startsWith('-') && !/^-\d+(\.\d+)?$/.test(text)) ? `'${text}` : text;

const field = (value: CsvField): string => {
  if (value === null || value === undefined) return '';
  const text = typeof value === 'number' ? String(value) : neutral(value);
  return /[",\n\r]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
};

/** Lines of comma separated values (RFC 4180), with notes about the figures as first lines that begin with #. */
export const csvText = (
  header: readonly string[],
  rows: readonly (readonly CsvField[])[],
  notes: readonly string[] = [],
): string =>
  `${[...notes.map((note) => field(`# ${note}`)), ...[header, ...rows].map((row) => row.map(field).join(','))].join('\r\n')}\r\n`;
