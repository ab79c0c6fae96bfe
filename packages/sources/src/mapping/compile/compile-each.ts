import type { HeaderIndex } from '../headers.js';
import type { Each } from '../schema.js';
import { identifier, literal } from '../sql-text.js';
import type { EachNames } from './row-scope.js';

export interface CompiledEach {
  readonly names: EachNames;
  /** FROM clause: the raw table with one row per element. */
  readonly from: string;
  /** SQL over the raw table: it has at least one element. */
  readonly takes: string;
  /** Column of `from` that is true where the list names one thing more than once (rule K-07); null where it cannot. */
  readonly repeats: string | null;
}

const listOf = (names: string | readonly string[]): readonly string[] =>
  typeof names === 'string' ? [names] : names;

const unnested = (
  list: string,
  names: ReadonlyMap<string, string>,
  columns: EachNames['columns'],
  isPart: boolean,
  takes: string,
  repeats: string | null = null,
): CompiledEach => ({
  names: { names, columns, isPart },
  from: `(SELECT *, unnest(${list}) AS _each${repeats === null ? '' : `, ${repeats} AS _repeats`} FROM raw)`,
  takes,
  repeats: repeats === null ? null : '_repeats',
});

/** `$value`, `$header`, `$position` and `$1`.. of each matching column. */
const eachHeaders = (
  each: Extract<Each, { headers: unknown }>,
  headers: HeaderIndex,
): CompiledEach | null => {
  const matches = listOf(each.headers).flatMap((name) => headers.findAll(name));
  if (matches.length === 0) return null;
  const groups = Math.max(...matches.map((match) => match.groups.length));
  const elements = matches.map(({ column, groups: found }, index) => {
    const fields = [
      `v: ${identifier(column.name)}`,
      `h: ${literal(column.header)}`,
      `p: ${literal(String(index + 1))}`,
      ...Array.from({ length: groups }, (_, group) => `g${group + 1}: ${literal(found[group] ?? '')}`),
    ];
    return `{${fields.join(', ')}}`;
  });
  const names = new Map([
    ['$value', '_each.v'],
    ['$header', '_each.h'],
    ['$position', '_each.p'],
    ...Array.from({ length: groups }, (_, group): [string, string] => [
      `$${group + 1}`,
      `_each.g${group + 1}`,
    ]),
  ]);
  const filled = matches.map(({ column }) => `NULLIF(trim(${identifier(column.name)}), '') IS NOT NULL`);
  const columns = matches.map((match) => match.column);
  return unnested(
    `[${elements.join(', ')}]`,
    names,
    columns,
    false,
    each.keep_empty ? 'true' : filled.join(' OR '),
  );
};

/** The rows that `each` makes of a raw row; null where the file lacks the columns. */
export const compileEach = (each: Each, headers: HeaderIndex): CompiledEach | null => {
  if ('headers' in each) return eachHeaders(each, headers);
  const [name, rest] = 'list' in each ? [listOf(each.list), each.by] : [[each.json], each.path];
  const column = name.map((header) => headers.find(header)).find((found) => found !== undefined);
  if (!column) return null;
  const raw = identifier(column.name);
  const value = new Map([['$value', '_each']]);
  if ('list' in each) {
    const all = `list_transform(string_split(${raw}, ${literal(rest ?? '')}), lambda part: trim(part))`;
    const list = `list_distinct(${all})`;
    return unnested(
      list,
      value,
      [column],
      true,
      `NULLIF(trim(${raw}), '') IS NOT NULL`,
      `len(${all}) > len(${list})`,
    );
  }
  const path = (rest ?? '')
    .split('.')
    .filter((part) => part !== '')
    .map((part) => `."${part}"`)
    .join('');
  const list = `CASE WHEN json_valid(${raw}) THEN json_extract_string(${raw}, ${literal(`$${path}[*]`)}) ELSE CAST([] AS VARCHAR[]) END`;
  return unnested(list, value, [column], true, `len(${list}) > 0`);
};
