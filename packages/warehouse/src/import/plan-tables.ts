import {
  compileStream,
  loadPacks,
  type MappingPack,
  parseMapping,
  type PreparedTable,
  prepareFiles,
  profileTable,
} from '@bellwether/sources';
import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { isAbsolute, join, resolve } from 'node:path';
import { warehouseError } from '../errors.js';
import type { Workspace } from '../workspace/workspace.js';
import type { ImportOptions } from './import-options.js';
import type { ImportPlan, PlannedTable } from './import-plan.js';
import { closeRaw, openRaw } from './raw-rows.js';
import { recogniseTable } from './recognise-table.js';

/** The mappings of the workspace and of the command, before the packs that come with Bellwether. */
export const ownMappings = (workspace: Workspace, options: ImportOptions): MappingPack[] => {
  const configured = workspace.config.imports.mapping ?? [];
  const files = [
    ...(options.mapping === undefined ? [] : [{ from: options.from ?? '.', file: options.mapping }]),
    ...[configured].flat().map((file) => ({
      from: '.',
      file: isAbsolute(file) ? file : join(workspace.directory, file),
    })),
  ];
  return files.map(({ from, file }) => parseMapping(readFileSync(resolve(from, file), 'utf8'), file));
};

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part)))
    .digest('hex');

/** Understands one table: what it is, how its columns read, what is in doubt. The raw rows stay open for loading. */
export const planTable = async (
  workspace: Workspace,
  table: PreparedTable,
  own: readonly MappingPack[],
  options: ImportOptions,
): Promise<PlannedTable> => {
  const { engine, config } = workspace;
  const recognised = recogniseTable(table, own, loadPacks(), options.as);
  const bare = { table, recognised, profiles: [], compiled: null, ambiguous: [], mappingHash: '' };
  if (!recognised) {
    return {
      ...bare,
      fate: 'unrecognised',
      reason: `no mapping fits its columns: ${table.columns.map(({ header }) => header).join(', ')}`,
    };
  }
  if (recognised.rivals.length > 0) {
    return {
      ...bare,
      fate: 'undecided',
      reason: `it could be ${[recognised.stream.id, ...recognised.rivals].join(' or ')}; say which with --as`,
    };
  }
  if (recognised.stream.unusedReason !== null)
    return { ...bare, fate: 'not_needed', reason: recognised.stream.unusedReason };
  const dateOrder = options.dateOrder ?? config.imports.date_order;
  const decimal = options.decimal ?? config.imports.decimal_mark;
  const settings = {
    timeZone: config.organisation.time_zone,
    currency: config.organisation.currency,
    overrides: { ...(dateOrder ? { dateOrder } : {}), ...(decimal ? { decimal } : {}) },
  };
  const mappingHash = hashOf([recognised.stream, settings]);
  const [loaded] = await engine.rows(
    // Without a batch row yet it belongs to the import that runs: the same file twice in one folder.
    `SELECT f.file_id FROM control.batch_file f LEFT JOIN control.batch b USING (batch_id)
     WHERE coalesce(b.status, 'loaded') = 'loaded' AND f.sha256 = ? AND f.stream = ? AND f.mapping_hash = ?
       AND (f.landed_table = ? OR NOT contains(f.landed_table, '#'))`,
    [table.sha256, recognised.stream.id, mappingHash, table.name],
  );
  if (loaded) {
    return {
      ...bare,
      mappingHash,
      fate: 'already_loaded',
      reason: `the same file was loaded as ${String(loaded['file_id'])}; nothing changes`,
    };
  }
  await openRaw(engine, table);
  // What an API or a replication tool writes is ISO: there is nothing to find out.
  const profiles = recognised.stream.locale.isIso
    ? []
    : await profileTable((sql) => engine.rows(sql), 'raw_rows', table.columns);
  const compiled = compileStream(recognised.stream, table.columns, profiles, settings);
  const fate =
    compiled.ambiguous.length > 0
      ? 'ambiguous'
      : table.rows === 0 && table.problems.length === 0
        ? 'empty'
        : 'load';
  const reason = fate === 'empty' ? 'it has a header and no rows' : null;
  return { table, recognised, profiles, compiled, ambiguous: compiled.ambiguous, mappingHash, fate, reason };
};

/** The tables that the files hold, converted where need be. Throws IMPORT_NOTHING_FOUND. */
export const prepareTables = async (
  workspace: Workspace,
  paths: readonly string[],
  options: ImportOptions = {},
) => {
  const prepared = await prepareFiles([...paths], {
    workDirectory: workspace.scratch,
    ...(options.from === undefined ? {} : { from: options.from }),
    ...(options.encoding === undefined ? {} : { encoding: options.encoding }),
  });
  if (prepared.tables.length === 0) throw warehouseError('IMPORT_NOTHING_FOUND', paths.join(', '));
  return prepared;
};

/** What an import would do: each file, what it was taken for, how its columns read, what is in doubt. Loads nothing. */
export const planImport = async (
  workspace: Workspace,
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<ImportPlan> => {
  const { tables, ignored } = await prepareTables(workspace, paths, options);
  const own = ownMappings(workspace, options);
  // In a transaction, so that its scratch tables meet no other import's.
  const planned = await workspace.engine.transaction(async () => {
    const found: PlannedTable[] = [];
    for (const table of tables) found.push(await planTable(workspace, table, own, options));
    await closeRaw(workspace.engine);
    return found;
  });
  return { tables: planned, passedOver: ignored };
};
