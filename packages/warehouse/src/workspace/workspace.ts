import { entities } from '@bellwether/model';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { newSettings } from '../config/new-settings.js';
import { readConfig } from '../config/read-config.js';
import type { WorkspaceConfig } from '../config/workspace-config.js';
import { Engine, type EngineOptions } from '../engine/engine.js';
import { warehouseError } from '../errors.js';
import { createCanonicalTable } from '../schema/canonical-table.js';
import { controlTables, layoutVersion } from '../schema/control-tables.js';
import { readSetting, writeSetting } from '../schema/setting.js';

/** A folder with `bellwether.yaml` and `data/`: one organisation's records and figures. */
export interface Workspace {
  readonly directory: string;
  readonly config: WorkspaceConfig;
  readonly engine: Engine;
  /** Where originals are kept, byte for byte, named by their hash. */
  readonly landing: string;
  /** Scratch space, emptied on opening. */
  readonly scratch: string;
  close(): Promise<void>;
}

/** Makes a workspace: `bellwether.yaml` and `data/`. Throws WORKSPACE_EXISTS. */
export const initWorkspace = (directory: string, yaml: string = newSettings): string => {
  const root = resolve(directory);
  const file = join(root, 'bellwether.yaml');
  if (existsSync(file)) throw warehouseError('WORKSPACE_EXISTS', directory);
  mkdirSync(join(root, 'data'), { recursive: true });
  writeFileSync(file, yaml);
  return root;
};

/** Opens a workspace. Throws WORKSPACE_NOT_FOUND, WORKSPACE_BUSY, WORKSPACE_NEWER, CONFIG_INVALID, STORAGE_DAMAGED. */
export const openWorkspace = async (directory: string, options: EngineOptions = {}): Promise<Workspace> => {
  const root = resolve(directory);
  const file = join(root, 'bellwether.yaml');
  if (!existsSync(file)) throw warehouseError('WORKSPACE_NOT_FOUND', directory);
  const config = readConfig(file, join(directory, 'bellwether.yaml'));
  const data = join(root, 'data');
  const landing = join(data, 'landing');
  const scratch = join(data, 'scratch');
  mkdirSync(landing, { recursive: true });
  const engine = await Engine.open(join(data, 'bellwether.duckdb'), options);
  try {
    rmSync(scratch, { recursive: true, force: true });
    mkdirSync(scratch, { recursive: true });
    await prepareSchema(engine, directory);
  } catch (error) {
    await engine.close();
    throw error;
  }
  return { directory: root, config, engine, landing, scratch, close: () => engine.close() };
};

/** Makes the tables that are missing. Where an earlier opening made all that this version knows, there is nothing to do. */
const prepareSchema = async (engine: Engine, shown: string): Promise<void> => {
  const tables = [...controlTables, ...entities.flatMap(createCanonicalTable)];
  const print = createHash('sha256').update(JSON.stringify(tables)).digest('hex');
  const { known } = await engine.row(
    `SELECT count(*) > 0 AS known FROM duckdb_tables() WHERE schema_name = 'control' AND table_name = 'setting'`,
  );
  if (known === true) {
    const layout = Number(await readSetting(engine, 'layout'));
    if (layout > layoutVersion) throw warehouseError('WORKSPACE_NEWER', shown, layout, layoutVersion);
    if ((await readSetting(engine, 'tables')) === print) return;
  }
  await engine.transaction(async () => {
    for (const sql of tables) await engine.run(sql);
    if ((await readSetting(engine, 'layout')) === null) {
      await engine.run(`INSERT INTO control.setting VALUES ('layout', ?), ('data_version', '0')`, [
        String(layoutVersion),
      ]);
    }
    await writeSetting(engine, 'tables', print);
  });
};
