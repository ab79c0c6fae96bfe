import type { Engine } from '../engine/engine.js';
import {
  canonicalTable,
  identifier,
  keySql,
  physicalColumns,
  provenanceColumns,
  supersededTable,
} from '../schema/canonical-table.js';
import type { LoadedEntity, StagedEntity } from './staged-entity.js';

export interface Provenance {
  readonly source: string;
  readonly fileId: string;
  readonly batchId: string;
}

const provenanceList = provenanceColumns.map(({ name }) => name).join(', ');

/**
 * Moves the rows of a staging table into the canonical table. A row whose key is there already replaces it (the old one
 * is kept in `superseded`), unless it says the same or is, by the entity's cursor, older. What the file has no column for
 * is carried over from the row it replaces: a file never erases what it does not know.
 */
export const loadStaged = async (
  engine: Engine,
  staged: StagedEntity,
  provenance: Provenance,
): Promise<LoadedEntity> => {
  const { entity, table } = staged;
  const target = canonicalTable(entity);
  const brought = physicalColumns(entity, staged.columns).map(({ name }) => identifier(name));
  const absent = physicalColumns(entity)
    .map(({ name }) => identifier(name))
    .filter((name) => !brought.includes(name));
  const values = [provenance.source, provenance.fileId];
  const insertNew = (where: string): Promise<number> =>
    engine.runUnordered(
      `INSERT INTO ${target} (${brought.join(', ')}, ${provenanceList})
       SELECT ${brought.map((name) => `r.${name}`).join(', ')}, ?, ?, r._row FROM ${table} r ${where}`,
      values,
    );

  const { is_empty: isEmpty } = await engine.row(
    `SELECT count(*) = 0 AS is_empty FROM (SELECT 1 FROM ${target} LIMIT 1)`,
  );
  if (isEmpty === true && staged.isLink)
    return { entity: entity.name, inserted: 0, replaced: 0, unchanged: 0 };
  if (isEmpty === true)
    return { entity: entity.name, inserted: await insertNew(''), replaced: 0, unchanged: 0 };

  const overlap = `${table}_overlap`;
  const cursor =
    entity.cursor !== undefined && staged.columns.includes(entity.cursor) ? identifier(entity.cursor) : null;
  const content = (alias: string) => `hash(${brought.map((name) => `${alias}.${name}`).join(', ')})`;
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${overlap} AS
     SELECT r._row, ${keySql(entity, 'r', staged.columns)} AS key, ${content('c')} = ${content('r')} AS is_same,
            ${cursor ? `coalesce(r.${cursor} < c.${cursor}, false)` : 'false'} AS is_older
     FROM ${table} r JOIN ${target} c ON ${keySql(entity, 'c')} = ${keySql(entity, 'r', staged.columns)}`,
  );
  const { found, replaced } = await engine.row(
    `SELECT count(*) AS found, count(*) FILTER (NOT is_same AND NOT is_older) AS replaced FROM ${overlap}`,
  );
  let taken = 0;
  if (Number(replaced) > 0) {
    const keys = `SELECT key FROM ${overlap} WHERE NOT is_same AND NOT is_older`;
    const old = `${table}_replaced`;
    await engine.run(
      `CREATE OR REPLACE TEMP TABLE ${old} AS SELECT c.* FROM ${target} c WHERE ${keySql(entity, 'c')} IN (${keys})`,
    );
    await engine.run(`INSERT INTO ${supersededTable(entity)} SELECT *, ? FROM ${old}`, [provenance.batchId]);
    await engine.run(`DELETE FROM ${target} c WHERE ${keySql(entity, 'c')} IN (${keys})`);
    taken = await engine.runUnordered(
      `INSERT INTO ${target} (${[...brought, ...absent].join(', ')}, ${provenanceList})
       SELECT ${[...brought.map((name) => `r.${name}`), ...absent.map((name) => `o.${name}`)].join(', ')}, ?, ?, r._row
       FROM ${table} r JOIN ${old} o ON ${keySql(entity, 'o')} = ${keySql(entity, 'r', staged.columns)}`,
      values,
    );
    await engine.run(`DROP TABLE ${old}`);
  }
  const inserted = staged.isLink
    ? 0
    : await insertNew(Number(found) > 0 ? `WHERE r._row NOT IN (SELECT _row FROM ${overlap})` : '');
  await engine.run(`DROP TABLE ${overlap}`);
  return { entity: entity.name, inserted, replaced: taken, unchanged: Number(found) - Number(replaced) };
};
