import type { Coverage } from '../plan/scan.js';
import type { SqlText, SqlWriter } from './writer.js';

/** Stands for "there are rows, but none has a date". */
export const neverDated = '9999-12-31';

/** The earliest of some columns' minima, those without any value left out. */
function earliest(minima: readonly string[]): string {
  const [first = 'NULL', ...others] = minima;
  return others.reduce((so, next) => `least(coalesce(${so}, ${next}), coalesce(${next}, ${so}))`, first);
}

/** One row: by alias the first date of a fact (or 'any' where dates do not matter); null where it holds no row. */
export function renderCoverage(writer: SqlWriter, coverage: readonly Coverage[]): SqlText {
  const { dialect } = writer;
  const columns = coverage.map(({ alias, fact, dates }) => {
    const table = `${dialect.table(fact)} f`;
    if (dates.length === 0) return `(SELECT min('any') FROM (SELECT 1 FROM ${table} LIMIT 1)) AS ${alias}`;
    const date = earliest(dates.map((name) => `min(${writer.column(name)})`));
    const text = `coalesce(${dialect.asText(date)}, '${neverDated}')`;
    return `(SELECT CASE WHEN count(*) > 0 THEN ${text} END FROM ${table}) AS ${alias}`;
  });
  return writer.finish(`SELECT ${columns.join(', ')}`);
}
