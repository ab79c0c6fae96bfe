import type { ColumnFormat, DateFormat } from './column-format.js';
import { dateSql, offsetAfterClock, strptimePattern } from './date-text.js';
import { flagSql } from './flag-text.js';
import { plainNulls, typedNulls } from './null-spellings.js';
import { numberSql } from './number-text.js';
import { identifier, literal } from './sql-text.js';

/** One column and the ways of reading it that have to be checked. */
export interface Verification {
  readonly name: string;
  readonly candidates: readonly ColumnFormat[];
  readonly floatIds: boolean;
}

/** SQL boolean: the format reads this text. NULL counts as no. */
export const readsSql = (expr: string, format: ColumnFormat): string => {
  switch (format.kind) {
    case 'flag':
      return `(${flagSql(expr)}) IS NOT NULL`;
    case 'epoch': {
      const factor = { s: 1, ms: 1e3, us: 1e6 }[format.unit];
      return `TRY_CAST(${expr} AS DOUBLE) BETWEEN ${946_684_800 * factor} AND ${4_102_444_800 * factor}`;
    }
    case 'number':
      // A cast to DOUBLE costs half of one to DECIMAL and accepts the same plain text, but for inf and nan.
      return format.plain
        ? `isfinite(TRY_CAST(${expr} AS DOUBLE))`
        : `(${numberSql(expr, format, 'DECIMAL(18,4)')}) IS NOT NULL`;
    case 'date':
      return `(${dateSql(expr, format).wall}) IS NOT NULL`;
    default:
      return 'true';
  }
};

const BLANKS = literal(' \t\u00a0\u202f\r\n');
/** No `IN`: DuckDB turns a long one into a join, which evaluates lower() and trim() for every row. */
const isNull = (expr: string, spellings: readonly string[]): string =>
  `list_contains([${spellings.map(literal).join(', ')}], lower(trim(${expr}, ${BLANKS})))`;

/** Nothing in a text column: as written, else NULL. One comparison passes over nearly every value. */
const textNullSql = (expr: string): string => {
  const late = plainNulls.flatMap((spelling) => {
    const title = spelling.charAt(0).toUpperCase() + spelling.slice(1);
    return [spelling, spelling.toUpperCase(), title].filter((form) => form >= '0');
  });
  const gate = `${expr} < '0' OR ${expr} IN (${[...new Set(late)].map(literal).join(', ')}) OR ${expr} >= '\u007f'`;
  return `CASE WHEN ${gate} THEN CASE WHEN ${isNull(expr, plainNulls)} THEN ${expr} END END`;
};

const dateCounts = (column: string, format: DateFormat, prefix: string): string[] => {
  const count = (condition: string): string => `count(CASE WHEN ${condition} THEN 1 END)`;
  const clock = `contains(${column}, ':')`;
  const parts = [`${count(clock)} AS ${prefix}_clock`];
  const pattern = strptimePattern(format);
  if (format.time !== 'day' && pattern !== null) {
    // One strptime costs a third of the three expressions below and proves the same.
    parts.push(
      `count(CASE WHEN try_strptime(${column}, ${literal(pattern)}) IS NULL THEN ${column} END) AS ${prefix}_odd`,
    );
  } else if (format.time !== 'day') {
    parts.push(
      `${count(`regexp_matches(${column}, ${literal(offsetAfterClock)})`)} AS ${prefix}_offset`,
      `${count(`regexp_matches(${column}, ':[0-9]{2}:[0-9]{2}')`)} AS ${prefix}_second`,
      `${count(`regexp_matches(${column}, ':[0-9]{2}[.,][0-9]')`)} AS ${prefix}_fraction`,
    );
  }
  if (format.offset === 'utc') {
    parts.push(`${count(`regexp_matches(${column}, '([Zz]|UTC|GMT|[+-]00(:?00)?) *$')`)} AS ${prefix}_utc`);
  }
  if (format.midnightOnly) {
    const wall = dateSql(column, format).wall;
    parts.push(`${count(`CAST(${wall} AS TIME) <> TIME '00:00:00'`)} AS ${prefix}_moved`);
  }
  return parts;
};

/**
 * One pass over the table that checks every candidate of every column. Gives one row: `n`, and for column i
 * `f<i>` (filled), `d<i>` (about how many distinct), `t<i>` (spellings of nothing, JSON), `m<i>` (how often), and for
 * candidate j `b<i>_<j>` (unread values), `e<i>_<j>` (examples, JSON), and counts for dates.
 */
export const verifySql = (tableSql: string, columns: readonly Verification[]): string => {
  const inner: string[] = [];
  const middle: string[] = [];
  const upper: string[] = [];
  const outer: string[] = ['count(*) AS n'];
  columns.forEach((column, i) => {
    const c = `v${i}`;
    inner.push(`${identifier(column.name)} AS ${c}`);
    middle.push(c);
    upper.push(c);
    outer.push(`count(${c}) AS f${i}`, `approx_count_distinct(${c}) AS d${i}`);
    const typed = column.candidates.filter((format) => format.kind !== 'text');
    if (typed.length === 0) upper.push(`${textNullSql(c)} AS w${i}`);
    if (column.floatIds) {
      outer.push(`count(CASE WHEN regexp_full_match(${c}, '[0-9]+[.]0+') THEN NULL ELSE ${c} END) AS g${i}`);
    }
    typed.forEach((format, j) => {
      const x = `x${i}_${j}`;
      const nothing = `CASE WHEN ${x} IS NOT NULL THEN CASE WHEN ${isNull(x, typedNulls)} THEN ${x} END END`;
      middle.push(`CASE WHEN ${readsSql(c, format)} THEN NULL ELSE ${c} END AS ${x}`);
      upper.push(`${nothing} AS ${j === 0 ? `w${i}` : `w${i}_${j}`}`, x);
      const bad = `CASE WHEN ${j === 0 ? `w${i}` : `w${i}_${j}`} IS NULL THEN ${x} END`;
      outer.push(`count(${bad}) AS b${i}_${j}`, `to_json(approx_top_k(${bad}, 8))::VARCHAR AS e${i}_${j}`);
      if (format.kind === 'date' && j === typed.findIndex((other) => other.kind === 'date')) {
        outer.push(...dateCounts(c, format, `q${i}`));
      }
    });
    outer.push(
      `to_json(list(DISTINCT w${i}) FILTER (w${i} IS NOT NULL))::VARCHAR AS t${i}`,
      `count(w${i}) AS m${i}`,
    );
  });
  const layers = [inner, middle, upper].reduce(
    (from, parts) => `(SELECT ${parts.join(', ')} FROM ${from})`,
    tableSql,
  );
  return `SELECT ${outer.join(', ')} FROM ${layers}`;
};

/** A value whose first or second part is above 12, if there is one: what tells day from month. */
export const dayAboveTwelveSql = (tableSql: string, name: string, part: 1 | 2): string => {
  const day = '(?:1[3-9]|2[0-9]|3[01])';
  const pattern = part === 1 ? `^ *${day}[-/.]` : `^ *[0-9]{1,2}[-/.]${day}[-/.]`;
  const c = identifier(name);
  return `SELECT ${c} AS value FROM ${tableSql} WHERE regexp_matches(${c}, ${literal(pattern)}) LIMIT 1`;
};

/** Values that the format does not read, most frequent first. */
export const exceptionsSql = (
  tableSql: string,
  name: string,
  format: ColumnFormat,
  limit: number,
): string => {
  const c = identifier(name);
  const late = format.kind === 'date' && format.time === 'day' ? ` OR contains(${c}, ':')` : '';
  return `SELECT ${c} AS value FROM ${tableSql} WHERE ${c} IS NOT NULL AND ((${readsSql(c, format)}) IS NOT TRUE${late}) GROUP BY ${c} ORDER BY count(*) DESC, ${c} LIMIT ${limit}`;
};
