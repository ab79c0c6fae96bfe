import { findEntity } from '@bellwether/model';
import type { Entity } from '@bellwether/model';
import type { HeaderIndex, RawColumn } from '../headers.js';
import type { Stream } from '../pack.js';
import type { EntityMapping } from '../schema.js';
import { allOf, anyOf, literal } from '../sql-text.js';
import type { Ambiguity } from './ambiguity.js';
import { castBranch } from './cast-branch.js';
import { compileColumns } from './compile-columns.js';
import { compileEach } from './compile-each.js';
import type { CompiledEach } from './compile-each.js';
import type { Finding } from './compiled-column.js';
import { findingsSql, flagsOf, layer, lowerLayers } from './entity-layers.js';
import type { ColumnProfile } from './profile-port.js';
import { firstRows, rowFilter, scopeOf, takenRows } from './row-filter.js';
import type { EntityInput } from './row-filter.js';
import type { RowScope } from './row-scope.js';
import type { CompileSettings } from './settings.js';
import { streamReading } from './value-branches.js';

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
  /** Several raw rows give one canonical row; the SQL already keeps one. */
  readonly distinct: boolean;
  /** It only adds columns to rows that other files give: never count such a row by itself. */
  readonly link: boolean;
  /** Needed columns that the file cannot know; the warehouse fills them in. */
  readonly later: readonly string[];
}

export interface EntityParts {
  readonly compiled: CompiledEntity;
  /** SELECT of `_row` over `raw`: rows that this entity takes. Null where it takes all. */
  readonly taken: string | null;
  /** Rows that repeat an earlier one, with the reason. */
  readonly repeated: { readonly sql: string; readonly reason: string } | null;
  readonly usedColumns: ReadonlySet<string>;
  readonly floatIds: ReadonlySet<string>;
  readonly ambiguous: ReadonlyMap<string, Ambiguity>;
  readonly hasOrganisationCurrency: boolean;
  /** Needed columns that no header of the file gives. */
  readonly missing: readonly string[];
}

/** SQL of the time by which the newest of several rows is told. */
const newestSql = (column: RawColumn, scope: RowScope): string => {
  const text = scope.atom(column, 'text');
  const branch = { when: null, text, column, reading: streamReading(scope), isDecimal: false };
  return scope.derive(castBranch(branch, 'instant', scope).value);
};

const keyOf = (entity: Entity, names: readonly string[]): readonly string[] =>
  entity.key.filter((name) => names.includes(name));

interface Ranking {
  readonly sql: string;
  readonly repeated: string;
}

/** Keeps one row of each key: the newest, or the first. A row without a key is a reject of its own, not a repetition. */
const rankRows = (entity: Entity, selected: string, key: readonly string[], hasNewest: boolean): Ranking => {
  const keyless = anyOf(
    key.filter((name) => entity.columns[name]?.required).map((name) => `${name} IS NULL`),
  );
  const order = hasNewest ? '_newest DESC NULLS LAST, _row' : '_row';
  const rank = `row_number() OVER (PARTITION BY ${key.join(', ')} ORDER BY ${order}) AS _rank`;
  const ranked = `(SELECT *, ${rank} FROM (${selected}))`;
  return {
    sql: `SELECT * EXCLUDE (_rank${hasNewest ? ', _newest' : ''}) FROM ${ranked} WHERE _rank = 1 OR ${keyless}`,
    repeated: `SELECT DISTINCT _row FROM ${ranked} WHERE _rank > 1 AND NOT (${keyless})`,
  };
};

const compileWith = (input: EntityInput, each: CompiledEach | null): EntityParts => {
  const { entity, mapping, headers, settings } = input;
  const scope = scopeOf(input, each);
  for (const column of each?.names.columns ?? []) scope.used.add(column.name);
  const { columns, hasOrganisationCurrency, missing } = compileColumns(entity, mapping, scope);
  const names = columns.map((column) => column.name);
  const key = keyOf(entity, names);
  const latest = mapping.latest === undefined ? undefined : headers.find(mapping.latest);
  const newest = latest ? newestSql(latest, scope) : null;
  const filter = rowFilter(input, scope);
  const isDistinct = (mapping.distinct === true || mapping.duplicates !== undefined) && key.length > 0;
  // Where the first of several raw rows gives the canonical one, the rows are picked by key before they are cast.
  const isPicked = isDistinct && mapping.duplicates === undefined && !newest && !each;
  const picked = isPicked ? allOf([filter, `_row IN (${firstRows(input, key)})`]) : filter;

  const absent = missing.map(
    (name): Finding => ({
      when: 'true',
      message: literal(`K-01|${name}|no column of the file gives ${name}; it is needed`),
    }),
  );
  const problems = [...columns.flatMap((column) => column.problems), ...absent];
  const repeated: Finding[] =
    each && each.repeats !== null
      ? [
          {
            when: each.repeats,
            message: literal(
              `K-07|${names[names.length - 1] ?? ''}|the list names one record more than once; it is taken once`,
            ),
          },
        ]
      : [];
  const warnings = [...columns.flatMap((column) => column.warnings), ...repeated];
  const casts = columns.flatMap((column) => column.casts);
  const typed = layer(
    ['*', ...casts],
    lowerLayers(scope, each ? each.from : 'raw', each?.repeats ? [each.repeats] : []),
    picked,
  );
  const flagged = layer(['*', ...flagsOf(problems, '_p'), ...flagsOf(warnings, '_w')], `(${typed})`);
  const outputs = [
    '_row',
    ...columns.flatMap((column) => column.outputs),
    ...(hasOrganisationCurrency ? [`${literal(settings.currency)} AS currency`] : []),
    findingsSql(problems, '_p', '_problems'),
    findingsSql(warnings, '_w', '_warnings'),
    ...(newest ? [`${newest} AS _newest`] : []),
  ];
  const selected = layer(outputs, `(${flagged})`);
  const ranking = isDistinct && !isPicked ? rankRows(entity, selected, key, newest !== null) : null;
  return {
    compiled: {
      entity: entity.name,
      columns: hasOrganisationCurrency ? [...names, 'currency'] : names,
      sql: ranking?.sql ?? selected,
      distinct: isDistinct,
      link: mapping.link === true,
      later: mapping.later ?? [],
    },
    taken: takenRows(input, each),
    repeated:
      ranking && mapping.duplicates !== undefined
        ? { sql: ranking.repeated, reason: mapping.duplicates }
        : null,
    usedColumns: scope.used,
    floatIds: scope.floatIds,
    ambiguous: scope.ambiguous,
    hasOrganisationCurrency,
    missing,
  };
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
  return compileWith({ stream, entity, mapping, headers, profiles, settings }, each);
};
