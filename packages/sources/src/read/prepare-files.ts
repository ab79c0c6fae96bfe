import { mkdtemp, mkdir, readdir, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { sourceError } from '../errors.js';
import { prepareCsv } from './csv.js';
import { isCompanion, isTableName, kindOf } from './file-kind.js';
import type { ReadLimits } from './limits.js';
import { defaultLimits } from './limits.js';
import type { CsvDialect, IgnoredFile, PreparedFiles, PreparedTable } from './prepared.js';

export interface PrepareOptions {
  /** Folder for converted copies; the caller removes it after the import. Made when absent. */
  readonly workDirectory: string;
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
    const info = await stat(path).catch(() => {
      throw sourceError('READ_NOT_FOUND', path);
    });
    if (!info.isDirectory()) return this.file({ file: path, shown: path });
    const before = this.tables.length;
    await this.folder(path, path);
    if (this.tables.length === before) throw sourceError('READ_UNSUPPORTED', path, 'a folder without tables');
  }

  private async folder(folder: string, shown: string): Promise<void> {
    const entries = await readdir(folder, { withFileTypes: true });
    entries.sort((a, b) => (a.name < b.name ? -1 : 1));
    for (const entry of entries) {
      const found = { file: join(folder, entry.name), shown: join(shown, entry.name) };
      if (entry.isDirectory()) await this.folder(found.file, found.shown);
      else if (!entry.isFile()) this.ignored.push({ path: found.shown, reason: 'a link or device, not a file' });
      else if (isCompanion(entry.name)) this.ignored.push({ path: found.shown, reason: 'a companion of the data, not a table' });
      else if (!isTableName(entry.name)) this.ignored.push({ path: found.shown, reason: 'not a kind of file that holds a table' });
      else await this.file(found);
    }
  }

  private async file(found: Found): Promise<void> {
    const { kind, what } = await kindOf(found.file, found.shown);
    switch (kind) {
      case 'empty':
        throw sourceError('READ_EMPTY', found.shown);
      case 'text':
        return this.csv(found);
      default:
        throw sourceError('READ_UNSUPPORTED', found.shown, what);
    }
  }

  private async csv(found: Found): Promise<void> {
    const prepared = await prepareCsv(found.file, found.shown, {
      workPrefix: this.nextPrefix(),
      limits: this.limits,
      encoding: this.options.encoding,
      delimiter: this.options.delimiter,
    });
    this.tables.push({ ...prepared, name: tableName(found.shown), path: found.shown, format: 'csv' });
  }
}

/** File name without its extensions. */
export const tableName = (shown: string): string =>
  basename(shown.split('!').at(-1) ?? shown).replace(/(?:\.(?:csv|tsv|tab|txt|json|jsonl|ndjson|parquet|pq|xlsx|xlsm|zip|gz))+$/i, '');

/**
 * Finds the tables in files, folders and archives and makes each readable for DuckDB (`PreparedTable.sql`).
 * Throws a `SourceError` (READ_…) for a file that cannot be a table at all; rows that do not fit are listed.
 */
export async function prepareFiles(paths: readonly string[], options: PrepareOptions): Promise<PreparedFiles> {
  await mkdir(options.workDirectory, { recursive: true });
  const reading = new Reading(await mkdtemp(join(options.workDirectory, 'read-')), options);
  for (const path of paths) await reading.path(path);
  return { tables: reading.tables, ignored: reading.ignored };
}
