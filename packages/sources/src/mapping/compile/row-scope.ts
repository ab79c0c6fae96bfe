import type { HeaderIndex, RawColumn } from '../headers.js';
import type { Stream } from '../pack.js';
import { identifier, literals } from '../sql-text.js';
import type { Ambiguity } from './ambiguity.js';
import type { ColumnProfile } from './profile-port.js';
import type { CompileSettings } from './settings.js';

/** What `each` adds to a row: the names after `$` and the SQL that gives them. */
export interface EachNames {
  readonly names: ReadonlyMap<string, string>;
  /** The columns that `$value` may come from: their profiles say how it is read. */
  readonly columns: readonly RawColumn[];
  /** `$value` is part of a cell or JSON: no null spellings, no format of the column. */
  readonly isPart: boolean;
}

/**
 * The names that one entity's SQL may use. The first layer cleans each raw column once (an atom), the second holds
 * expressions over atoms. Asking for the same thing twice gives the same alias, so nothing is computed twice.
 */
export class RowScope {
  readonly stream: Stream;
  readonly headers: HeaderIndex;
  readonly profiles: ReadonlyMap<string, ColumnProfile>;
  readonly settings: CompileSettings;
  readonly each: EachNames | null;
  readonly used = new Set<string>();
  readonly floatIds = new Set<string>();
  readonly ambiguous = new Map<string, Ambiguity>();
  readonly #atoms = new Map<string, string>();
  readonly #derived = new Map<string, string>();

  constructor(
    stream: Stream,
    headers: HeaderIndex,
    profiles: ReadonlyMap<string, ColumnProfile>,
    settings: CompileSettings,
    each: EachNames | null = null,
  ) {
    this.stream = stream;
    this.headers = headers;
    this.profiles = profiles;
    this.settings = settings;
    this.each = each;
  }

  /** The trimmed text of a column, null where empty; for text also where the column's own null spelling stands. */
  atom(column: RawColumn, kind: 'text' | 'id'): string {
    this.used.add(column.name);
    return this.#alias(this.#atoms, 'a', cleaned(column, kind, this.profiles.get(column.name), this));
  }

  /** `$value`, `$1`, `$header`, `$position` of `each`; null where there is no such name. */
  eachAtom(name: string): string | null {
    const sql = this.each?.names.get(name);
    if (sql === undefined) return null;
    const nulls =
      name === '$value' && !this.each?.isPart
        ? [...new Set(this.each?.columns.flatMap((column) => this.profiles.get(column.name)?.nulls ?? []))]
        : [];
    const trimmed = trimmedSql(sql);
    const text =
      nulls.length === 0 ? trimmed : `CASE WHEN ${trimmed} NOT IN (${literals(nulls)}) THEN ${trimmed} END`;
    return this.#alias(this.#atoms, 'a', text);
  }

  /** An alias for an expression over atoms. */
  derive(sql: string): string {
    return /^[a-z]\d+$/.test(sql) ? sql : this.#alias(this.#derived, 'd', sql);
  }

  get atoms(): readonly string[] {
    return [...this.#atoms].map(([sql, alias]) => `${sql} AS ${alias}`);
  }

  get derived(): readonly string[] {
    return [...this.#derived].map(([sql, alias]) => `${sql} AS ${alias}`);
  }

  #alias(map: Map<string, string>, prefix: string, sql: string): string {
    const known = map.get(sql);
    if (known !== undefined) return known;
    const alias = `${prefix}${map.size}`;
    map.set(sql, alias);
    return alias;
  }
}

/**
 * The text without blanks around it, null where nothing is left. Most texts need nothing, and the test is far cheaper
 * than `trim` (measured: nothing against 33 ns a value): only blanks and control characters sort before `!`.
 */
const trimmedSql = (sql: string): string =>
  `CASE WHEN ${sql} < '!' OR ends_with(${sql}, ' ') THEN NULLIF(trim(${sql}), '') ELSE ${sql} END`;

const cleaned = (
  column: RawColumn,
  kind: 'text' | 'id',
  profile: ColumnProfile | undefined,
  scope: RowScope,
): string => {
  const trimmed = trimmedSql(identifier(column.name));
  if (kind === 'id') {
    if (!profile?.floatIds) return trimmed;
    scope.floatIds.add(column.header);
    return `regexp_replace(${trimmed}, '\\.0$', '')`;
  }
  const nulls = (profile?.nulls ?? []).filter((text) => text.trim() !== '');
  return nulls.length === 0
    ? trimmed
    : `CASE WHEN ${trimmed} NOT IN (${literals(nulls)}) THEN ${trimmed} END`;
};
