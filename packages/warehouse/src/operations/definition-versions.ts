import type { Workspace } from '../workspace/workspace.js';

/** A definition as it was when this workspace first met it. */
export interface DefinitionVersion {
  readonly metric: string;
  readonly version: number;
  /** Content hash of what decides the figure, under the defaults of its parameters. */
  readonly hash: string;
  /** Parts of the definition in words, by name, to tell what changed. */
  readonly parts: Readonly<Record<string, string>>;
}

export interface RecordedDefinition extends DefinitionVersion {
  readonly seenAt: string;
}

const table = `CREATE TABLE IF NOT EXISTS operations.definition_version (
  metric VARCHAR, version INTEGER, hash VARCHAR, parts VARCHAR, seen_at TIMESTAMP)`;

/**
 * Keeps each definition that differs from the one last kept for its metric. What was defined before a workspace kept
 * definitions is not known and not made up.
 */
export const recordDefinitions = ({ engine }: Workspace, now: readonly DefinitionVersion[]): Promise<void> =>
  engine.transaction(async () => {
    await engine.run('CREATE SCHEMA IF NOT EXISTS operations');
    await engine.run(table);
    const rows = await engine.rows(
      'SELECT metric, arg_max(hash, seen_at) AS hash FROM operations.definition_version GROUP BY metric',
    );
    const last = new Map(rows.map((row) => [String(row['metric']), String(row['hash'])]));
    const seenAt = new Date().toISOString();
    const changed = now.filter(({ metric, hash }) => last.get(metric) !== hash);
    if (changed.length === 0) return;
    await engine.run(
      `INSERT INTO operations.definition_version VALUES ${changed.map(() => '(?, ?, ?, ?, ?)').join(', ')}`,
      changed.flatMap(({ metric, version, hash, parts }) => [
        metric,
        version,
        hash,
        JSON.stringify(parts),
        seenAt,
      ]),
    );
  });

/** The definitions that this workspace has had for a metric, the newest first. */
export const definitionVersions = async (
  { engine }: Workspace,
  metric: string,
): Promise<RecordedDefinition[]> => {
  const rows = await engine.rows(
    'SELECT * FROM operations.definition_version WHERE metric = ? ORDER BY seen_at DESC',
    [metric],
  );
  return rows.map((row) => ({
    metric,
    version: Number(row['version']),
    hash: String(row['hash']),
    parts: JSON.parse(String(row['parts'])) as Record<string, string>,
    seenAt: String(row['seen_at']),
  }));
};
