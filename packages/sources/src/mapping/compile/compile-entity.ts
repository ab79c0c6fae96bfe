import { findEntity } from '@bellwether/model';
import type { Entity } from '@bellwether/model';
import type { HeaderIndex } from '../headers.js';
import type { Stream } from '../pack.js';
import type { EntityMapping, Value } from '../schema.js';
import { allOf, anyOf, literal } from '../sql-text.js';
import type { Ambiguity } from './ambiguity.js';
import { compileColumn } from './compile-column.js';
import type { CompiledColumn, Finding } from './compiled-column.js';
import { compileEach } from './compile-each.js';
import { conditionSql } from './condition-sql.js';
import type { ColumnProfile } from './profile-port.js';
import { RowScope } from './row-scope.js';
import type { CompileSettings } from './settings.js';
import { specOf } from './value-branches.js';

/** One canonical entity that a stream gives. */
export interface CompiledEntity {
  readonly entity: string;
  /** Canonical columns that the file brings; a column it lacks is absent, not null. */
  readonly columns: readonly string[];
  /**
   * SELECT over `raw` (the columns of the table and `_row` BIGINT) that gives `_row`; each column (an instant as
   * `x` TIMESTAMP in UTC, `x_date` DATE, `x_precision`); `_problems` and `_warnings`, VARCHAR[] of
   * `RULE|column|message`. A row with problems is a reject; a row with warnings loads.
   */
  readonly sql: string;
  /** Several raw rows give one canonical row; the SQL already keeps the first. */
  readonly distinct: boolean;
}

export interface EntityParts {
  readonly compiled: CompiledEntity;
  /** SQL over `raw`: rows that this entity takes. Null where it takes all. */
  readonly taken: string | null;
  /** Rows that repeat an earlier one, with the reason. */
  readonly repeated: { readonly sql: string; readonly reason: string } | null;
  readonly usedColumns: ReadonlySet<string>;
  readonly floatIds: ReadonlySet<string>;
  readonly ambiguous: ReadonlyMap<string, Ambiguity>;
  readonly hasOrganisationCurrency: boolean;
  /** Required columns that no header of the file gives. */
  readonly missing: readonly string[];
}

const layer = (names: readonly string[], from: string, where?: string): string =>
  `SELECT ${names.join(', ')} FROM ${from}${where ? ` WHERE ${where}` : ''}`;

const findingsSql = (findings: readonly Finding[], alias: string): string => {
  const empty = 'CAST([] AS VARCHAR[])';
  if (findings.length === 0) return `${empty} AS ${alias}`;
  const each = findings.map((found) => `CASE WHEN ${found.when} THEN ${found.message} END`);
  const any = anyOf(findings.map((found) => found.when));
  // The list is built only for the few rows that need it.
  return `CASE WHEN ${any} THEN list_filter([${each.join(', ')}], lambda found: found IS NOT NULL) ELSE ${empty} END AS ${alias}`;
};

const moneyColumns = (entity: Entity, mapping: EntityMapping): readonly string[] =>
  Object.keys(mapping.columns).filter((name) => entity.columns[name]?.type === 'money');

/** The currency of the row: its own column, the one named beside an amount, or the organisation's. */
const currencyValue = (entity: Entity, mapping: EntityMapping): Value | null => {
  if (mapping.columns['currency'] !== undefined) return mapping.columns['currency'];
  for (const name of moneyColumns(entity, mapping)) {
    const value = mapping.columns[name];
    const currency = value === undefined ? undefined : specOf(value).currency;
    if (currency !== undefined) return currency;
  }
  return null;
};

interface ColumnSet {
  readonly columns: readonly CompiledColumn[];
  readonly hasOrganisationCurrency: boolean;
  readonly missing: readonly string[];
}

const compileColumns = (entity: Entity, mapping: EntityMapping, scope: RowScope): ColumnSet => {
  const money = moneyColumns(entity, mapping);
  const currencyColumn = entity.columns['currency'];
  const own = currencyValue(entity, mapping);
  const fallback = literal(scope.settings.currency);
  let currency = currencyColumn && own !== null ? compileColumn('currency', currencyColumn, own, fallback, scope) : null;
  const currencySql = currency?.value ?? fallback;
  const rest = Object.entries(mapping.columns).flatMap(([name, value]) => {
    const column = entity.columns[name];
    if (!column || name === 'currency') return [];
    const compiled = compileColumn(name, column, value, currencySql, scope);
    return compiled ? [compiled] : [];
  });
  const amounts = rest.filter((column) => money.includes(column.name)).map((column) => column.value);
  const hasOrganisationCurrency = currency === null && currencyColumn !== undefined && amounts.length > 0;
  if (currency) {
    // A row without amounts needs no currency.
    const some = amounts.length === 0 ? 'false' : `COALESCE(${amounts.map((value) => `CAST(${value} AS VARCHAR)`).join(', ')}) IS NOT NULL`;
    currency = {
      ...currency,
      warnings: currency.warnings.map((found) => ({ ...found, when: allOf([found.when, some]) })),
    };
  }
  const given = new Set(rest.map((column) => column.name));
  const missing = Object.entries(entity.columns)
    .filter(([name, column]) => column.required && !given.has(name))
    .map(([name]) => name);
  return { columns: currency ? [currency, ...rest] : rest, hasOrganisationCurrency, missing };
};

/** Compiles one entity of a stream; null where the file lacks the columns that `each` walks. */
export const compileEntity = (
  stream: Stream,
  mapping: EntityMapping,
  headers: HeaderIndex,
  profiles: ReadonlyMap<string, ColumnProfile>,
  settings: CompileSettings,
): EntityParts | null => {
  const entity = findEntity(mapping.entity);
  if (!entity) return null;
  const each = mapping.each ? compileEach(mapping.each, headers) : null;
  if (mapping.each && !each) return null;
  const scope = new RowScope(stream, headers, profiles, settings, each?.names ?? null);
  const { columns, hasOrganisationCurrency, missing } = compileColumns(entity, mapping, scope);
  const keepsEmpty = mapping.each && 'headers' in mapping.each && mapping.each.keep_empty === true;
  const filters = [
    ...stream.ignore.map((rule) => `NOT (${conditionSql(rule.when, scope)})`),
    ...(mapping.where ? [conditionSql(mapping.where, scope)] : []),
    ...(each && !keepsEmpty ? [`${scope.eachAtom('$value')} IS NOT NULL`] : []),
  ];
  const absent = missing.map((name): Finding => ({
    when: 'true',
    message: literal(`K-01|${name}|no column of the file gives ${name}; it is needed`),
  }));
  const problems = [...columns.flatMap((column) => column.problems), ...absent];
  const warnings = columns.flatMap((column) => column.warnings);
  const atoms = layer(['_row', ...scope.atoms], each ? each.from : 'raw');
  const derived = scope.derived.length === 0 ? `(${atoms})` : `(${layer(['*', ...scope.derived], `(${atoms})`)})`;
  const casts = columns.flatMap((column) => column.casts);
  const where = filters.length === 0 ? undefined : allOf(filters);
  const typed = layer(['*', ...casts], derived, where);
  const outputs = [
    '_row',
    ...columns.flatMap((column) => column.outputs),
    ...(hasOrganisationCurrency ? [`${literal(settings.currency)} AS currency`] : []),
    findingsSql(problems, '_problems'),
    findingsSql(warnings, '_warnings'),
  ];
  const selected = layer(outputs, `(${typed})`);
  const names = columns.map((column) => column.name);
  const isDistinct = mapping.distinct === true || mapping.duplicates !== undefined;
  const key = entity.key.filter((name) => names.includes(name));
  const order = isDistinct && key.length > 0 ? `row_number() OVER (PARTITION BY ${key.join(', ')} ORDER BY _row)` : null;
  // A row without a key is a reject of its own, not a repetition.
  const keyless = anyOf(key.filter((name) => entity.columns[name]?.required).map((name) => `${name} IS NULL`));
  const sql = order ? `SELECT * FROM (${selected}) QUALIFY ${order} = 1 OR ${keyless}` : selected;
  return {
    compiled: {
      entity: entity.name,
      columns: hasOrganisationCurrency ? [...names, 'currency'] : names,
      sql,
      distinct: isDistinct,
    },
    taken: each || mapping.where ? takenSql(stream, mapping, headers, profiles, settings, each?.takes ?? null) : null,
    repeated:
      order && mapping.duplicates !== undefined
        ? {
            sql: `SELECT DISTINCT _row FROM (SELECT * FROM (${selected}) QUALIFY ${order} > 1 AND NOT (${keyless}))`,
            reason: mapping.duplicates,
          }
        : null,
    usedColumns: scope.used,
    floatIds: scope.floatIds,
    ambiguous: scope.ambiguous,
    hasOrganisationCurrency,
    missing,
  };
};

/** `_row` of the raw rows that the entity takes. A filter over `$value` cannot be asked of the raw row and is left out. */
const takenSql = (
  stream: Stream,
  mapping: EntityMapping,
  headers: HeaderIndex,
  profiles: ReadonlyMap<string, ColumnProfile>,
  settings: CompileSettings,
  takes: string | null,
): string => {
  const scope = new RowScope(stream, headers, profiles, settings);
  const usesEach = mapping.where !== undefined && JSON.stringify(mapping.where).includes('"$');
  const filter = mapping.where && !usesEach ? conditionSql(mapping.where, scope) : 'true';
  const atoms = layer(['_row', ...(takes === null ? [] : [`(${takes}) AS _takes`]), ...scope.atoms], 'raw');
  return layer(['_row'], `(${atoms})`, takes === null ? filter : `_takes AND (${filter})`);
};
