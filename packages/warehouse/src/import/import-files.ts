import {
  compileStream,
  linesOfRows,
  loadPacks,
  type MappingPack,
  parseMapping,
  type PreparedTable,
  prepareFiles,
  profileTable,
} from '@bellwether/sources';
import { createHash } from 'node:crypto';
import { existsSync, readFileSync, rmSync } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Engine, Parameter } from '../engine/engine.js';
import { warehouseError } from '../errors.js';
import { refreshFacts } from '../facts/refresh-facts.js';
import { landFile } from '../landing/land-file.js';
import { hashFile } from '../landing/hash-file.js';
import { judgeTables } from '../quality/judge-tables.js';
import { severityOf } from '../rules/catalogue.js';
import { identifier } from '../schema/canonical-table.js';
import { readSetting, writeSetting } from '../schema/setting.js';
import type { Workspace } from '../workspace/workspace.js';
import { adoptReferences } from './adopt-references.js';
import type { ImportPlan, PlannedTable } from './import-plan.js';
import type { FileReport, ImportProgress, ImportReport } from './import-report.js';
import { loadStaged } from './load-staged.js';
import { recogniseTable } from './recognise-table.js';
import { stageTable } from './stage-table.js';

export interface ImportOptions {
  /** `source.table` for every file given, instead of recognising it. */
  readonly as?: string;
  /** A mapping file to try before the packs. */
  readonly mapping?: string;
  readonly dateOrder?: 'YMD' | 'DMY' | 'MDY';
  readonly decimal?: '.' | ',';
  /** WHATWG label of the encoding of text files, where finding it out went wrong. */
  readonly encoding?: string;
  readonly onProgress?: (progress: ImportProgress) => void;
}

/** The mappings of the workspace and of the command, before the packs that come with Bellwether. */
const ownMappings = (workspace: Workspace, options: ImportOptions): MappingPack[] => {
  const configured = workspace.config.imports.mapping ?? [];
  const files = [
    ...(options.mapping === undefined ? [] : [options.mapping]),
    ...[configured].flat().map((file) => (isAbsolute(file) ? file : join(workspace.directory, file))),
  ];
  return files.map((file) => parseMapping(readFileSync(file, 'utf8'), file));
};

const hashOf = (value: unknown): string =>
  createHash('sha256')
    .update(JSON.stringify(value, (_, part: unknown) => (part instanceof Map ? [...part] : part)))
    .digest('hex');

/** The raw rows of a table as the view `raw`: every column as text, `_row` from 1 in the order of the file. */
const openRaw = async (engine: Engine, table: PreparedTable): Promise<void> => {
  await engine.run(`CREATE OR REPLACE TEMP TABLE raw_rows AS SELECT * FROM ${table.sql}`);
  // Inside a transaction the engine numbers new rows from far above 0, but in order and without gaps.
  const { n, first } = await engine.row(
    'SELECT count(*) AS n, coalesce(min(rowid), 0)::VARCHAR AS first FROM raw_rows',
  );
  await engine.run(
    `CREATE OR REPLACE TEMP VIEW raw AS SELECT rowid - ${String(first)} + 1 AS _row, * FROM raw_rows`,
  );
  if (Number(n) !== table.rows) {
    throw warehouseError(
      'RECONCILIATION_BROKEN',
      table.path,
      `${table.rows} rows were counted in the file and ${String(n)} were read`,
    );
  }
};

const closeRaw = async (engine: Engine): Promise<void> => {
  await engine.run('DROP VIEW IF EXISTS raw');
  await engine.run('DROP TABLE IF EXISTS raw_rows');
};

/** Understands one table: what it is, how its columns read, what is in doubt. The raw rows stay open for loading. */
const planTable = async (
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

const prepare = async (workspace: Workspace, paths: readonly string[], options: ImportOptions) => {
  const prepared = await prepareFiles([...paths], {
    workDirectory: workspace.scratch,
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
  const { tables, ignored } = await prepare(workspace, paths, options);
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
  const { tables, ignored } = await prepare(workspace, paths, options);
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
    await engine.run('CHECKPOINT');
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

/** Loads one table inside the batch's transaction and proves that its rows add up. */
const loadTable = async (
  workspace: Workspace,
  planned: PlannedTable,
  ids: { readonly batchId: string; readonly fileId: string },
): Promise<FileReport> => {
  const { engine } = workspace;
  const { table, compiled, recognised } = planned;
  if (!compiled || !recognised) throw new Error('a table without mapping cannot be loaded');
  const original = originalOf(table.path);
  const landedAs = existsSync(original)
    ? landFile(workspace.landing, original, original === table.path ? table.sha256 : hashFile(original))
    : null;
  const staged = await stageTable(engine, compiled, 'staged', severityOf);

  // Rows that nothing takes: what the mapping sets aside (first reason counts), and copies of a row.
  await engine.run('CREATE OR REPLACE TEMP TABLE set_aside (_row BIGINT, reason VARCHAR, rule VARCHAR)');
  for (const { sql, reason } of compiled.ignored) {
    await engine.run(
      `INSERT INTO set_aside SELECT DISTINCT i._row, ?, NULL FROM (${sql}) i
       WHERE i._row NOT IN (SELECT _row FROM set_aside) AND i._row NOT IN (SELECT _row FROM finding WHERE severity = 'quarantine')`,
      [reason],
    );
  }
  await engine.run(
    `INSERT INTO set_aside SELECT DISTINCT _row, message, rule FROM finding
     WHERE severity = 'ignore' AND _row NOT IN (SELECT _row FROM set_aside)
       AND _row NOT IN (SELECT _row FROM finding WHERE severity = 'quarantine')
       AND _row NOT IN (${staged.map((one) => `SELECT _row FROM ${one.table}`).join(' UNION ALL ')})`,
  );
  const { aside, rejected } = await engine.row(
    `SELECT (SELECT count(*) FROM set_aside) AS aside, (SELECT count(DISTINCT _row) FROM finding WHERE severity = 'quarantine') AS rejected`,
  );
  const loaded = await countLoaded(
    engine,
    staged.map((one) => one.table),
    staged.some(({ distinct }) => distinct) || staged.length > 1,
  );
  const rowsIn = table.rows + table.problems.length + table.skipped.length;
  const rowsQuarantined = Number(rejected) + table.problems.length;
  const rowsIgnored = Number(aside) + table.skipped.length;
  if (rowsIn !== loaded + rowsQuarantined + rowsIgnored) {
    throw warehouseError(
      'RECONCILIATION_BROKEN',
      table.path,
      `${rowsIn} rows in, ${loaded} loaded + ${rowsQuarantined} quarantined + ${rowsIgnored} ignored`,
    );
  }

  const provenance = { source: recognised.stream.source, ...ids };
  const entities = [];
  for (const one of staged) entities.push(await loadStaged(engine, one, provenance));
  await keepFindings(engine, table, ids, Number(rejected));
  const ignored = await keepIgnored(engine, table, ids.fileId);
  await keepNotes(engine, planned, ids.fileId);
  await engine.run(
    'INSERT INTO control.batch_file BY NAME SELECT ? AS batch_id, ? AS file_id, ? AS file, ? AS sha256, ? AS landed_as, ? AS landed_table, ? AS source, ? AS stream, ? AS mapping_hash, ? AS confidence, ? AS entities, ? AS notes, ? AS rows_in, ? AS rows_loaded, ? AS rows_quarantined, ? AS rows_ignored',
    [
      ids.batchId,
      ids.fileId,
      table.path,
      table.sha256,
      landedAs,
      table.name,
      recognised.stream.source,
      recognised.stream.id,
      planned.mappingHash,
      recognised.confidence,
      JSON.stringify(entities),
      JSON.stringify(table.notes),
      rowsIn,
      loaded,
      rowsQuarantined,
      rowsIgnored,
    ],
  );
  for (const one of staged) await engine.run(`DROP TABLE ${one.table}`);
  await engine.run('DROP TABLE finding');
  await engine.run('DROP TABLE set_aside');
  await closeRaw(engine);
  return {
    file: table.path,
    fileId: ids.fileId,
    stream: recognised.stream.id,
    confidence: recognised.confidence,
    fate: 'load',
    reason: null,
    rowsIn,
    rowsLoaded: loaded,
    rowsQuarantined,
    rowsIgnored,
    ignored,
    entities,
    unmapped: compiled.unmapped,
    notes: [...table.notes, ...compiled.notes],
  };
};

/** Rows of the file that gave at least one row of an entity. A row that repeats an entity's key still belongs to it. */
const countLoaded = async (engine: Engine, tables: readonly string[], isShared: boolean): Promise<number> => {
  if (tables.length === 0) return 0;
  if (!isShared && tables[0] !== undefined) {
    const { n } = await engine.row(`SELECT count(DISTINCT _row) AS n FROM ${tables[0]}`);
    return Number(n);
  }
  // With several entities (or one made of several rows) a row counts as loaded unless it was rejected or set aside.
  const { n } = await engine.row(
    `SELECT count(*) AS n FROM raw WHERE _row NOT IN (SELECT _row FROM set_aside)
       AND _row NOT IN (SELECT _row FROM finding WHERE severity = 'quarantine')`,
  );
  return Number(n);
};

/** The file on disk that holds a table: the archive for a file in it. */
const originalOf = (path: string): string => path.split('!')[0] ?? path;

const payload = (table: PreparedTable): string =>
  `json_object(${table.columns.map(({ name, header }) => `'${(header || name).replaceAll("'", "''")}', w.${identifier(name)}`).join(', ')})::VARCHAR`;

/** Writes rejected rows to the quarantine, with the line of each, and warnings to the issues. */
const keepFindings = async (
  engine: Engine,
  table: PreparedTable,
  { batchId, fileId }: { readonly batchId: string; readonly fileId: string },
  rejected: number,
): Promise<void> => {
  if (rejected > 0) {
    const rows = await engine.rows(
      `SELECT DISTINCT _row FROM finding WHERE severity = 'quarantine' ORDER BY _row`,
    );
    const numbers = rows.map((row) => Number(row['_row']));
    const lines = await linesOfRows(table, numbers);
    await engine.run('CREATE OR REPLACE TEMP TABLE line_of (_row BIGINT, line BIGINT)');
    const pairs = numbers.flatMap((row) => [row, lines.get(row) ?? row]);
    for (let start = 0; start < pairs.length; start += 4000) {
      const part: Parameter[] = pairs.slice(start, start + 4000);
      await engine.run(
        `INSERT INTO line_of VALUES ${Array.from({ length: part.length / 2 }, () => '(?, ?)').join(', ')}`,
        part,
      );
    }
    await engine.run(
      `INSERT INTO control.quarantine
       SELECT ?, ?, ?, f._row, l.line, f.entity, f."column", f.rule, f.message, f.record, ${payload(table)}
       FROM finding f JOIN line_of l ON l._row = f._row JOIN raw w ON w._row = f._row
       WHERE f.severity = 'quarantine' ORDER BY f._row`,
      [batchId, fileId, table.path],
    );
    await engine.run('DROP TABLE line_of');
  }
  for (const problem of table.problems) {
    await engine.run('INSERT INTO control.quarantine VALUES (?, ?, ?, NULL, ?, NULL, NULL, ?, ?, NULL, ?)', [
      batchId,
      fileId,
      table.path,
      problem.line,
      problem.rule,
      problem.message,
      JSON.stringify({ line: problem.text }),
    ]);
  }
  await engine.run(
    `INSERT INTO control.issue
     SELECT rule, entity, 'warn', count(*), ?, any_value(message), to_json(list(coalesce(record, 'row ' || _row) ORDER BY _row)[1:5])::VARCHAR, 'file', ?, NULL
     FROM finding WHERE severity = 'warn' GROUP BY rule, entity, "column"`,
    [table.rows, fileId],
  );
};

const keepIgnored = async (engine: Engine, table: PreparedTable, fileId: string) => {
  const rows = await engine.rows(
    'SELECT reason, rule, count(*) AS rows FROM set_aside GROUP BY ALL ORDER BY rows DESC, reason',
  );
  const found = rows.map((row) => ({
    reason: String(row['reason']),
    rule: row['rule'] === null ? null : String(row['rule']),
    rows: Number(row['rows']),
  }));
  const skipped = new Map<string, number>();
  for (const { reason } of table.skipped) skipped.set(reason, (skipped.get(reason) ?? 0) + 1);
  for (const [reason, count] of skipped) found.push({ reason: `${reason} line`, rule: 'F-06', rows: count });
  for (const { reason, rule, rows: count } of found) {
    await engine.run('INSERT INTO control.ignored VALUES (?, ?, ?, ?)', [fileId, reason, count, rule]);
  }
  return found.map(({ reason, rows: count }) => ({ reason, rows: count }));
};

/** Remarks about the file as a whole become issues of the file. */
const keepNotes = async (engine: Engine, planned: PlannedTable, fileId: string): Promise<void> => {
  // What was merely found out (encoding, delimiter) stays with the file; of profiling, ids and hours are judged elsewhere.
  const notes = [
    ...[...planned.table.notes, ...planned.profiles.flatMap((profile) => profile.notes)]
      .filter(
        ({ rule, message }) =>
          rule !== 'F-09' &&
          rule !== 'T-08' &&
          !/^delimiter |: every byte sequence is valid UTF-8$/.test(message),
      )
      .map(({ rule, message, severity }) => ({
        rule,
        message: message.replaceAll(/\s+/g, ' '),
        severity: severity === 'warning' ? 'warn' : 'info',
      })),
    ...(planned.compiled?.notes ?? []).map((note) => ({ ...note, severity: 'info' })),
  ];
  for (const { rule, message, severity } of notes) {
    await engine.run(`INSERT INTO control.issue VALUES (?, NULL, ?, 1, ?, ?, '[]', 'file', ?, NULL)`, [
      rule,
      severity,
      planned.table.rows,
      message,
      fileId,
    ]);
  }
};
