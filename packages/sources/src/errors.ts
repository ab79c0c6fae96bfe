/**
 * Every error of the package, in one table: a stable code and the text a person reads
 * (lower-case: problem, then value, then where, then what to do).
 *
 * To add one: put a builder into the section of your area, its key beginning with the area's prefix.
 */

const mapping = {
  MAPPING_YAML: (file: string, line: number, column: number, problem: string) =>
    `mapping is not readable YAML: ${problem} at ${file}:${line}:${column}; correct that line`,
  MAPPING_SCHEMA: (file: string, line: number, column: number, path: string, problem: string) =>
    `mapping is not usable: ${path}: ${problem} at ${file}:${line}:${column}; correct that line`,
  MAPPING_REGEX: (where: string, expression: string, problem: string) =>
    `regular expression is not usable: ${expression} (${problem}) in ${where}; correct the mapping`,
  MAPPING_NOT_MAPPED: (stream: string, reason: string) =>
    `nothing is taken from ${stream}: ${reason}; leave the file out or map it yourself`,
} as const;

const read = {
  READ_NOT_FOUND: (path: string) => `file is not there: ${path}; check the path`,
  READ_UNSUPPORTED: (path: string, what: string) =>
    `file is not a table: ${path} (${what}); pass CSV, TSV, XLSX, JSON, JSON lines, Parquet, or a folder or zip of these`,
  READ_EMPTY: (path: string) => `file is empty: ${path}; export it again`,
  READ_BINARY: (path: string, line: number) =>
    `file is binary, not text: ${path} has a NUL byte in line ${line}; export it as CSV, XLSX, JSON or Parquet`,
  READ_ENCODING: (path: string, encoding: string, line: number) =>
    `text is not ${encoding}: ${path} line ${line}; name the right encoding with --encoding, for example windows-1252`,
  READ_ENCODING_UNKNOWN: (encoding: string) =>
    `encoding is unknown: '${encoding}'; use utf-8, utf-16le, utf-16be, windows-1252, iso-8859-1 or another WHATWG label`,
  READ_LINE_TOO_LONG: (path: string, line: number, limit: number) =>
    `row is longer than ${limit} bytes: ${path} line ${line}; the file is damaged, not a table, or a quote is never closed (nothing was kept; raise the limit maxRecordBytes if the row is real)`,
  READ_QUOTE_OPEN: (path: string, line: number) =>
    `quote is never closed: ${path}, opened in the row that begins in line ${line}; the file is cut short or damaged: export it again`,
  READ_HEADER: (path: string, header: number, rows: number, line: number) =>
    `header and rows do not fit: ${path} line ${line} names ${header} columns, most rows have ${rows}; name every column or export again (nothing was kept)`,
  READ_RAGGED: (path: string, bad: number, rows: number, delimiter: string) =>
    `rows do not form a table: ${bad} of ${rows} rows of ${path} do not fit the columns with delimiter '${delimiter}'; name the delimiter with --delimiter or export again (nothing was kept)`,
  READ_TOO_WIDE: (path: string, columns: number, limit: number) =>
    `table is too wide: ${path} has ${columns} columns, the limit is ${limit}; export fewer columns`,
  READ_TOO_LARGE: (path: string, bytes: number, limit: number) =>
    `file is too large: ${path} has ${bytes} bytes, the limit is ${limit}; split it or raise the limit`,
  READ_JSON: (path: string, line: number, problem: string) =>
    `JSON is not readable: ${problem} in ${path} line ${line}; export it again (nothing was kept)`,
  READ_JSON_SHAPE: (path: string, problem: string) =>
    `JSON holds no table: ${problem} in ${path}; pass an array of objects, an object with one such array, or one object per line`,
  READ_PARQUET: (path: string, problem: string) =>
    `Parquet is not readable: ${problem} in ${path}; export it again`,
  READ_ZIP: (path: string, problem: string) =>
    `archive is not readable: ${problem} in ${path}; pack it again`,
  READ_ZIP_PATH: (path: string, entry: string) =>
    `archive points outside itself: entry '${entry}' in ${path}; nothing was unpacked, do not trust this archive`,
  READ_ZIP_LIMIT: (path: string, problem: string) =>
    `archive is over the limits: ${problem} in ${path}; unpacking stopped, pass the files themselves if they are real`,
  READ_XLSX: (path: string, problem: string) =>
    `workbook is not readable: ${problem} in ${path}; save it again as .xlsx or export as CSV`,
  READ_XLSX_LIMIT: (path: string, problem: string) =>
    `workbook is over the limits: ${problem} in ${path}; reading stopped, export the sheet as CSV`,
} as const;

/** Code → builder of the message. Frozen; codes never change meaning. */
export const SOURCE_ERRORS = Object.freeze({
  ...mapping,
  ...read,
});

export type SourceErrorCode = keyof typeof SOURCE_ERRORS;

/** The only error class of the package. `code` is stable; `message` is for people. */
export class SourceError extends Error {
  readonly code: SourceErrorCode;

  constructor(code: SourceErrorCode, message: string) {
    super(message);
    this.name = 'SourceError';
    this.code = code;
  }
}

/** Builds (does not throw) the error `code` from its parts. */
export function sourceError<Code extends SourceErrorCode>(
  code: Code,
  ...parts: Parameters<(typeof SOURCE_ERRORS)[Code]>
): SourceError {
  const build = SOURCE_ERRORS[code] as (...args: unknown[]) => string;
  return new SourceError(code, build(...parts));
}
