import { identifier, literal } from '../profile/sql-text.js';
import type { CsvDialect, PreparedColumn } from './prepared.js';

/** A `read_csv` call with nothing left to guess: explicit dialect, every column VARCHAR, rows in file order. */
export const csvSql = (
  path: string,
  dialect: CsvDialect,
  columns: readonly PreparedColumn[],
  options: { skip: number; mixedNewlines: boolean; maxRecordBytes: number },
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
  if (options.maxRecordBytes > 2_000_000) parts.push(`max_line_size = ${options.maxRecordBytes}`);
  return `read_csv(${parts.join(', ')})`;
};
