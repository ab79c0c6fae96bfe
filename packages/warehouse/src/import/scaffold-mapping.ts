import { profileTable, scaffold } from '@bellwether/sources';
import type { Workspace } from '../workspace/workspace.js';
import type { ImportOptions } from './import-options.js';
import { prepareTables } from './plan-tables.js';
import { closeRaw, openRaw } from './raw-rows.js';

/** A mapping to edit for the tables of some files: what could be guessed is filled in, the rest stands in comments. */
export const scaffoldMapping = async (
  workspace: Workspace,
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<string> => {
  const { engine } = workspace;
  const { tables } = await prepareTables(workspace, paths, options);
  return engine.transaction(async () => {
    const parts: string[] = [];
    for (const table of tables) {
      await openRaw(engine, table);
      const profiles = await profileTable((sql) => engine.rows(sql), 'raw_rows', table.columns);
      parts.push(scaffold(table, profiles));
    }
    await closeRaw(engine);
    return parts.join('\n');
  });
};
