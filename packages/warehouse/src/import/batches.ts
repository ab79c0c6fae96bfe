import type { Workspace } from '../workspace/workspace.js';

export interface BatchSummary {
  readonly batchId: string;
  readonly status: 'loaded' | 'undone';
  readonly finishedAt: string;
  readonly files: number;
  readonly rowsIn: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  readonly rowsIgnored: number;
}

export interface BatchFile {
  readonly batchId: string;
  readonly fileId: string;
  readonly file: string;
  readonly stream: string;
  readonly rowsIn: number;
  readonly rowsLoaded: number;
  readonly rowsQuarantined: number;
  readonly rowsIgnored: number;
}

/** Every import, the newest first. */
export const listBatches = async ({ engine }: Workspace): Promise<BatchSummary[]> => {
  const rows = await engine.rows('SELECT * FROM control.batch ORDER BY number DESC');
  return rows.map((row) => ({
    batchId: String(row['batch_id']),
    status: row['status'] === 'undone' ? 'undone' : 'loaded',
    finishedAt: String(row['finished_at']),
    files: Number(row['files']),
    rowsIn: Number(row['rows_in']),
    rowsLoaded: Number(row['rows_loaded']),
    rowsQuarantined: Number(row['rows_quarantined']),
    rowsIgnored: Number(row['rows_ignored']),
  }));
};

/** The files of the imports that count, with their reconciliation. */
export const listBatchFiles = async ({ engine }: Workspace): Promise<BatchFile[]> => {
  const rows = await engine.rows(
    `SELECT f.* FROM control.batch_file f JOIN control.batch b USING (batch_id) WHERE b.status = 'loaded' ORDER BY b.number, f.file_id`,
  );
  return rows.map((row) => ({
    batchId: String(row['batch_id']),
    fileId: String(row['file_id']),
    file: String(row['file']),
    stream: String(row['stream']),
    rowsIn: Number(row['rows_in']),
    rowsLoaded: Number(row['rows_loaded']),
    rowsQuarantined: Number(row['rows_quarantined']),
    rowsIgnored: Number(row['rows_ignored']),
  }));
};
