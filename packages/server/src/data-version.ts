import type { Workspace } from '@bellwether/warehouse';
import { createHash } from 'node:crypto';

/**
 * A text that changes when any figure, grade, target or note may have changed: the settings, the counters of loading, of
 * facts and of operations, and what the rules found (they are judged in a transaction of their own, after the facts).
 * It names the workspace too: one server may serve another under the same address, and counters of two may be equal.
 */
export const dataVersion = async ({ directory, engine, config }: Workspace): Promise<string> => {
  const rows = await engine.rows(
    `SELECT (SELECT list(name || '=' || value ORDER BY name)::VARCHAR FROM control.setting
             WHERE name IN ('data_version', 'facts_data_version', 'facts_key', 'as_of', 'operations_version')) AS counters,
            (SELECT count(*)::VARCHAR || ':' || coalesce(bit_xor(hash(rule, entity, severity, affected, population, message, file_id)), 0)::VARCHAR
             FROM control.issue) AS issues`,
  );
  return createHash('sha256')
    .update(JSON.stringify([directory, rows, config]))
    .digest('base64url')
    .slice(0, 22);
};
