import { textOf } from '../engine/cell.js';
import type { Row } from '../engine/engine.js';
import { warehouseError } from '../errors.js';
import type { Workspace } from '../workspace/workspace.js';
import { changing, newId, now } from './operations.js';

/** A note on a day: what happened that a trend may show. */
export interface AnnotationInput {
  readonly date: string;
  readonly title: string;
  readonly text: string | null;
  /** Ids of the metrics that it is about; all where empty. */
  readonly metrics: readonly string[];
}

export interface Annotation extends AnnotationInput {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const annotationOf = (row: Row): Annotation => ({
  id: String(row['id']),
  date: String(row['date']),
  title: String(row['title']),
  text: textOf(row['text']),
  metrics: JSON.parse(String(row['metrics'])) as string[],
  createdAt: String(row['created_at']),
  updatedAt: String(row['updated_at']),
});

/** Notes in the order of their days; those about a metric (or about all) where one is named. */
export const listAnnotations = async (
  { engine }: Workspace,
  metric: string | null = null,
): Promise<Annotation[]> => {
  const rows = await engine.rows('SELECT * FROM operations.annotation ORDER BY date, created_at, id');
  return rows
    .map(annotationOf)
    .filter(({ metrics }) => metric === null || metrics.length === 0 || metrics.includes(metric));
};

const find = async ({ engine }: Workspace, id: string): Promise<Annotation> => {
  const [row] = await engine.rows('SELECT * FROM operations.annotation WHERE id = ?', [id]);
  if (!row) throw warehouseError('RECORD_UNKNOWN', id);
  return annotationOf(row);
};

export const addAnnotation = (workspace: Workspace, input: AnnotationInput): Promise<Annotation> =>
  changing(workspace, async () => {
    const id = newId('a');
    await workspace.engine.run('INSERT INTO operations.annotation VALUES (?, ?, ?, ?, ?, ?, ?)', [
      id,
      input.date,
      input.title,
      input.text,
      JSON.stringify(input.metrics),
      now(),
      now(),
    ]);
    return find(workspace, id);
  });

/** Throws RECORD_UNKNOWN. */
export const changeAnnotation = (
  workspace: Workspace,
  id: string,
  input: AnnotationInput,
): Promise<Annotation> =>
  changing(workspace, async () => {
    await find(workspace, id);
    await workspace.engine.run(
      'UPDATE operations.annotation SET date = ?, title = ?, text = ?, metrics = ?, updated_at = ? WHERE id = ?',
      [input.date, input.title, input.text, JSON.stringify(input.metrics), now(), id],
    );
    return find(workspace, id);
  });

/** Deletes a note and gives it back. Throws RECORD_UNKNOWN. */
export const deleteAnnotation = (workspace: Workspace, id: string): Promise<Annotation> =>
  changing(workspace, async () => {
    const before = await find(workspace, id);
    await workspace.engine.run('DELETE FROM operations.annotation WHERE id = ?', [id]);
    return before;
  });
