import { loadPacks, type MappingPack, type PreparedTable } from '@bellwether/sources';
import { rmSync } from 'node:fs';
import { warehouseError } from '../errors.js';
import { refreshFacts } from '../facts/refresh-facts.js';
import { judgeTables } from '../quality/judge-tables.js';
import { readSetting, writeSetting } from '../schema/setting.js';
import type { Workspace } from '../workspace/workspace.js';
import { adoptReferences } from './adopt-references.js';
import type { ImportOptions } from './import-options.js';
import type { PlannedTable } from './import-plan.js';
import type { FileReport, ImportProgress, ImportReport } from './import-report.js';
import { loadTable } from './load-table.js';
import { ownMappings, planTable, prepareTables } from './plan-tables.js';
import { closeRaw } from './raw-rows.js';
import { recogniseTable } from './recognise-table.js';

/**
 * Lands, maps, checks and loads files as one batch: all of it or nothing. Afterwards identity and facts are brought up
 * to date. Throws IMPORT_AMBIGUOUS when a column can be read in two ways (nothing is loaded then), and the errors of
 * reading. Files that are not recognised are reported and left; the rest loads.
 */
export const importFiles = (
  workspace: Workspace,
  paths: readonly string[],
  options: ImportOptions = {},
): Promise<ImportReport> => workspace.engine.hold(() => importHeld(workspace, paths, options));

const importHeld = async (
  workspace: Workspace,
  paths: readonly string[],
  options: ImportOptions,
): Promise<ImportReport> => {
  const started = performance.now();
  const { engine } = workspace;
  const say = (phase: ImportProgress['phase'], file: string, fraction: number) =>
    options.onProgress?.({ phase, file, fraction });
  say('read', '', 0);
  const { tables, ignored } = await prepareTables(workspace, paths, options);
  const own = ownMappings(workspace, options);
  const seconds = () => (performance.now() - started) / 1000;

  const files: FileReport[] = [];
  const touched = new Set<string>();
  let batchId: string | null = null;
  await engine.transaction(async () => {
    const { next } = await engine.row('SELECT coalesce(max(number), 0) + 1 AS next FROM control.batch');
    const id = `b${String(next)}`;
    const startedAt = new Date().toISOString();
    const questions: string[] = [];
    for (const [index, table] of linksLast(tables, own, options).entries()) {
      say('load', table.path, 0.05 + 0.75 * (index / tables.length));
      const planned = await planTable(workspace, table, own, options);
      if (planned.fate === 'ambiguous') {
        questions.push(
          ...planned.ambiguous.map(
            (open) =>
              `  ${table.path}, column '${open.header}': ${open.question} is open (${open.examples.slice(0, 3).join(', ')}). ${open.remedy}`,
          ),
        );
        continue;
      }
      if (planned.fate !== 'load' || planned.compiled === null) {
        files.push(notLoaded(planned));
        continue;
      }
      const fileId = `${id}.${files.filter(({ fate }) => fate === 'load').length + 1}`;
      const report = await loadTable(workspace, planned, { batchId: id, fileId });
      files.push(report);
      for (const { entity, inserted, replaced } of report.entities)
        if (inserted + replaced > 0) touched.add(entity);
    }
    await closeRaw(engine);
    await adoptReferences(engine, touched);
    if (questions.length > 0) throw warehouseError('IMPORT_AMBIGUOUS', questions.join('\n'));
    const loaded = files.filter(({ fate }) => fate === 'load');
    if (loaded.length === 0) return;
    batchId = id;
    const sum = (pick: (file: FileReport) => number) => loaded.reduce((total, file) => total + pick(file), 0);
    await engine.run(`INSERT INTO control.batch VALUES (?, ?, ?, ?, 'loaded', NULL, ?, ?, ?, ?, ?)`, [
      id,
      Number(next),
      startedAt,
      new Date().toISOString(),
      loaded.length,
      sum(({ rowsIn }) => rowsIn),
      sum(({ rowsLoaded }) => rowsLoaded),
      sum(({ rowsQuarantined }) => rowsQuarantined),
      sum(({ rowsIgnored }) => rowsIgnored),
    ]);
    await writeSetting(engine, 'data_version', String(Number(await readSetting(engine, 'data_version')) + 1));
  });
  rmSync(workspace.scratch, { recursive: true, force: true });

  const total = (pick: (file: FileReport) => number) => files.reduce((sum, file) => sum + pick(file), 0);
  let refresh = null;
  if (batchId !== null) {
    say('figures', '', 0.82);
    refresh = await refreshFacts(workspace, { batchId, entities: touched });
    say('check', '', 0.95);
    await judgeTables(workspace, refresh.kind === 'full' ? null : touched);
    await engine.checkpoint();
  }
  say('check', '', 1);
  return {
    batchId,
    files,
    passedOver: ignored,
    rowsIn: total(({ rowsIn }) => rowsIn),
    rowsLoaded: total(({ rowsLoaded }) => rowsLoaded),
    rowsQuarantined: total(({ rowsQuarantined }) => rowsQuarantined),
    rowsIgnored: total(({ rowsIgnored }) => rowsIgnored),
    refresh,
    seconds: seconds(),
  };
};

/** Files that only add to rows of other files come after those. */
const linksLast = (
  tables: readonly PreparedTable[],
  own: readonly MappingPack[],
  options: ImportOptions,
): PreparedTable[] => {
  const isLink = (table: PreparedTable): boolean => {
    const entities = recogniseTable(table, own, loadPacks(), options.as)?.stream.entities ?? [];
    return entities.length > 0 && entities.every(({ link }) => link === true);
  };
  return [...tables.filter((table) => !isLink(table)), ...tables.filter(isLink)];
};

const notLoaded = ({ table, recognised, fate, reason }: PlannedTable): FileReport => {
  const rows = table.rows + table.problems.length + table.skipped.length;
  return {
    file: table.path,
    fileId: null,
    stream: recognised?.stream.id ?? null,
    confidence: recognised?.confidence ?? null,
    fate,
    reason,
    rowsIn: rows,
    rowsLoaded: 0,
    rowsQuarantined: 0,
    rowsIgnored: rows,
    ignored: rows > 0 ? [{ reason: reason ?? fate, rows }] : [],
    entities: [],
    unmapped: [],
    notes: [],
  };
};
