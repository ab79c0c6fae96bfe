import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AsyncLocalStorage } from 'node:async_hooks';
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

/** Questions that may be answered at one time beside a running import. */
const readers = 4;

/** One connection; its statements run one after the other. */
class Lane {
  readonly #connection: DuckDBConnection;
  #last: Promise<unknown> = Promise.resolve();
  /** Statements that wait or run. */
  waiting = 0;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  async use<T>(work: (connection: DuckDBConnection) => Promise<T>): Promise<T> {
    this.waiting += 1;
    const next = this.#last.then(() => work(this.#connection));
    this.#last = next.catch(() => undefined);
    try {
      return await next;
    } finally {
      this.waiting -= 1;
    }
  }

  async close(): Promise<void> {
    await this.#last;
    this.#connection.closeSync();
  }
}

/**
 * The one owner of a DuckDB file. Writing goes through one connection, a transaction at a time; reading outside a
 * transaction goes through others and sees what was last committed, so nobody waits for an import to end.
 */
export class Engine {
  readonly path: string;
  readonly #instance: DuckDBInstance;
  readonly #writer: Lane;
  readonly #readers: readonly Lane[];
  /** Set inside a transaction: its statements belong to it, wherever they are called from. */
  readonly #inside = new AsyncLocalStorage<true>();
  #turn: Promise<unknown> = Promise.resolve();

  private constructor(path: string, instance: DuckDBInstance, connections: readonly DuckDBConnection[]) {
    const [writer, ...rest] = connections.map((connection) => new Lane(connection));
    if (!writer) throw new Error('an engine needs a connection');
    this.path = path;
    this.#instance = instance;
    this.#writer = writer;
    this.#readers = rest;
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
      const connections: DuckDBConnection[] = [];
      for (let number = 0; number <= readers; number += 1) {
        const connection = await instance.connect();
        await connection.run("SET TimeZone = 'UTC'");
        connections.push(connection);
      }
      if (path !== ':memory:') open.add(path);
      return new Engine(path, instance, connections);
    } catch (error) {
      const detail = error instanceof Error ? (error.message.split('\n')[0] ?? '') : String(error);
      if (/lock/i.test(detail)) throw warehouseError('WORKSPACE_BUSY', file);
      throw warehouseError('STORAGE_DAMAGED', file, detail);
    }
  }

  /** Rows of a statement, as plain values: money and big numbers as text, dates as ISO text. */
  async rows(sql: string, parameters: readonly Parameter[] = []): Promise<Row[]> {
    return this.#lane().use((connection) => readRows(connection, sql, parameters));
  }

  /** First row of a statement; throws when there is none. */
  async row(sql: string, parameters: readonly Parameter[] = []): Promise<Row> {
    const [first] = await this.rows(sql, parameters);
    if (!first) throw warehouseError('QUERY_FAILED', 'a statement that must give a row gave none');
    return first;
  }

  /** Runs a statement; gives the number of rows it changed. Outside a transaction it waits for the one that runs. */
  async run(sql: string, parameters: readonly Parameter[] = []): Promise<number> {
    if (this.#inside.getStore()) return this.#write(sql, parameters);
    return this.#exclusive(() => this.#write(sql, parameters));
  }

  /** Runs the work inside one transaction: all of it or nothing. Transactions follow each other; they do not nest. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside.getStore()) throw new Error('a transaction inside a transaction');
    return this.#exclusive(async () => {
      await this.#write('BEGIN TRANSACTION', []);
      try {
        const result = await this.#inside.run(true, work);
        await this.#write('COMMIT', []);
        return result;
      } catch (error) {
        // A failed COMMIT has already rolled back; the second error would hide the first.
        await this.#write('ROLLBACK', []).catch(() => undefined);
        throw error;
      }
    });
  }

  /** Work of several transactions (load, then facts): until it ends, what is derived may lag behind what is loaded. */
  async hold<T>(work: () => Promise<T>): Promise<T> {
    this.#held += 1;
    try {
      return await work();
    } finally {
      this.#held -= 1;
    }
  }

  /** A transaction or held work runs or waits: a write would have to wait too. */
  get isWriting(): boolean {
    return this.#writer.waiting > 0 || this.#queued > 0 || this.#held > 0;
  }

  async close(): Promise<void> {
    await this.#turn;
    for (const lane of [this.#writer, ...this.#readers]) await lane.close();
    this.#instance.closeSync();
    open.delete(this.path);
  }

  #queued = 0;
  #held = 0;

  /** Inside a transaction its own connection, else the reader with the shortest queue. */
  #lane(): Lane {
    if (this.#inside.getStore()) return this.#writer;
    return this.#readers.reduce((best, lane) => (lane.waiting < best.waiting ? lane : best));
  }

  async #write(sql: string, parameters: readonly Parameter[]): Promise<number> {
    return this.#writer.use(async (connection) => {
      const result = await explained(sql, () => connection.run(sql, [...parameters]));
      return result.rowsChanged;
    });
  }

  async #exclusive<T>(work: () => Promise<T>): Promise<T> {
    this.#queued += 1;
    const next = this.#turn.then(work);
    this.#turn = next.catch(() => undefined);
    try {
      return await next;
    } finally {
      this.#queued -= 1;
    }
  }
}

const readRows = async (
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly Parameter[],
): Promise<Row[]> => {
  const reader = await explained(sql, () => connection.runAndReadAll(sql, [...parameters]));
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
};

/** Turns what the engine throws into an error of ours; the statement stays in the cause, off the screen. */
const explained = async <T>(sql: string, work: () => Promise<T>): Promise<T> => {
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
};
