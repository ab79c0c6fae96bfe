import type { DuckDBConnection } from '@duckdb/node-api';
import { compileStream } from '../src/mapping/compile/compile-stream.js';
import type { CompiledStream } from '../src/mapping/compile/compile-stream.js';
import type { CompileSettings } from '../src/mapping/compile/settings.js';
import { loadPacks } from '../src/mapping/load-packs.js';
import type { MappingPack } from '../src/mapping/pack.js';
import { recognise } from '../src/mapping/recognise.js';
import { profileTable } from '../src/profile/profile-table.js';
import { dataFolder } from './data.js';
import { land, landRows, openEngine, rowsOf } from './engine.js';
import type { Landed } from './engine.js';

export interface Mapped {
  readonly stream: string;
  readonly compiled: CompiledStream;
  /** Canonical rows by entity; entities given twice are put together. */
  readonly rows: Readonly<Record<string, Record<string, unknown>[]>>;
  readonly ignored: Readonly<Record<string, number>>;
}

const settings: CompileSettings = { timeZone: 'UTC', currency: 'USD' };

const mapLanded = async (
  connection: DuckDBConnection,
  landed: Landed,
  packs: readonly MappingPack[],
  more: Partial<CompileSettings>,
): Promise<Mapped> => {
  const [best] = recognise(landed, packs);
  if (!best || best.confidence < 0.5) throw new Error(`not recognised: ${landed.name}`);
  // Layouts that machines write need no proof of how they are written.
  const profiles = best.stream.locale.isIso
    ? []
    : await profileTable((sql) => rowsOf(connection, sql), 'raw', landed.columns);
  const compiled = compileStream(best.stream, landed.columns, profiles, { ...settings, ...more });
  const rows: Record<string, Record<string, unknown>[]> = {};
  for (const entity of compiled.entities) {
    const found = await rowsOf(connection, `SELECT * FROM (${entity.sql}) ORDER BY _row`);
    rows[entity.entity] = [...(rows[entity.entity] ?? []), ...found];
  }
  const ignored: Record<string, number> = {};
  for (const { sql, reason } of compiled.ignored) {
    const [count] = await rowsOf(connection, `SELECT count(*)::INTEGER AS n FROM (${sql})`);
    if (Number(count?.['n']) > 0) ignored[reason] = Number(count?.['n']);
  }
  return { stream: best.stream.id, compiled, rows, ignored };
};

/** Recognises, profiles, compiles and runs one file of the data folder. */
export const mapFile = async (
  path: string,
  packs: readonly MappingPack[] = loadPacks(),
  more: Partial<CompileSettings> = {},
): Promise<Mapped> => {
  const connection = await openEngine();
  const landed = await land(connection, `${dataFolder}/${path}`);
  return mapLanded(connection, landed, packs, more);
};

/** The same for rows given in the test. */
export const mapRows = async (
  name: string,
  headers: readonly string[],
  rows: readonly (readonly (string | null)[])[],
  packs: readonly MappingPack[] = loadPacks(),
  more: Partial<CompileSettings> = {},
): Promise<Mapped> => {
  const connection = await openEngine();
  const landed = await landRows(connection, name, headers, rows);
  return mapLanded(connection, landed, packs, more);
};

/** Only the named columns of rows, in that order. */
export const pick = (
  rows: readonly Record<string, unknown>[] | undefined,
  ...columns: string[]
): unknown[][] => (rows ?? []).map((row) => columns.map((column) => row[column]));

/** Rows in an order that does not depend on the engine. */
export const sorted = (rows: readonly unknown[][]): unknown[][] =>
  [...rows].sort((a, b) => (JSON.stringify(a) < JSON.stringify(b) ? -1 : 1));
