import { existsSync, mkdirSync, readdirSync } from 'node:fs';
import { cp } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import { Engine } from '../engine/engine.js';
import { warehouseError } from '../errors.js';
import type { Workspace } from './workspace.js';

const quoted = (path: string): string => `'${path.replaceAll("'", "''")}'`;

const isFilled = (directory: string): boolean => existsSync(directory) && readdirSync(directory).length > 0;

/**
 * Copies a workspace into an empty folder: settings, originals and the data file, by the engine's own copy (the file
 * itself is never touched from outside while it is open). Throws BACKUP_TARGET_FILLED.
 * @param target the folder as it is called
 * @param directory where that is, for whoever asks from another folder
 */
export const backupWorkspace = async (
  workspace: Workspace,
  target: string,
  directory = resolve(target),
): Promise<void> => {
  if (isFilled(directory)) throw warehouseError('BACKUP_TARGET_FILLED', target);
  mkdirSync(join(directory, 'data'), { recursive: true });
  await cp(join(workspace.directory, 'bellwether.yaml'), join(directory, 'bellwether.yaml'));
  await cp(workspace.landing, join(directory, 'data', 'landing'), { recursive: true });
  const mappings = [workspace.config.imports.mapping ?? []].flat();
  for (const file of mappings) await cp(join(workspace.directory, file), join(directory, file));
  const file = join(directory, 'data', 'bellwether.duckdb');
  await workspace.engine.run(`ATTACH ${quoted(file)} AS copy`);
  try {
    const [{ name } = { name: '' }] = await workspace.engine.rows('SELECT current_database() AS name');
    await workspace.engine.run(`COPY FROM DATABASE "${String(name)}" TO copy`);
  } finally {
    await workspace.engine.run('DETACH copy');
  }
};

/** Makes a workspace out of a backup. The backup is opened and read first: a damaged one is refused before anything is made. */
export const restoreWorkspace = async (source: string, target: string): Promise<void> => {
  const from = resolve(source);
  const to = resolve(target);
  if (!existsSync(join(from, 'bellwether.yaml'))) throw warehouseError('WORKSPACE_NOT_FOUND', source);
  if (isFilled(to)) throw warehouseError('BACKUP_TARGET_FILLED', target);
  const engine = await Engine.open(join(from, 'data', 'bellwether.duckdb'));
  await engine.rows('SELECT count(*) FROM control.batch');
  await engine.close();
  await cp(from, to, { recursive: true });
};
