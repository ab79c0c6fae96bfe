import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@bellwether/server';
import { generateSample } from '@bellwether/sample';
import { importFiles, initWorkspace, openWorkspace } from '@bellwether/warehouse';
import { build } from 'vite';

export const webFolder = fileURLToPath(new URL('..', import.meta.url));
const webRoot = join(webFolder, 'dist');

/** A folder of its own for workspaces; `remove` takes it away. */
export const temporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'bellwether-web-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** Builds the application as it is now, so that a test never looks at a stale one. */
export const buildWeb = async (): Promise<void> => {
  await build({ root: webFolder, configFile: join(webFolder, 'vite.config.ts'), logLevel: 'error' });
  if (!existsSync(join(webRoot, 'index.html'))) throw new Error('the build left no index.html');
};

/** The real server on the sample company, imported the ordinary way. */
export const serveSample = async (directory: string, customers = 30): Promise<RunningServer> => {
  await generateSample({ directory, customers, seed: 1 });
  const workspace = await openWorkspace(directory);
  try {
    await importFiles(workspace, [join(directory, 'exports')], { decimal: '.' });
  } finally {
    await workspace.close();
  }
  return startServer({ workspace: directory, port: 0, webRoot });
};

/** The real server on an empty workspace, as `bellwether init` makes it. */
export const serveEmpty = (directory: string): Promise<RunningServer> => {
  initWorkspace(directory);
  return startServer({ workspace: directory, port: 0, webRoot });
};
