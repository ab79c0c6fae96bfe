import { entities, findEntity } from '@bellwether/model';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import {
  canonicalTable,
  keySql,
  physicalColumns,
  provenanceColumns,
  supersededTable,
} from '../../../src/schema/canonical-table.js';
import type { Workspace } from '../../../src/index.js';

export type Value = string | number | boolean | null;
export type Row = Readonly<Record<string, Value>>;

/**
 * A small world: canonical rows by entity. Instants are ISO text in UTC (`2025-03-14T09:30:00Z`), or a bare day where
 * the source has no clock. A `~` in any text stands for the world: ids, mail addresses and names of many worlds then
 * share a workspace without meeting.
 */
export type World = Readonly<Record<string, readonly Row[]>>;

/** Rows of an entity of a world. */
export const rowsIn = (world: World, entity: string): readonly Row[] => world[entity] ?? [];

/** The local day, ISO, of an instant in an IANA zone; a bare day is itself. */
export const localDay = (instant: Value | undefined, zone: string): string | null => {
  if (typeof instant !== 'string') return null;
  if (instant.length === 10) return instant;
  let format = formats.get(zone);
  if (!format) {
    format = new Intl.DateTimeFormat('en-CA', { timeZone: zone, dateStyle: 'short' });
    formats.set(zone, format);
  }
  return format.format(new Date(instant));
};
const formats = new Map<string, Intl.DateTimeFormat>();

/** The tag of a world in the ids of a batch, and back. */
const tag = (index: number): string => `w${index}x`;
const tagged = /w(\d+)x/;
export const worldOf = (row: Row): number => {
  const found = tagged.exec(JSON.stringify(row));
  if (!found) throw new Error(`a fact row that belongs to no world: ${JSON.stringify(row)}`);
  return Number(found[1]);
};
export const untagged = (row: Row): Row =>
  Object.fromEntries(
    Object.entries(row).map(([name, value]) => [
      name,
      typeof value === 'string' ? value.replaceAll(/w\d+x/g, '~') : value,
    ]),
  );

/** A canonical row as it stands in the table: instants with their day and precision, and where it came from. */
const stored = (entity: string, row: Row, index: number, number: number, zone: string, batch: string) => {
  const columns = findEntity(entity)?.columns ?? {};
  const out: Record<string, Value> = {};
  for (const [name, raw] of Object.entries(row)) {
    const value = typeof raw === 'string' ? raw.replaceAll('~', tag(index)) : raw;
    const column = columns[name];
    if (!column) throw new Error(`no such column: ${entity}.${name}`);
    if (column.type === 'instant' && typeof value === 'string') {
      out[name] = value.length === 10 ? `${value}T00:00:00` : value.replace('Z', '');
      out[`${name}_date`] = localDay(value, zone);
      out[`${name}_precision`] = value.length === 10 ? 'day' : 'second';
    } else {
      out[name] = value;
    }
  }
  const key = findEntity(entity)?.key[0] ?? '';
  const id = out[key];
  out['_source'] = typeof id === 'string' && id.includes(':') ? (id.split(':')[0] ?? 'test') : 'test';
  out['_batch_id'] = batch;
  out['_row'] = number;
  return out;
};

/** Puts the rows of worlds straight into the canonical tables, as if import `batch` had brought them. */
export const insertWorlds = async (
  workspace: Workspace,
  worlds: readonly World[],
  zone: string,
  batch = 'b1',
): Promise<void> => {
  for (const entity of entities) {
    const rows = worlds.flatMap((world, index) =>
      rowsIn(world, entity.name).map((row, number) =>
        JSON.stringify(stored(entity.name, row, index, number + 1, zone, `${batch}.1`)),
      ),
    );
    if (rows.length === 0) continue;
    const file = join(workspace.scratch, `${entity.name}.json`);
    writeFileSync(file, `${rows.join('\n')}\n`);
    const columns = [...physicalColumns(entity), ...provenanceColumns]
      .map(({ name, type }) => `"${name}": '${type}'`)
      .join(', ');
    await workspace.engine.run(
      `INSERT INTO ${canonicalTable(entity)} BY NAME
       SELECT * FROM read_json('${file}', format = 'newline_delimited', columns = {${columns}})`,
    );
  }
};

/**
 * Puts the rows of worlds into the canonical tables as import `batch`: a row whose key is there already replaces it, and
 * the old one is kept as superseded, the way the loader does it. Gives the entities that it touched.
 */
export const importWorlds = async (
  workspace: Workspace,
  worlds: readonly World[],
  zone: string,
  batch: string,
): Promise<ReadonlySet<string>> => {
  const touched = new Set<string>();
  for (const entity of entities) {
    const rows = worlds.flatMap((world, index) =>
      rowsIn(world, entity.name).map((row, number) =>
        stored(entity.name, row, index, number + 1, zone, batch),
      ),
    );
    if (rows.length === 0) continue;
    touched.add(entity.name);
    const file = join(workspace.scratch, 'keys.json');
    writeFileSync(file, rows.map((row) => `${JSON.stringify(row)}\n`).join(''));
    const columns = physicalColumns(entity, entity.key)
      .map(({ name, type }) => `"${name}": '${type}'`)
      .join(', ');
    const replaced = `SELECT ${keySql(entity, 'n')} FROM read_json('${file}', format = 'newline_delimited', columns = {${columns}}) n`;
    await workspace.engine.run(
      `INSERT INTO ${supersededTable(entity)} SELECT *, '${batch}' FROM ${canonicalTable(entity)} c WHERE ${keySql(entity, 'c')} IN (${replaced})`,
    );
    await workspace.engine.run(
      `DELETE FROM ${canonicalTable(entity)} c WHERE ${keySql(entity, 'c')} IN (${replaced})`,
    );
  }
  await insertWorlds(workspace, worlds, zone, batch);
  return touched;
};

export const clearWorlds = async (workspace: Workspace): Promise<void> => {
  for (const entity of entities) await workspace.engine.run(`DELETE FROM ${canonicalTable(entity)}`);
};
