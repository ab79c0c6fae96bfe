import { existsSync, mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { type RunningServer, startServer } from '@bellwether/server';
import { generateSample } from '@bellwether/sample';
import { importFiles, initWorkspace, openWorkspace } from '@bellwether/warehouse';
import { build } from 'vite';

export const webFolder = fileURLToPath(new URL('..', import.meta.url));

/** A folder of its own for workspaces; `remove` takes it away. */
export const temporaryFolder = (): { readonly path: string; readonly remove: () => void } => {
  const path = mkdtempSync(join(tmpdir(), 'bellwether-web-'));
  return { path, remove: () => rmSync(path, { recursive: true, force: true }) };
};

/** Builds the application as it is now into a folder of the test's own: another test may be building too. */
export const buildWeb = async (folder: string): Promise<string> => {
  const outDir = join(folder, 'web');
  // The test runner says NODE_ENV=test, and the bundler would then take the development build of React.
  const before = process.env['NODE_ENV'];
  process.env['NODE_ENV'] = 'production';
  try {
    await build({
      root: webFolder,
      configFile: join(webFolder, 'vite.config.ts'),
      logLevel: 'error',
      build: { outDir, emptyOutDir: true },
    });
  } finally {
    process.env['NODE_ENV'] = before;
  }
  if (!existsSync(join(outDir, 'index.html'))) throw new Error('the build left no index.html');
  return outDir;
};

/** The real server on the sample company, imported the ordinary way. */
export const serveSample = async (directory: string, webRoot: string): Promise<RunningServer> => {
  await generateSample({ directory, customers: 30, seed: 1 });
  const workspace = await openWorkspace(directory);
  try {
    await importFiles(workspace, [join(directory, 'exports')], { decimal: '.' });
  } finally {
    await workspace.close();
  }
  return startServer({ workspace: directory, port: 0, webRoot });
};

/** The real server on an empty workspace, as `bellwether init` makes it. */
export const serveEmpty = (directory: string, webRoot: string): Promise<RunningServer> => {
  initWorkspace(directory);
  return startServer({ workspace: directory, port: 0, webRoot });
};
