import { findEntity } from '@bellwether/model';
import { sourceError } from '../../errors.js';
import { HeaderIndex } from '../headers.js';
import type { RawColumn } from '../headers.js';
import type { Stream } from '../pack.js';
import { compileEntity } from './compile-entity.js';
import type { CompiledEntity } from './compile-entity.js';
import { layer, lowerLayers } from './entity-layers.js';
import type { Ambiguity } from './ambiguity.js';
import { conditionSql } from './condition-sql.js';
import type { ColumnProfile } from './profile-port.js';
import { RowScope } from './row-scope.js';
import type { CompileSettings } from './settings.js';

export interface CompiledStream {
  readonly stream: Stream;
  readonly entities: readonly CompiledEntity[];
  /** SELECT of `_row` over `raw`: rows that nothing is taken from, and why. The first reason counts. */
  readonly ignored: readonly { readonly sql: string; readonly reason: string }[];
  /** Questions that must be answered before the file may be loaded (rule F-04, F-05). */
  readonly ambiguous: readonly Ambiguity[];
  /** Headers that nothing reads; they stay in the landing. */
  readonly unmapped: readonly string[];
  /** Remarks about the whole file. */
  readonly notes: readonly { readonly rule: string; readonly message: string }[];
}

/**
 * Compiles a stream for one file into SQL, in one pass over the raw table for each entity.
 * @param columns columns of the raw table, in file order.
 * @param profiles what profiling found, by any order; a column without a profile is read as ISO.
 * @throws SourceError MAPPING_NOT_MAPPED for a stream that is known but not needed.
 */
export const compileStream = (
  stream: Stream,
  columns: readonly RawColumn[],
  profiles: readonly ColumnProfile[],
  settings: CompileSettings,
): CompiledStream => {
  if (stream.unusedReason !== null) throw sourceError('MAPPING_NOT_MAPPED', stream.id, stream.unusedReason);
  const headers = new HeaderIndex(columns, stream.labels);
  const byName = new Map(profiles.map((profile) => [profile.name, profile]));
  const parts = stream.entities.flatMap((mapping) => {
    const part = compileEntity(stream, mapping, headers, byName, settings);
    return part ? [part] : [];
  });
  const used = new Set(parts.flatMap((part) => [...part.usedColumns]));
  const ignored = stream.ignore.map((rule) => {
    const scope = new RowScope(stream, headers, byName, settings);
    const when = conditionSql(rule.when, scope);
    for (const name of scope.used) used.add(name);
    return { sql: layer(['_row'], lowerLayers(scope, 'raw'), when), reason: rule.reason };
  });
  for (const part of parts) if (part.repeated) ignored.push(part.repeated);
  const taken = parts.flatMap((part) => (part.taken === null ? [] : [part.taken]));
  if (taken.length === parts.length) {
    // Every entity picks its rows: the ones that none picks are ignored.
    const names = parts.map((part) => part.compiled.entity).join(', ');
    const some = taken.length === 0 ? 'SELECT NULL::BIGINT AS _row WHERE false' : taken.join(' UNION ALL ');
    ignored.push({
      sql: `SELECT _row FROM raw WHERE _row NOT IN (${some})`,
      reason: `holds nothing for ${names || 'any entity'}`,
    });
  }
  const notes = [
    ...parts
      .filter((part) => part.hasOrganisationCurrency)
      .map((part) => ({
        rule: 'M-01',
        message: `${part.compiled.entity}: the file names no currency; ${settings.currency} of the organisation taken`,
      })),
    ...[...new Set(parts.flatMap((part) => [...part.floatIds]))].map((header) => ({
      rule: 'F-09',
      message: `${header}: every id ends in .0; the suffix is taken off`,
    })),
    ...parts.flatMap((part) =>
      part.missing.map((name) => ({
        rule: 'F-03',
        message: `${part.compiled.entity}.${name} is needed and no header of the file gives it (${[...(findEntity(part.compiled.entity)?.columns[name]?.headers ?? [])].join(', ') || name})`,
      })),
    ),
  ];
  return {
    stream,
    entities: parts.map((part) => part.compiled),
    ignored,
    ambiguous: [...new Map(parts.flatMap((part) => [...part.ambiguous])).values()],
    unmapped: columns
      .filter((column) => column.header !== '' && !used.has(column.name))
      .map((column) => column.header),
    notes,
  };
};
