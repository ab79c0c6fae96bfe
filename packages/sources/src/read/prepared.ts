/** What reading a path gives: tables DuckDB can read, and everything that was left out, by line and reason. */

export interface ReadNote {
  /** F-01, F-02, F-03 or F-10 of the validation rules. */
  readonly rule: string;
  readonly severity: 'info' | 'warning';
  readonly message: string;
  /** How a file like most was read: told with the plan, and no finding. */
  readonly isUsual?: true;
}

export interface SkippedRow {
  readonly line: number;
  readonly reason: 'preamble' | 'footer' | 'total' | 'blank';
  /** The row as written, cut at 500 characters. */
  readonly text: string;
}

/** A row that fits no table. It is quarantined; the rest loads. */
export interface RowProblem {
  readonly line: number;
  readonly rule: 'F-01' | 'F-02';
  readonly message: string;
  /** The row as written, cut at 2000 characters. */
  readonly text: string;
}

export interface PreparedColumn {
  /** Safe, unique SQL name. */
  readonly name: string;
  /** As written, trimmed; `''` when blank. */
  readonly header: string;
  /** The file stores numbers here, not text (JSON, Parquet): the point is the decimal mark. */
  readonly numeric?: boolean;
}

export interface CsvDialect {
  readonly delimiter: ',' | ';' | '\t' | '|';
  readonly quote: '"' | '';
  readonly escape: '"' | '\\';
  /** A lone CR ends rows only in files that have no LF at all. */
  readonly newline: 'lf' | 'cr';
}

/** How to find the line of a row again. */
export type LineSource =
  /** Row n is in line firstLine + n - 1. */
  | { readonly kind: 'uniform' }
  /** Line numbers of all rows as 32-bit little-endian integers. */
  | { readonly kind: 'index'; readonly file: string }
  /** Rows have no lines (Parquet): the row number stands for it. */
  | { readonly kind: 'rows' };

export interface PreparedTable {
  /** File name without extension; `<file>#<sheet>` for a workbook with more than one sheet. */
  readonly name: string;
  /** As the user gave it; `archive.zip!inner.csv` for a file in an archive. */
  readonly path: string;
  /** Where the original is, as the file system knows it: the archive for a file in one. */
  readonly original: {
    readonly file: string;
    /** False in an archive: there `sha256` is of what was unpacked. */
    readonly isHashed: boolean;
  };
  /** SHA-256 of the original bytes, hex; of the whole workbook for a sheet. */
  readonly sha256: string;
  readonly format: 'csv' | 'json' | 'jsonl' | 'parquet' | 'xlsx';
  /** A DuckDB relation (after FROM) that gives every column as VARCHAR, NULL when empty, rows in file order. */
  readonly sql: string;
  readonly columns: readonly PreparedColumn[];
  /** Rows `sql` yields, counted without DuckDB. Assert it after landing. */
  readonly rows: number;
  readonly firstLine: number;
  readonly lines: LineSource;
  readonly skipped: readonly SkippedRow[];
  readonly problems: readonly RowProblem[];
  readonly notes: readonly ReadNote[];
}

export interface IgnoredFile {
  readonly path: string;
  readonly reason: string;
}

export interface PreparedFiles {
  readonly tables: readonly PreparedTable[];
  /** Files of a folder or archive that are no tables (README, images, hidden files). */
  readonly ignored: readonly IgnoredFile[];
}
