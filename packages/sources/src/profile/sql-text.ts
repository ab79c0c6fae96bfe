/** Quoting for SQL text. Every name and literal that comes from a file goes through here. */

/** A SQL string literal. A NUL cannot stand in DuckDB's text of a statement; readers have removed it before. */
export const literal = (value: string): string => `'${value.replaceAll("'", "''")}'`;

/** A quoted SQL identifier. */
export const identifier = (name: string): string => `"${name.replaceAll('"', '""')}"`;
