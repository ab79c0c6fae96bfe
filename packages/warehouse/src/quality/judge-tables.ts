import { rules } from '../rules/rules.js';
import { entities } from '@bellwether/model';
import type { Engine } from '../engine/engine.js';
import type { TableCheck } from '../rules/rule.js';
import { canonicalTable } from '../schema/canonical-table.js';
import type { Workspace } from '../workspace/workspace.js';

const reads = ({ entity, reads: others }: TableCheck): readonly string[] => [entity, ...(others ?? [])];

/** Entities with any row: a rule about the others has nothing to judge. */
const filledEntities = async (engine: Engine): Promise<ReadonlySet<string>> => {
  const rows = await engine.rows(
    entities
      .map(
        (entity) =>
          `SELECT * FROM (SELECT '${entity.name}' AS entity FROM ${canonicalTable(entity)} LIMIT 1)`,
      )
      .join(' UNION ALL '),
  );
  return new Set(rows.map((row) => String(row['entity'])));
};

/**
 * Judges the canonical tables by every rule that looks at them, and keeps what it finds in `control.issue` with scope
 * `table`. Only rules that read a changed entity are judged again; null judges all.
 */
export const judgeTables = async (
  { engine, config }: Workspace,
  changed: ReadonlySet<string> | null,
): Promise<void> => {
  const filled = await filledEntities(engine);
  const waived = new Set(config.waivers.map(({ rule }) => rule));
  await engine.transaction(async () => {
    for (const rule of rules) {
      for (const [number, check] of (rule.tables ?? []).entries()) {
        if (changed && check.entity !== '*' && !reads(check).some((entity) => changed.has(entity))) continue;
        await engine.run(
          `DELETE FROM control.issue WHERE rule = ? AND check_number = ? AND scope = 'table'`,
          [rule.id, number],
        );
        if (waived.has(rule.id) || (check.entity !== '*' && !filled.has(check.entity))) continue;
        await engine.run(
          `INSERT INTO control.issue
           SELECT ?, ?, ?, count(*), (SELECT n FROM (${check.population}) p), any_value(message),
                  to_json(list({record: record, message: message} ORDER BY record)[1:5])::VARCHAR, 'table', NULL, ?
           FROM (${check.breaks}) b HAVING count(*) > 0`,
          [rule.id, check.entity, rule.severity, number],
        );
      }
    }
  });
};
