import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { initWorkspace, openWorkspace, type Workspace } from '../src/index.js';

/** A folder that is gone when the test is over. */
export const temporaryFolder = (): {
  path: string;
  file: (name: string, text: string) => string;
  remove: () => void;
} => {
  const path = mkdtempSync(join(tmpdir(), 'bellwether-'));
  return {
    path,
    file: (name, text) => {
      const file = join(path, name);
      mkdirSync(join(file, '..'), { recursive: true });
      writeFileSync(file, text);
      return file;
    },
    remove: () => rmSync(path, { recursive: true, force: true }),
  };
};

/** A workspace of its own, with settings as YAML. */
export const temporaryWorkspace = async (
  yaml = 'organisation: { name: Test, time_zone: UTC, currency: EUR }\n',
) => {
  const folder = temporaryFolder();
  const directory = join(folder.path, 'workspace');
  initWorkspace(directory, yaml);
  const workspace = await openWorkspace(directory);
  return {
    ...folder,
    directory,
    workspace,
    close: async () => {
      await workspace.close();
      folder.remove();
    },
  };
};

export const rowsOf = (workspace: Workspace, sql: string) => workspace.engine.rows(sql);

/** The real data of the reference, outside the repository. */
export const dataFolder =
  process.env['BELLWETHER_DATA'] ?? fileURLToPath(new URL('../../../../shared/data/', import.meta.url));
export const examplesFolder = fileURLToPath(new URL('../../../examples/', import.meta.url));
