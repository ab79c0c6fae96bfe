import {
  type CellRow,
  type LegRows,
  planRows,
  type RowsRequest,
  type RowsResult,
  runRows,
} from '@bellwether/metrics';
import type { Workspace } from '../workspace/workspace.js';
import { ensureFresh, queryContext } from './query-context.js';
import { workspaceCatalogue } from './workspace-catalogue.js';

/** A record behind a cell, with the file it came from. */
export type SourcedRow = CellRow & { readonly file: string | null };
export type SourcedLeg = Omit<LegRows, 'rows'> & { readonly rows: readonly SourcedRow[] };
export type SourcedRows = Omit<RowsResult, 'legs'> & { readonly legs: readonly SourcedLeg[] };

/** The records behind one cell, a page of each leg; the totals of all their pages add up to the cell. */
export const cellRows = async (workspace: Workspace, request: RowsRequest): Promise<SourcedRows> => {
  await ensureFresh(workspace);
  const plan = planRows(request, await queryContext(workspace), { catalogue: workspaceCatalogue(workspace) });
  const result = await runRows(plan, (sql, params) => workspace.engine.rows(sql, params));
  const files = new Map(
    (await workspace.engine.rows('SELECT file_id, file FROM control.batch_file')).map((row) => [
      String(row['file_id']),
      String(row['file']),
    ]),
  );
  const sourced = (row: CellRow): SourcedRow => ({
    ...row,
    file: row.batch_id === null ? null : (files.get(row.batch_id) ?? null),
  });
  return { ...result, legs: result.legs.map((leg) => ({ ...leg, rows: leg.rows.map(sourced) })) };
};
