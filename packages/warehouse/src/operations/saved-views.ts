import type { Row } from '../engine/engine.js';
import { warehouseError } from '../errors.js';
import type { Workspace } from '../workspace/workspace.js';
import { changing, newId, now } from './operations.js';

/** A page with its filters, under a name. */
export interface SavedViewInput {
  readonly name: string;
  /** Path of the page. */
  readonly page: string;
  /** Query part of the address, without the question mark. */
  readonly search: string;
}

export interface SavedView extends SavedViewInput {
  readonly id: string;
  readonly createdAt: string;
  readonly updatedAt: string;
}

const viewOf = (row: Row): SavedView => ({
  id: String(row['id']),
  name: String(row['name']),
  page: String(row['page']),
  search: String(row['search']),
  createdAt: String(row['created_at']),
  updatedAt: String(row['updated_at']),
});

/** Every saved view, by name. */
export const listSavedViews = async ({ engine }: Workspace): Promise<SavedView[]> => {
  const rows = await engine.rows('SELECT * FROM operations.saved_view ORDER BY lower(name), created_at, id');
  return rows.map(viewOf);
};

const find = async ({ engine }: Workspace, id: string): Promise<SavedView> => {
  const [row] = await engine.rows('SELECT * FROM operations.saved_view WHERE id = ?', [id]);
  if (!row) throw warehouseError('RECORD_UNKNOWN', id);
  return viewOf(row);
};

export const addSavedView = (workspace: Workspace, input: SavedViewInput): Promise<SavedView> =>
  changing(workspace, async () => {
    const id = newId('v');
    await workspace.engine.run('INSERT INTO operations.saved_view VALUES (?, ?, ?, ?, ?, ?)', [
      id,
      input.name,
      input.page,
      input.search,
      now(),
      now(),
    ]);
    return find(workspace, id);
  });

/** Throws RECORD_UNKNOWN. */
export const changeSavedView = (
  workspace: Workspace,
  id: string,
  input: SavedViewInput,
): Promise<SavedView> =>
  changing(workspace, async () => {
    await find(workspace, id);
    await workspace.engine.run(
      'UPDATE operations.saved_view SET name = ?, page = ?, search = ?, updated_at = ? WHERE id = ?',
      [input.name, input.page, input.search, now(), id],
    );
    return find(workspace, id);
  });

/** Deletes a view and gives it back. Throws RECORD_UNKNOWN. */
export const deleteSavedView = (workspace: Workspace, id: string): Promise<SavedView> =>
  changing(workspace, async () => {
    const before = await find(workspace, id);
    await workspace.engine.run('DELETE FROM operations.saved_view WHERE id = ?', [id]);
    return before;
  });
