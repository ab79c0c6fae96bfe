import { numberOf, textOf } from '../engine/cell.js';
import type { Workspace } from '../workspace/workspace.js';

/** A row that was kept out, with where it stands and why. */
export interface Reject {
  readonly batchId: string;
  readonly file: string;
  readonly line: number | null;
  readonly entity: string | null;
  readonly column: string | null;
  readonly rule: string;
  readonly message: string;
  readonly record: string | null;
  /** The row as it stood in the file, by header. */
  readonly row: Readonly<Record<string, string | null>>;
}

/** The quarantined rows of one batch, or of all that count, in the order of their files. */
export const listRejects = async ({ engine }: Workspace, batchId?: string): Promise<Reject[]> => {
  const rows = await engine.rows(
    `SELECT q.* FROM control.quarantine q JOIN control.batch b USING (batch_id)
     WHERE b.status = 'loaded' AND (?::VARCHAR IS NULL OR q.batch_id = ?) ORDER BY b.number, q.file_id, q.line`,
    [batchId ?? null, batchId ?? null],
  );
  return rows.map((row) => ({
    batchId: String(row['batch_id']),
    file: String(row['file']),
    line: numberOf(row['line']),
    entity: textOf(row['entity']),
    column: textOf(row['column']),
    rule: String(row['rule']),
    message: String(row['message']),
    record: textOf(row['record']),
    row: JSON.parse(String(row['payload'])) as Record<string, string | null>,
  }));
};
