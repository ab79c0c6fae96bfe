import { mkdtemp, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, extname, join, resolve } from 'node:path';
import { sourceError } from '../errors.js';
import { prepareCsv } from './csv.js';
import { isCompanion, isTableName, kindOf } from './file-kind.js';
import { prepareJson } from './json.js';
import type { ReadLimits } from './limits.js';
import { defaultLimits } from './limits.js';
import { prepareParquet } from './parquet.js';
import type { CsvDialect, IgnoredFile, PreparedFiles, PreparedTable } from './prepared.js';
import { readWorkbook } from './xlsx.js';
import type { Budget, ZipEntry } from './zip.js';
import { listZip, unpackGzip, unpackZip } from './zip.js';

export interface PrepareOptions {
  /** Folder for converted copies; the caller removes it after the import. Made when absent. */
  readonly workDirectory: string;
  /** The folder that relative paths start from; that of the process by default. Tables are called by the path as given. */
  readonly from?: string;
  /** WHATWG label of the encoding of every text file; found out when absent. */
  readonly encoding?: string;
  readonly delimiter?: CsvDialect['delimiter'];
  readonly limits?: Partial<ReadLimits>;
}

interface Found {
  /** Where the bytes are. */
  readonly file: string;
  /** What to call it. */
  readonly shown: string;
  /** Where the path as given leads. */
  readonly original: string;
  /** How many archives it stands in. */
  readonly depth: number;
  /** What these archives may still unpack to. */
  readonly budget?: Budget;
}

/** A reading of one or more paths: collects tables and what was passed over. */
class Reading {
  readonly tables: PreparedTable[] = [];
  readonly ignored: IgnoredFile[] = [];
  private count = 0;
  private readonly work: string;
  private readonly options: PrepareOptions;
  private readonly limits: ReadLimits;

  constructor(work: string, options: PrepareOptions) {
    this.work = work;
    this.options = options;
    this.limits = { ...defaultLimits, ...options.limits };
  }

  private nextPrefix(): string {
    this.count += 1;
    return join(this.work, String(this.count));
  }

  async path(path: string): Promise<void> {
    const file = resolve(this.options.from ?? '.', path);
    const info = await stat(file).catch(() => {
      throw sourceError('READ_NOT_FOUND', path);
    });
    if (!info.isDirectory()) return this.file({ file, shown: path, original: file, depth: 0 });
    const before = this.tables.length;
    await this.folder(file, path);
    if (this.tables.length === before) throw sourceError('READ_UNSUPPORTED', path, 'a folder without tables');
  }

  private async folder(folder: string, shown: string): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const file = join(folder, entry.name);
      const found = { file, shown: join(shown, entry.name), original: file, depth: 0 };
      if (entry.isDirectory()) await this.folder(found.file, found.shown);
      else if (!entry.isFile())
        this.ignored.push({ path: found.shown, reason: 'a link or device, not a file' });
      else if (isCompanion(entry.name))
        this.ignored.push({ path: found.shown, reason: 'a companion of the data, not a table' });
      else if (!isTableName(entry.name))
        this.ignored.push({ path: found.shown, reason: 'not a kind of file that holds a table' });
      else await this.file(found);
    }
  }

  private async file(found: Found): Promise<void> {
    const { kind, what } = await kindOf(found.file, found.shown);
    switch (kind) {
      case 'empty':
        throw sourceError('READ_EMPTY', found.shown);
      case 'binary':
        throw sourceError('READ_UNSUPPORTED', found.shown, what);
      case 'text':
        return this.csv(found);
      case 'json': {
        const prepared = await prepareJson(found.file, found.shown, {
          workPrefix: this.nextPrefix(),
          limits: this.limits,
        });
        return this.add(found, prepared);
      }
      case 'parquet':
        return this.add(found, {
          ...(await prepareParquet(found.file, found.shown, this.limits)),
          format: 'parquet',
        });
      case 'gzip':
        return this.gzip(found);
      case 'zip':
        return this.archive(found);
    }
  }

  private add(
    found: Found,
    prepared: Omit<PreparedTable, 'name' | 'path' | 'original'>,
    name = tableName(found.shown),
  ): void {
    this.tables.push({ ...prepared, name, path: found.shown, original: originalOf(found) });
  }

  private async csv(found: Found): Promise<void> {
    const prepared = await prepareCsv(found.file, found.shown, {
      workPrefix: this.nextPrefix(),
      limits: this.limits,
      encoding: this.options.encoding,
      delimiter: this.options.delimiter,
    });
    this.add(found, { ...prepared, format: 'csv' });
  }

  private async gzip(found: Found): Promise<void> {
    if (found.depth >= this.limits.maxArchiveDepth) {
      throw sourceError(
        'READ_ZIP_LIMIT',
        found.shown,
        `archives inside archives more than ${this.limits.maxArchiveDepth} deep`,
      );
    }
    const name = found.shown.replace(/\.gz$/i, '');
    const file = `${this.nextPrefix()}${extname(name)
      .toLowerCase()
      .replace(/[^.a-z0-9]/g, '')}`;
    const budget = found.budget ?? { bytes: this.limits.maxArchiveBytes };
    await unpackGzip(found.file, found.shown, file, (await stat(found.file)).size, budget, this.limits);
    return this.file({ ...found, file, depth: found.depth + 1, budget });
  }

  private async archive(found: Found): Promise<void> {
    const entries = await listZip(found.file, found.shown, this.limits);
    const names = new Set(entries.map((entry) => entry.name));
    if (names.has('xl/workbook.xml')) return this.workbook(found, entries);
    if (names.has('mimetype') && names.has('content.xml')) {
      throw sourceError('READ_UNSUPPORTED', found.shown, 'an OpenDocument file; save it as .xlsx or CSV');
    }
    if (found.depth >= this.limits.maxArchiveDepth) {
      throw sourceError(
        'READ_ZIP_LIMIT',
        found.shown,
        `archives inside archives more than ${this.limits.maxArchiveDepth} deep`,
      );
    }
    const wanted = (entry: ZipEntry): boolean => {
      const name = entry.name.split('/').at(-1) ?? '';
      return !entry.link && !entry.name.startsWith('__MACOSX/') && !isCompanion(name) && isTableName(name);
    };
    for (const entry of entries) {
      if (!wanted(entry)) {
        this.ignored.push({
          path: `${found.shown}!${entry.name}`,
          reason: entry.link ? 'a link' : 'not a kind of file that holds a table',
        });
      }
    }
    const budget = found.budget ?? { bytes: this.limits.maxArchiveBytes };
    const before = this.tables.length;
    const files = await unpackZip(found.file, found.shown, this.nextPrefix(), wanted, budget, this.limits);
    for (const { entry, file } of files) {
      await this.file({
        file,
        shown: `${found.shown}!${entry.name}`,
        original: found.original,
        depth: found.depth + 1,
        budget,
      });
    }
    if (this.tables.length === before)
      throw sourceError('READ_UNSUPPORTED', found.shown, 'an archive without tables');
  }

  private async workbook(found: Found, entries: readonly ZipEntry[]): Promise<void> {
    const { limits } = this;
    const { sha256, sheets } = await readWorkbook(found.file, found.shown, entries, {
      workPrefix: this.nextPrefix(),
      limits,
    });
    const filled = sheets.filter((sheet) => sheet.rows > 0);
    if (filled.length === 0) throw sourceError('READ_EMPTY', found.shown);
    for (const sheet of sheets) {
      const shown = `${found.shown}#${sheet.name}`;
      if (sheet.rows === 0) {
        this.ignored.push({ path: shown, reason: 'an empty sheet' });
        continue;
      }
      const options = {
        workPrefix: this.nextPrefix(),
        limits,
        encoding: 'utf-8',
        delimiter: ',',
        linesAreRows: true,
      } as const;
      const prepared = await prepareCsv(sheet.file, shown, options);
      const name = filled.length === 1 ? tableName(found.shown) : `${tableName(found.shown)}#${sheet.name}`;
      const notes = prepared.notes.filter((note) => !/^(?:encoding|delimiter) /.test(note.message));
      this.tables.push({
        ...prepared,
        sha256,
        notes,
        format: 'xlsx',
        name,
        path: shown,
        original: originalOf(found),
      });
    }
  }
}

const originalOf = ({ original, depth }: Found): PreparedTable['original'] => ({
  file: original,
  isHashed: depth === 0,
});

/** File name without its extensions. */
export const tableName = (shown: string): string =>
  basename(shown.split('!').at(-1) ?? shown).replace(
    /(?:\.(?:csv|tsv|tab|txt|json|jsonl|ndjson|parquet|pq|xlsx|xlsm|zip|gz))+$/i,
    '',
  );

/**
 * Finds the tables in files, folders and archives and makes each readable for DuckDB (`PreparedTable.sql`).
 * Throws a `SourceError` (READ_…) for a file that cannot be a table at all; rows that do not fit are listed.
 */
export async function prepareFiles(
  paths: readonly string[],
  options: PrepareOptions,
): Promise<PreparedFiles> {
  await mkdir(options.workDirectory, { recursive: true });
  const reading = new Reading(await mkdtemp(join(options.workDirectory, 'read-')), options);
  for (const path of paths) await reading.path(path);
  return { tables: reading.tables, ignored: reading.ignored };
}
