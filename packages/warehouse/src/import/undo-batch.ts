import { entities } from '@bellwether/model';
import { warehouseError } from '../errors.js';
import { type RefreshReport, refreshFacts } from '../facts/refresh-facts.js';
import { judgeTables } from '../quality/judge-tables.js';
import { canonicalTable, keySql, supersededTable } from '../schema/canonical-table.js';
import { readSetting, writeSetting } from '../schema/setting.js';
import type { Workspace } from '../workspace/workspace.js';

/**
 * Takes an import back, as if it had never been: its rows go, rows that it had replaced return (or, where a later import
 * replaced them again, become what that one replaced). Throws BATCH_UNKNOWN, BATCH_UNDONE.
 */
export const undoBatch = (workspace: Workspace, batchId: string): Promise<RefreshReport> =>
  workspace.engine.hold(() => undoHeld(workspace, batchId));

const undoHeld = async (workspace: Workspace, batchId: string): Promise<RefreshReport> => {
  const { engine } = workspace;
  const [batch] = await engine.rows('SELECT status FROM control.batch WHERE batch_id = ?', [batchId]);
  if (!batch) throw warehouseError('BATCH_UNKNOWN', batchId);
  if (batch['status'] === 'undone') throw warehouseError('BATCH_UNDONE', batchId);
  const ofBatch = 'starts_with(_batch_id, ?)';
  const prefix = `${batchId}.`;
  await engine.transaction(async () => {
    for (const entity of entities) {
      const live = canonicalTable(entity);
      const old = supersededTable(entity);
      await engine.run(`DELETE FROM ${live} WHERE ${ofBatch}`, [prefix]);
      // Rows of this import that a later one replaced: whoever replaced them now replaces what they had replaced.
      await engine.run(
        `CREATE OR REPLACE TEMP TABLE passed_on AS
         SELECT ${keySql(entity, 's')} AS key, s._superseded_by AS heir FROM ${old} s WHERE starts_with(s._batch_id, ?)`,
        [prefix],
      );
      await engine.run(`DELETE FROM ${old} WHERE ${ofBatch}`, [prefix]);
      await engine.run(
        `UPDATE ${old} s SET _superseded_by = p.heir FROM passed_on p WHERE s._superseded_by = ? AND ${keySql(entity, 's')} = p.key`,
        [batchId],
      );
      await engine.run(
        `INSERT INTO ${live} SELECT * EXCLUDE (_superseded_by) FROM ${old} WHERE _superseded_by = ?`,
        [batchId],
      );
      await engine.run(`DELETE FROM ${old} WHERE _superseded_by = ?`, [batchId]);
    }
    await engine.run('DROP TABLE passed_on');
    await engine.run(`DELETE FROM control.quarantine WHERE batch_id = ?`, [batchId]);
    await engine.run(`DELETE FROM control.issue WHERE starts_with(file_id, ?)`, [prefix]);
    await engine.run(`DELETE FROM control.ignored WHERE starts_with(file_id, ?)`, [prefix]);
    await engine.run(`UPDATE control.batch SET status = 'undone', undone_at = ? WHERE batch_id = ?`, [
      new Date().toISOString(),
      batchId,
    ]);
    await writeSetting(engine, 'data_version', String(Number(await readSetting(engine, 'data_version')) + 1));
  });
  const report = await refreshFacts(workspace, 'all');
  await judgeTables(workspace, null);
  return report;
};
