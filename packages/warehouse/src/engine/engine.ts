import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { realpathSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { WarehouseError, warehouseError } from '../errors.js';
import { type Cell, cellOf } from './cell.js';

export type { Cell } from './cell.js';
export type Row = Record<string, Cell>;
export type Parameter = string | number | boolean | bigint | null;

export interface EngineOptions {
  /** Bytes that the engine may hold in memory; half of the machine's, at most 8 GiB, by default. */
  readonly memoryLimit?: number;
  readonly threads?: number;
}

/** Files that are open in this process: a second engine on one file would lose data silently. */
const open = new Set<string>();

/**
 * The one owner of a DuckDB file. Statements run one after the other on one connection; a transaction has the
 * connection to itself.
 */
export class Engine {
  readonly path: string;
  readonly #instance: DuckDBInstance;
  readonly #connection: DuckDBConnection;
  #queue: Promise<unknown> = Promise.resolve();

  private constructor(path: string, instance: DuckDBInstance, connection: DuckDBConnection) {
    this.path = path;
    this.#instance = instance;
    this.#connection = connection;
  }

  /** Opens (or makes) the file; ':memory:' for none. Throws WORKSPACE_BUSY or STORAGE_DAMAGED. */
  static async open(file: string, options: EngineOptions = {}): Promise<Engine> {
    // The folder may be reached by two names: the real one is what counts.
    const path = file === ':memory:' ? file : join(realpathSync(dirname(resolve(file))), basename(file));
    if (path !== ':memory:' && open.has(path)) throw warehouseError('WORKSPACE_BUSY', file);
    const memory = options.memoryLimit ?? Math.min(totalmem() / 2, 8 * 2 ** 30);
    try {
      const instance = await DuckDBInstance.create(path, {
        memory_limit: `${Math.floor(memory / 2 ** 20)}MiB`,
        threads: String(options.threads ?? availableParallelism()),
        ...(path === ':memory:' ? {} : { temp_directory: join(dirname(path), 'tmp') }),
        // Row order is how a row is traced to its line.
        preserve_insertion_order: 'true',
        autoinstall_known_extensions: 'false',
        autoload_known_extensions: 'false',
      });
      const connection = await instance.connect();
      await connection.run("SET TimeZone = 'UTC'");
      if (path !== ':memory:') open.add(path);
      return new Engine(path, instance, connection);
    } catch (error) {
      const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      if (/lock/i.test(detail)) throw warehouseError('WORKSPACE_BUSY', file);
      throw warehouseError('STORAGE_DAMAGED', file, detail);
    }
  }

  /** Rows of a statement, as plain values: money and big numbers as text, dates as ISO text. */
  async rows(sql: string, parameters: readonly Parameter[] = []): Promise<Row[]> {
    return this.#serial(() => this.#rows(sql, parameters));
  }

  /** First row of a statement; throws when there is none. */
  async row(sql: string, parameters: readonly Parameter[] = []): Promise<Row> {
    const [first] = await this.rows(sql, parameters);
    if (!first) throw warehouseError('QUERY_FAILED', 'a statement that must give a row gave none');
    return first;
  }

  /** Runs a statement; gives the number of rows it changed. */
  async run(sql: string, parameters: readonly Parameter[] = []): Promise<number> {
    return this.#serial(async () => {
      const result = await this.#try(sql, () => this.#connection.run(sql, [...parameters]));
      return result.rowsChanged;
    });
  }

  /** Runs the work inside one transaction: all of it or nothing. Nested calls join the outer one. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    await this.run('BEGIN TRANSACTION');
    let result: T;
    try {
      result = await work();
      await this.run('COMMIT');
    } catch (error) {
      // A failed COMMIT has already rolled back; the second error would hide the first.
      await this.run('ROLLBACK').catch(() => undefined);
      throw error;
    }
    return result;
  }

  async close(): Promise<void> {
    await this.#queue.catch(() => undefined);
    this.#connection.closeSync();
    this.#instance.closeSync();
    open.delete(this.path);
  }

  async #rows(sql: string, parameters: readonly Parameter[]): Promise<Row[]> {
    const reader = await this.#try(sql, () => this.#connection.runAndReadAll(sql, [...parameters]));
    const names = reader.deduplicatedColumnNames();
    const types = reader.columnTypes();
    return reader.getRows().map((values) => {
      const row: Row = {};
      for (const [index, name] of names.entries()) {
        const type = types[index];
        if (type) row[name] = cellOf(values[index] ?? null, type);
      }
      return row;
    });
  }

  async #serial<T>(work: () => Promise<T>): Promise<T> {
    const next = this.#queue.then(work, work);
    this.#queue = next.catch(() => undefined);
    return next;
  }

  async #try<T>(sql: string, work: () => Promise<T>): Promise<T> {
    try {
      return await work();
    } catch (error) {
      if (error instanceof WarehouseError) throw error;
      const detail = error instanceof Error ? error.message : String(error);
      if (/no space left|disk full|could not write|failed to write/i.test(detail)) {
        throw warehouseError('STORAGE_FULL', detail.split('\n')[0] ?? '');
      }
      throw new WarehouseError('QUERY_FAILED', `the query failed: ${detail}`, { cause: new Error(sql) });
    }
  }
}
