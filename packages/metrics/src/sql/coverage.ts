import type { Coverage } from '../plan/scan.js';
import type { SqlText, SqlWriter } from './writer.js';

/** One row: by alias the first date of each date column, or 'any' where a fact holds rows at all; null where empty. */
export function renderCoverage(writer: SqlWriter, coverage: readonly Coverage[]): SqlText {
  const { dialect } = writer;
  const columns = coverage.map(({ alias, fact, date }) => {
    const table = `${dialect.table(fact)} f`;
    return date === null
      ? `(SELECT min('any') FROM (SELECT 1 FROM ${table} LIMIT 1)) AS ${alias}`
      : `(SELECT ${dialect.asText(`min(${writer.column(date)})`)} FROM ${table}) AS ${alias}`;
  });
  return writer.finish(`SELECT ${columns.join(', ')}`);
}
