import { textOf } from '../engine/cell.js';
import type { DimensionFilter } from '@bellwether/metrics';
import type { Row } from '../engine/engine.js';
import { warehouseError } from '../errors.js';
import type { Workspace } from '../workspace/workspace.js';
import { changing, newId, now } from './operations.js';

/** What a metric is to be in a period, for the whole company or the part that `where` keeps. */
export interface TargetInput {
  readonly metric: string;
  /** Name of the period, as in a query. */
  readonly period: string;
  readonly where: readonly (DimensionFilter & { readonly exclude: boolean })[];
  /** In the unit of the metric; money as decimal text. */
  readonly value: number | string;
  readonly owner: string | null;
  readonly note: string | null;
  readonly reviewOn: string | null;
}

export interface Target extends TargetInput {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

export interface TargetChange {
  readonly targetId: string;
  readonly changedAt: string;
  readonly kind: 'made' | 'changed' | 'deleted';
  readonly before: TargetInput | null;
  readonly after: TargetInput | null;
}

const inputOf = ({ metric, period, where, value, owner, note, reviewOn }: TargetInput): TargetInput => ({
  metric,
  period,
  where,
  value,
  owner,
  note,
  reviewOn,
});

const targetOf = (row: Row): Target => ({
  id: String(row['id']),
  metric: String(row['metric']),
  period: String(row['period']),
  where: JSON.parse(String(row['scope'])) as Target['where'],
  value: JSON.parse(String(row['value'])) as number | string,
  owner: textOf(row['owner']),
  note: textOf(row['note']),
  reviewOn: textOf(row['review_on']),
  createdAt: String(row['created_at']),
  updatedAt: String(row['updated_at']),
});

/** Every target, in the order of metric and period; of one metric where it is named. */
export const listTargets = async ({ engine }: Workspace, metric: string | null = null): Promise<Target[]> => {
  const rows = await engine.rows(
    `SELECT * FROM operations.target WHERE ?::VARCHAR IS NULL OR metric = ? ORDER BY metric, period, scope, id`,
    [metric, metric],
  );
  return rows.map(targetOf);
};

const find = async ({ engine }: Workspace, id: string): Promise<Target> => {
  const [row] = await engine.rows('SELECT * FROM operations.target WHERE id = ?', [id]);
  if (!row) throw warehouseError('RECORD_UNKNOWN', id);
  return targetOf(row);
};

const log = async (
  { engine }: Workspace,
  id: string,
  kind: TargetChange['kind'],
  before: TargetInput | null,
  after: TargetInput | null,
): Promise<void> => {
  await engine.run('INSERT INTO operations.target_change VALUES (?, ?, ?, ?, ?)', [
    id,
    now(),
    kind,
    before === null ? null : JSON.stringify(inputOf(before)),
    after === null ? null : JSON.stringify(inputOf(after)),
  ]);
};

/** Whether another target stands for the same metric, period and part. */
const isTaken = async (
  { engine }: Workspace,
  input: TargetInput,
  except: string | null,
): Promise<boolean> => {
  const rows = await engine.rows(
    'SELECT id FROM operations.target WHERE metric = ? AND period = ? AND scope = ? AND id IS DISTINCT FROM ?',
    [input.metric, input.period, JSON.stringify(input.where), except],
  );
  return rows.length > 0;
};

/** Makes a target; null where one stands for the same metric, period and part. */
export const addTarget = (workspace: Workspace, input: TargetInput): Promise<Target | null> =>
  changing(workspace, async () => {
    if (await isTaken(workspace, input, null)) return null;
    const id = newId('t');
    const at = now();
    await workspace.engine.run('INSERT INTO operations.target VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?)', [
      id,
      input.metric,
      input.period,
      JSON.stringify(input.where),
      JSON.stringify(input.value),
      input.owner,
      input.note,
      input.reviewOn,
      at,
      at,
    ]);
    await log(workspace, id, 'made', null, input);
    return find(workspace, id);
  });

/** Changes a target; null where another stands for the same. Throws RECORD_UNKNOWN. */
export const changeTarget = (workspace: Workspace, id: string, input: TargetInput): Promise<Target | null> =>
  changing(workspace, async () => {
    const before = await find(workspace, id);
    if (await isTaken(workspace, input, id)) return null;
    await workspace.engine.run(
      `UPDATE operations.target SET metric = ?, period = ?, scope = ?, value = ?, owner = ?, note = ?, review_on = ?, updated_at = ?
       WHERE id = ?`,
      [
        input.metric,
        input.period,
        JSON.stringify(input.where),
        JSON.stringify(input.value),
        input.owner,
        input.note,
        input.reviewOn,
        now(),
        id,
      ],
    );
    await log(workspace, id, 'changed', before, input);
    return find(workspace, id);
  });

/** Deletes a target and gives it back. Throws RECORD_UNKNOWN. */
export const deleteTarget = (workspace: Workspace, id: string): Promise<Target> =>
  changing(workspace, async () => {
    const before = await find(workspace, id);
    await workspace.engine.run('DELETE FROM operations.target WHERE id = ?', [id]);
    await log(workspace, id, 'deleted', before, null);
    return before;
  });

/** What was done to a target, the newest first; it outlives the target. */
export const targetChanges = async ({ engine }: Workspace, id: string): Promise<TargetChange[]> => {
  const rows = await engine.rows(
    'SELECT * FROM operations.target_change WHERE target_id = ? ORDER BY changed_at DESC',
    [id],
  );
  const input = (text: Row[string] | undefined): TargetInput | null =>
    typeof text === 'string' ? (JSON.parse(text) as TargetInput) : null;
  return rows.map((row) => ({
    targetId: String(row['target_id']),
    changedAt: String(row['changed_at']),
    kind: row['kind'] as TargetChange['kind'],
    before: input(row['before']),
    after: input(row['after']),
  }));
};
