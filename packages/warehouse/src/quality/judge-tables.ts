import { rules } from '../rules/rules.js';
import type { TableCheck } from '../rules/rule.js';
import type { Workspace } from '../workspace/workspace.js';

const reads = ({ entity, reads: others }: TableCheck): readonly string[] => [entity, ...(others ?? [])];

/**
 * Judges the canonical tables by every rule that looks at them, and keeps what it finds in `control.issue` with scope
 * `table`. Only rules that read a changed entity are judged again; null judges all.
 */
export const judgeTables = async (
  { engine, config }: Workspace,
  changed: ReadonlySet<string> | null,
): Promise<void> => {
  const waived = new Set(config.waivers.map(({ rule }) => rule));
  await engine.transaction(async () => {
    for (const rule of rules) {
      for (const check of rule.tables ?? []) {
        if (changed && !reads(check).some((entity) => changed.has(entity))) continue;
        await engine.run(`DELETE FROM control.issue WHERE rule = ? AND entity = ? AND scope = 'table'`, [
          rule.id,
          check.entity,
        ]);
        if (waived.has(rule.id)) continue;
        await engine.run(
          `INSERT INTO control.issue
           SELECT ?, ?, ?, count(*), (SELECT n FROM (${check.population}) p), any_value(message),
                  to_json(list({record: record, message: message} ORDER BY record)[1:5])::VARCHAR, 'table', NULL
           FROM (${check.breaks}) b HAVING count(*) > 0`,
          [rule.id, check.entity, rule.severity],
        );
      }
    }
  });
};
