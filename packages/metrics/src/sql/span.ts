import type { SqlWriter } from './writer.js';

/** A span that covers an edge: from < edge and (to is null or to >= edge). */
export function covers(writer: SqlWriter, from: string, to: string, edge: string, table = 'f'): string {
  const start = writer.column(from, table);
  const end = writer.column(to, table);
  return `${start} < ${edge} AND (${end} IS NULL OR ${end} >= ${edge})`;
}

/** Spans that are spans: they have begun on a known day and do not end before it. */
export function sound(writer: SqlWriter, from: string, to: string): readonly string[] {
  const start = writer.column(from);
  const end = writer.column(to);
  return [`${start} IS NOT NULL`, `(${end} IS NULL OR ${end} >= ${start})`];
}
