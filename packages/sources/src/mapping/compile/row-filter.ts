import type { Entity } from '@bellwether/model';
import type { HeaderIndex } from '../headers.js';
import type { Stream } from '../pack.js';
import type { EntityMapping } from '../schema.js';
import { allOf } from '../sql-text.js';
import type { CompiledEach } from './compile-each.js';
import { compileColumns } from './compile-columns.js';
import { conditionSql } from './condition-sql.js';
import { layer, lowerLayers } from './entity-layers.js';
import type { ColumnProfile } from './profile-port.js';
import { RowScope } from './row-scope.js';
import type { CompileSettings } from './settings.js';

/** All that one entity of one file is compiled from. */
export interface EntityInput {
  readonly stream: Stream;
  readonly entity: Entity;
  readonly mapping: EntityMapping;
  readonly headers: HeaderIndex;
  readonly profiles: ReadonlyMap<string, ColumnProfile>;
  readonly settings: CompileSettings;
}

export const scopeOf = (input: EntityInput, each: CompiledEach | null = null): RowScope =>
  new RowScope(input.stream, input.headers, input.profiles, input.settings, each?.names ?? null);

/** SQL condition over atoms: the row is not ignored by the stream and the entity wants it. */
export const rowFilter = (input: EntityInput, scope: RowScope): string => {
  const { mapping, stream } = input;
  const keepsEmpty =
    mapping.each !== undefined && 'headers' in mapping.each && mapping.each.keep_empty === true;
  return allOf([
    ...stream.ignore.map((rule) => `NOT (${conditionSql(rule.when, scope)})`),
    ...(mapping.where ? [conditionSql(mapping.where, scope)] : []),
    ...(mapping.each && !keepsEmpty ? [`${scope.eachAtom('$value') ?? 'NULL'} IS NOT NULL`] : []),
  ]);
};

/**
 * `_row` of the raw rows that the entity takes; null where it takes all. A filter over `$value` cannot be asked of the
 * raw row and is left out.
 */
export const takenRows = (input: EntityInput, each: CompiledEach | null): string | null => {
  const { mapping } = input;
  if (!each && !mapping.where) return null;
  const scope = scopeOf(input);
  const usesEach = mapping.where !== undefined && JSON.stringify(mapping.where).includes('"$');
  const filter = mapping.where && !usesEach ? conditionSql(mapping.where, scope) : 'true';
  const takes = each ? [`(${each.takes}) AS _takes`] : [];
  return layer(['_row'], lowerLayers(scope, 'raw', takes), allOf([...(each ? ['_takes'] : []), filter]));
};

/**
 * `_row` of the first raw row of each key, and of every row without a key (a reject of its own, not a repetition).
 * Only the key is worked out here, so the rows that fall away are never cast.
 */
export const firstRows = (input: EntityInput, key: readonly string[]): string => {
  const { entity, mapping } = input;
  const columns = Object.fromEntries(Object.entries(mapping.columns).filter(([name]) => key.includes(name)));
  const scope = scopeOf(input);
  const set = compileColumns(entity, { ...mapping, columns }, scope);
  const filter = rowFilter(input, scope);
  const casts = set.columns.flatMap((column) => column.casts);
  const typed = layer(['*', ...casts], lowerLayers(scope, 'raw'), filter);
  const values = set.columns.map((column, index) => `${column.value} AS k${index}`);
  const needed = set.columns.flatMap((column, index) =>
    entity.columns[column.name]?.required ? [`k${index}`] : [],
  );
  const keyless =
    needed.length === 0
      ? 'NULL'
      : `CASE WHEN ${needed.map((name) => `${name} IS NULL`).join(' OR ')} THEN _row END`;
  const groups = [...set.columns.map((_, index) => `k${index}`), 'keyless'];
  const keyed = layer(['*', `${keyless} AS keyless`], `(${layer(['_row', ...values], `(${typed})`)})`);
  return `SELECT min(_row) FROM (${keyed}) GROUP BY ${groups.join(', ')}`;
};
