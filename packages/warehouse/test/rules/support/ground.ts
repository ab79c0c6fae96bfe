import { entities, type Entity, findEntity } from '@bellwether/model';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { refreshFacts } from '../../../src/facts/refresh-facts.js';
import { writeSetting } from '../../../src/schema/setting.js';
import { judgeTables } from '../../../src/quality/judge-tables.js';
import { rules } from '../../../src/rules/rules.js';
import { openIssues } from '../../../src/quality/open-issues.js';
import { canonicalTable } from '../../../src/schema/canonical-table.js';
import { initWorkspace, openWorkspace, type Workspace } from '../../../src/workspace/workspace.js';

/** A made row. Ids are written whole (`plain:1`); an instant is ISO text, `2025-03-01` alone has no clock. */
export type MadeRow = Readonly<Record<string, string | number | boolean | null>>;
export type MadeRows = Readonly<Record<string, readonly MadeRow[]>>;

const settings = `organisation: { name: Made, time_zone: UTC, currency: EUR, as_of: 2025-12-31 }\n`;

/** A workspace in a folder of its own, removed by `close`. */
export const openGround = async (yaml: string = settings): Promise<Workspace> => {
  const directory = mkdtempSync(join(tmpdir(), 'bellwether-rules-'));
  initWorkspace(directory, yaml);
  const workspace = await openWorkspace(directory, { threads: 1 });
  await refreshFacts(workspace, 'all');
  await writeSetting(workspace.engine, 'time_zone', workspace.config.organisation.time_zone);
  return {
    ...workspace,
    close: async () => {
      await workspace.close();
      rmSync(directory, { recursive: true, force: true });
    },
  };
};

/** The three columns of an instant. */
const instantOf = (name: string, value: MadeRow[string]): MadeRow => ({
  [name]: value,
  [`${name}_date`]: value === null ? null : String(value).slice(0, 10),
  [`${name}_precision`]: value === null ? null : String(value).length > 10 ? 'second' : 'day',
});

/** The physical values of a made row, as an import named `b1.1` from the source `plain` would have left them. */
const valuesOf = (entity: Entity, row: MadeRow, index: number): MadeRow => {
  const values: Record<string, MadeRow[string]> = { _source: 'plain', _batch_id: 'b1.1', _row: index + 1 };
  for (const [column, value] of Object.entries(row)) {
    if (!column.startsWith('_') && !entity.columns[column])
      throw new Error(`no column ${entity.name}.${column}`);
    Object.assign(
      values,
      entity.columns[column]?.type === 'instant' ? instantOf(column, value) : { [column]: value },
    );
  }
  return values;
};

/** Puts rows straight into a canonical table. */
export const putRows = async (
  { engine }: Workspace,
  name: string,
  rows: readonly MadeRow[],
): Promise<void> => {
  const entity = findEntity(name);
  if (!entity) throw new Error(`no entity ${name}`);
  const made = rows.map((row, index) => valuesOf(entity, row, index));
  const names = [...new Set(made.flatMap((row) => Object.keys(row)))];
  await engine.run(
    `INSERT INTO ${canonicalTable(entity)} (${names.map((one) => `"${one}"`).join(', ')})
     VALUES ${made.map(() => `(${names.map(() => '?').join(', ')})`).join(', ')}`,
    made.flatMap((row) => names.map((one) => row[one] ?? null)),
  );
};

/** Empties every canonical table and what was found in it. */
export const clearGround = async ({ engine }: Workspace): Promise<void> => {
  for (const entity of entities) await engine.run(`DELETE FROM ${canonicalTable(entity)}`);
  await engine.run('DELETE FROM control.issue');
};

/** Rules that look at what is made out of the rows, and not at the rows alone. */
const readsFacts = (entity: string): boolean =>
  rules.some((rule) =>
    (rule.tables ?? []).some(
      (check) => check.entity === entity && /\b(facts|derived|resolved)\./.test(check.breaks),
    ),
  );

/** Records by rule, sorted; `7 records` where a check found more than the five that an issue names. */
export type Found = Readonly<Record<string, readonly string[]>>;

/** Judges what stands in the canonical tables now, by every rule; facts are built anew where a rule reads them. */
export const judgeGround = async (workspace: Workspace, filled: readonly string[]): Promise<Found> => {
  if (filled.some(readsFacts) || filled.includes('fx_rate')) await refreshFacts(workspace, 'all');
  await judgeTables(workspace, null);
  const found: Record<string, string[]> = {};
  for (const { rule, affected, examples } of await openIssues(workspace)) {
    const records =
      affected > examples.length ? [`${affected} records`] : examples.map(({ record }) => record);
    found[rule] = [...(found[rule] ?? []), ...records].sort();
  }
  return found;
};
