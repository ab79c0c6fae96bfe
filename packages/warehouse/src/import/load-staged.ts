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

/** SQL of the hash of a row's content; equal content needs no second version. */
const contentHash = (staged: StagedEntity, alias: string): string =>
  `hash(${physicalColumns(staged.entity)
    .map(({ name }) => `${alias}.${identifier(name)}`)
    .join(', ')})`;

/**
 * Moves the good rows of a staging table into the canonical table. A row whose key is there already replaces it (the
 * old one is kept in `superseded`), unless it is the same or, by the entity's cursor, older.
 */
export const loadStaged = async (
  engine: Engine,
  staged: StagedEntity,
  provenance: { readonly source: string; readonly fileId: string; readonly batchId: string },
): Promise<LoadedEntity> => {
  const { entity, table } = staged;
  const target = canonicalTable(entity);
  const columns = physicalColumns(entity).map(({ name }) => identifier(name));
  const provenanceList = provenanceColumns.map(({ name }) => name).join(', ');
  const insert = (where: string): Promise<number> =>
    engine.run(
      `INSERT INTO ${target} (${columns.join(', ')}, ${provenanceList})
       SELECT ${columns.map((name) => `r.${name}`).join(', ')}, ?, ?, r._row, ${contentHash(staged, 'r')}
       FROM ${table} r ${where}`,
      [provenance.source, provenance.fileId],
    );

  const { n: existing } = await engine.row(`SELECT count(*) AS n FROM ${target}`);
  if (existing === 0) return { entity: entity.name, inserted: await insert(''), replaced: 0, unchanged: 0 };

  // Keys are compared as 64-bit hashes first: most imports touch none, and then nothing else is read.
  const overlap = `${table}_overlap`;
  await engine.run(
    `CREATE OR REPLACE TEMP TABLE ${overlap} AS
     SELECT r._row, ${keySql(entity, 'r')} AS key,
            c._hash = ${contentHash(staged, 'r')} AS is_unchanged,
            ${entity.cursor ? `coalesce(r.${identifier(entity.cursor)} < c.${identifier(entity.cursor)}, false)` : 'false'} AS is_older
     FROM ${table} r JOIN ${target} c ON ${keySql(entity, 'c')} = ${keySql(entity, 'r')}`,
  );
  const { replaced, unchanged } = await engine.row(
    `SELECT count(*) FILTER (NOT is_unchanged AND NOT is_older) AS replaced,
            count(*) FILTER (is_unchanged OR is_older) AS unchanged FROM ${overlap}`,
  );
  if (Number(replaced) > 0) {
    const replacedKeys = `SELECT key FROM ${overlap} WHERE NOT is_unchanged AND NOT is_older`;
    await engine.run(
      `INSERT INTO ${supersededTable(entity)} SELECT c.*, ? FROM ${target} c WHERE ${keySql(entity, 'c')} IN (${replacedKeys})`,
      [provenance.batchId],
    );
    await engine.run(`DELETE FROM ${target} c WHERE ${keySql(entity, 'c')} IN (${replacedKeys})`);
  }
  const inserted = await insert(
    Number(unchanged) > 0 ? `WHERE r._row NOT IN (SELECT _row FROM ${overlap} WHERE is_unchanged OR is_older)` : '',
  );
  await engine.run(`DROP TABLE ${overlap}`);
  return {
    entity: entity.name,
    inserted: inserted - Number(replaced),
    replaced: Number(replaced),
    unchanged: Number(unchanged),
  };
};
