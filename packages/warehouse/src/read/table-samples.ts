import { textOf } from '../engine/cell.js';
import type { PreparedTable } from '@bellwether/sources';
import type { Workspace } from '../workspace/workspace.js';
import { identifier } from '../schema/canonical-table.js';

/** The first rows of a table that was prepared for import, as text, in the order of its columns. */
export const tableSamples = async (
  { engine }: Workspace,
  table: PreparedTable,
  limit: number,
): Promise<(string | null)[][]> => {
  if (table.rows === 0 || table.columns.length === 0) return [];
  const names = table.columns.map(({ name }) => identifier(name)).join(', ');
  const rows = await engine.rows(`SELECT ${names} FROM ${table.sql} LIMIT ${Math.trunc(limit)}`);
  return rows.map((row) =>
    table.columns.map(({ name }) => {
      const value = row[name];
      return textOf(value);
    }),
  );
};
