import { identifier, literal } from '../profile/sql-text.js';
import type { CsvDialect, PreparedColumn } from './prepared.js';

/** A `read_csv` call with nothing left to guess: explicit dialect, every column VARCHAR, rows in file order. */
export const csvSql = (
  path: string,
  dialect: CsvDialect,
  columns: readonly PreparedColumn[],
  options: {
    skip: number;
    maxRecordBytes: number;
    /** CRLF and LF both end rows. */
    mixedNewlines: boolean;
    /** Some cell holds a line end. */
    quotedNewlines: boolean;
    /** Rows may lack their last cells. */
    padded?: boolean;
  },
): string => {
  const types = columns.map((column) => `${identifier(column.name)}: 'VARCHAR'`).join(', ');
  const parts = [
    literal(path),
    'auto_detect = false',
    'header = false',
    `skip = ${options.skip}`,
    `delim = ${literal(dialect.delimiter)}`,
    `quote = ${literal(dialect.quote)}`,
    `escape = ${literal(dialect.escape)}`,
    `columns = {${types}}`,
  ];
  // The strict reader refuses CRLF and LF in one file; the shape of every row has been checked already.
  if (options.mixedNewlines) parts.push('strict_mode = false');
  if (options.padded === true) parts.push('null_padding = true');
  // DuckDB 1.5.6 splits a file between threads by guessing at row starts; with line ends inside quotes it can guess
  // wrong and fail in the middle of a good file. One thread reads such files correctly, and nearly as fast.
  if (options.mixedNewlines || options.quotedNewlines || options.padded === true)
    parts.push('parallel = false');
  if (options.maxRecordBytes > 2_000_000) parts.push(`max_line_size = ${options.maxRecordBytes}`);
  return `read_csv(${parts.join(', ')})`;
};
