import { WarehouseError } from '@bellwether/warehouse';
import { existsSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { type Library, ownLibrary } from './workspace/library.js';
import { findServer } from './workspace/running-server.js';
import { servedLibrary } from './workspace/served-library.js';

/** The workspace that holds this folder: the nearest one upwards, as git finds its repository. */
const nearest = (from: string): string => {
  for (let folder = resolve(from); ; folder = dirname(folder)) {
    if (existsSync(join(folder, 'bellwether.yaml'))) return folder;
    if (dirname(folder) === folder) return from;
  }
};

/**
 * Does the work on the workspace named by --workspace, or the one that this folder lies in: through the server that holds
 * it, else opened here and closed afterwards.
 */
export const withWorkspace = async <T>(
  named: string | undefined,
  work: (library: Library) => Promise<T>,
): Promise<T> => {
  const library = await open(named ?? nearest('.'));
  try {
    return await work(library);
  } finally {
    await library.close();
  }
};

const open = async (directory: string): Promise<Library> => {
  const server = await findServer(directory);
  if (server !== null) return servedLibrary(server);
  try {
    return await ownLibrary(directory);
  } catch (error) {
    if (!(error instanceof WarehouseError && error.code === 'WORKSPACE_BUSY')) throw error;
    // A server may have come in between.
    const late = await findServer(directory);
    if (late === null) throw error;
    return servedLibrary(late);
  }
};
