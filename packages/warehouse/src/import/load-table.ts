import type { Engine } from '../engine/engine.js';
import { warehouseError } from '../errors.js';
import { hashFile } from '../landing/hash-file.js';
import { landFile } from '../landing/land-file.js';
import { severityOf } from '../rules/catalogue.js';
import type { Workspace } from '../workspace/workspace.js';
import type { PlannedTable } from './import-plan.js';
import type { FileReport } from './import-report.js';
import { keepFindings, keepIgnored, keepNotes } from './keep-findings.js';
import { loadStaged } from './load-staged.js';
import { closeRaw } from './raw-rows.js';
import { stageTable } from './stage-table.js';

/** Loads one table inside the batch's transaction and proves that its rows add up. */
export const loadTable = async (
  workspace: Workspace,
  planned: PlannedTable,
  ids: { readonly batchId: string; readonly fileId: string },
): Promise<FileReport> => {
  const { engine } = workspace;
  const { table, compiled, recognised } = planned;
  if (!compiled || !recognised) throw new Error('a table without mapping cannot be loaded');
  const { file, isHashed } = table.original;
  const landedAs = landFile(workspace.landing, file, isHashed ? table.sha256 : hashFile(file));
  const staged = await stageTable(engine, compiled, 'staged', severityOf);

  // Rows that nothing takes: what the mapping sets aside (first reason counts), and copies of a row.
  await engine.run('CREATE OR REPLACE TEMP TABLE set_aside (_row BIGINT, reason VARCHAR, rule VARCHAR)');
  for (const { sql, reason } of compiled.ignored) {
    await engine.run(
      `INSERT INTO set_aside SELECT DISTINCT i._row, ?, NULL FROM (${sql}) i
       WHERE i._row NOT IN (SELECT _row FROM set_aside) AND i._row NOT IN (SELECT _row FROM finding WHERE severity = 'quarantine')`,
      [reason],
    );
  }
  const { repeated } = await engine.row("SELECT count(*) AS repeated FROM finding WHERE severity = 'ignore'");
  if (Number(repeated) > 0) {
    await engine.run(
      `INSERT INTO set_aside SELECT DISTINCT _row, message, rule FROM finding
       WHERE severity = 'ignore' AND _row NOT IN (SELECT _row FROM set_aside)
         AND _row NOT IN (SELECT _row FROM finding WHERE severity = 'quarantine')
         AND _row NOT IN (${staged.map((one) => `SELECT _row FROM ${one.table}`).join(' UNION ALL ')})`,
    );
  }
  const { aside, rejected } = await engine.row(
    `SELECT (SELECT count(*) FROM set_aside) AS aside, (SELECT count(DISTINCT _row) FROM finding WHERE severity = 'quarantine') AS rejected`,
  );
  const loaded = await countLoaded(
    engine,
    staged.map((one) => one.table),
    staged.some(({ distinct }) => distinct) || staged.length > 1,
  );
  const rowsIn = table.rows + table.problems.length + table.skipped.length;
  const rowsQuarantined = Number(rejected) + table.problems.length;
  const rowsIgnored = Number(aside) + table.skipped.length;
  if (rowsIn !== loaded + rowsQuarantined + rowsIgnored) {
    throw warehouseError(
      'RECONCILIATION_BROKEN',
      table.path,
      `${rowsIn} rows in, ${loaded} loaded + ${rowsQuarantined} quarantined + ${rowsIgnored} ignored`,
    );
  }

  const provenance = { source: recognised.stream.source, ...ids };
  const entities = [];
  for (const one of staged) entities.push(await loadStaged(engine, one, provenance));
  await keepFindings(engine, table, ids, Number(rejected));
  const ignored = await keepIgnored(engine, table, ids.fileId);
  await keepNotes(engine, planned, ids.fileId);
  await engine.run(
    'INSERT INTO control.batch_file BY NAME SELECT ? AS batch_id, ? AS file_id, ? AS file, ? AS sha256, ? AS landed_as, ? AS landed_table, ? AS source, ? AS stream, ? AS mapping_hash, ? AS confidence, ? AS entities, ? AS notes, ? AS rows_in, ? AS rows_loaded, ? AS rows_quarantined, ? AS rows_ignored',
    [
      ids.batchId,
      ids.fileId,
      table.path,
      table.sha256,
      landedAs,
      table.name,
      recognised.stream.source,
      recognised.stream.id,
      planned.mappingHash,
      recognised.confidence,
      JSON.stringify(entities),
      JSON.stringify(table.notes),
      rowsIn,
      loaded,
      rowsQuarantined,
      rowsIgnored,
    ],
  );
  for (const one of staged) await engine.run(`DROP TABLE ${one.table}`);
  await engine.run('DROP TABLE finding');
  await engine.run('DROP TABLE set_aside');
  await closeRaw(engine);
  return {
    file: table.path,
    fileId: ids.fileId,
    stream: recognised.stream.id,
    confidence: recognised.confidence,
    fate: 'load',
    reason: null,
    rowsIn,
    rowsLoaded: loaded,
    rowsQuarantined,
    rowsIgnored,
    ignored,
    entities,
    unmapped: compiled.unmapped,
    notes: [...table.notes, ...compiled.notes],
  };
};

/** Rows of the file that gave at least one row of an entity. A row that repeats an entity's key still belongs to it. */
const countLoaded = async (engine: Engine, tables: readonly string[], isShared: boolean): Promise<number> => {
  if (tables.length === 0) return 0;
  if (!isShared && tables[0] !== undefined) {
    const { n } = await engine.row(`SELECT count(DISTINCT _row) AS n FROM ${tables[0]}`);
    return Number(n);
  }
  // With several entities (or one made of several rows) a row counts as loaded unless it was rejected or set aside.
  const { n } = await engine.row(
    `SELECT count(*) AS n FROM raw WHERE _row NOT IN (SELECT _row FROM set_aside)
       AND _row NOT IN (SELECT _row FROM finding WHERE severity = 'quarantine')`,
  );
  return Number(n);
};
