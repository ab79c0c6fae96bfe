import { prepareFiles, profileTable, scaffold } from '@bellwether/sources';
import { warehouseError } from '../errors.js';
import type { Workspace } from '../workspace/workspace.js';

/** A mapping to edit for the tables of some files: what could be guessed is filled in, the rest stands in comments. */
export const scaffoldMapping = async (workspace: Workspace, paths: readonly string[]): Promise<string> => {
  const { engine } = workspace;
  const { tables } = await prepareFiles([...paths], { workDirectory: workspace.scratch });
  if (tables.length === 0) throw warehouseError('IMPORT_NOTHING_FOUND', paths.join(', '));
  return engine.transaction(async () => {
    const parts: string[] = [];
    for (const table of tables) {
      await engine.run(`CREATE OR REPLACE TEMP TABLE scaffolded AS SELECT * FROM ${table.sql}`);
      const profiles = await profileTable((sql) => engine.rows(sql), 'scaffolded', table.columns);
      parts.push(scaffold(table, profiles));
    }
    await engine.run('DROP TABLE scaffolded');
    return parts.join('\n');
  });
};
