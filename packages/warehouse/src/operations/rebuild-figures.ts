import { refreshFacts } from '../facts/refresh-facts.js';
import { judgeTables } from '../quality/judge-tables.js';
import type { Workspace } from '../workspace/workspace.js';

/**
 * Brings every figure up to date with settings that have changed; questions meanwhile see the figures of before.
 * @param workspace with the new settings
 * @param done called before anything but the old figures could be asked for again: take the new settings on here
 */
export const rebuildFigures = (workspace: Workspace, done: () => void): Promise<void> =>
  workspace.engine.hold(async () => {
    await refreshFacts(workspace, 'all');
    done();
    await judgeTables(workspace, null);
  });
