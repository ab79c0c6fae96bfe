import type { SqlWriter } from './writer.js';

/** A span that covers an edge: from < edge and (to is null or to >= edge). */
export function covers(writer: SqlWriter, from: string, to: string, edge: string, table = 'f'): string {
  const start = writer.column(from, table);
  const end = writer.column(to, table);
  return `${start} < ${edge} AND (${end} IS NULL OR ${end} >= ${edge})`;
}

/**
 * Spans that are spans. The facts promise it of `from_date` and `to_date`; a begin that is borrowed from another column
 * may be unknown or lie after the end, and would then be taken off without having been added.
 */
export function sound(writer: SqlWriter, from: string, to: string): readonly string[] {
  if (from === 'from_date' && to === 'to_date') return [];
  const start = writer.column(from);
  const end = writer.column(to);
  return [`${start} IS NOT NULL`, `(${end} IS NULL OR ${end} >= ${start})`];
}
