import { type Workspace, openWorkspace } from '@bellwether/warehouse';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';

/** The workspace that holds this folder: the nearest one upwards, as git finds its repository. */
const nearest = (from: string): string => {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'bellwether.yaml'))) return folder;
    if (dirname(folder) === folder) return from;
  }
};

/** Opens the workspace named by --workspace, or the one that this folder lies in, does the work and closes it. */
export const withWorkspace = async <T>(
  named: string | undefined,
  work: (workspace: Workspace) => Promise<T>,
): Promise<T> => {
  const workspace = await openWorkspace(named ?? nearest('.'));
  try {
    return await work(workspace);
  } finally {
    await workspace.close();
  }
};
