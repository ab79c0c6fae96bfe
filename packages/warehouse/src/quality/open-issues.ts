import { textOf } from '../engine/cell.js';
import { findRule } from '../rules/catalogue.js';
import type { Severity } from '../rules/rule.js';
import type { Workspace } from '../workspace/workspace.js';

/** Records that break a rule, as the last judgement found them. */
export interface OpenIssue {
  readonly rule: string;
  readonly title: string;
  readonly severity: Severity;
  readonly entity: string | null;
  readonly affected: number;
  /** Records that could have broken it. */
  readonly population: number;
  readonly message: string;
  readonly remedy: string;
  /** Up to five records with what is wrong with each. */
  readonly examples: readonly { readonly record: string; readonly message: string | null }[];
  /** The file it was found in, for what was judged while reading. */
  readonly file: string | null;
  readonly scope: 'file' | 'table' | 'quarantine';
}

const examplesOf = (text: string): OpenIssue['examples'] => {
  const parsed = JSON.parse(text) as unknown;
  if (!Array.isArray(parsed)) return [];
  return parsed.map((item: unknown) =>
    typeof item === 'object' && item !== null && 'record' in item
      ? { record: String(item.record), message: 'message' in item ? String(item.message) : null }
      : { record: String(item), message: null },
  );
};

/** Everything that is open: what files brought, what tables hold, and the rows kept out, worst first. */
export const openIssues = async ({ engine, config }: Workspace): Promise<OpenIssue[]> => {
  const waived = new Set(config.waivers.map(({ rule }) => rule));
  const rows = await engine.rows(
    `SELECT i.rule, i.entity, i.severity, i.affected, i.population, i.message, i.examples, i.scope, f.file
     FROM control.issue i LEFT JOIN control.batch_file f ON f.file_id = i.file_id
     UNION ALL
     SELECT q.rule, q.entity, 'quarantine', count(DISTINCT coalesce(q."row"::VARCHAR, 'line ' || q.line)), any_value(f.rows_in), any_value(q.message),
            to_json(list({record: coalesce(q.record, 'line ' || q.line), message: q.message} ORDER BY q.line)[1:5])::VARCHAR, 'quarantine', q.file
     FROM control.quarantine q JOIN control.batch b USING (batch_id) LEFT JOIN control.batch_file f ON f.file_id = q.file_id
     WHERE b.status = 'loaded' GROUP BY q.rule, q.entity, q.file, q.file_id
     ORDER BY rule, entity, file`,
  );
  const rank: Record<Severity, number> = { block: 0, quarantine: 1, warn: 2, info: 3 };
  return rows
    .filter((row) => !waived.has(String(row['rule'])))
    .map((row): OpenIssue => {
      const rule = findRule(String(row['rule']));
      return {
        rule: String(row['rule']),
        title: rule?.title ?? '',
        severity: row['severity'] as Severity,
        entity: textOf(row['entity']),
        affected: Number(row['affected']),
        population: Number(row['population']),
        message: String(row['message']),
        remedy: rule?.remedy ?? '',
        examples: examplesOf(String(row['examples'])),
        file: textOf(row['file']),
        scope: row['scope'] as OpenIssue['scope'],
      };
    })
    .sort((one, other) => rank[one.severity] - rank[other.severity]);
};
