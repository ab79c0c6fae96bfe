import { type DuckDBConnection, DuckDBInstance } from '@duckdb/node-api';
import { AsyncLocalStorage } from 'node:async_hooks';
import { realpathSync } from 'node:fs';
import { availableParallelism, totalmem } from 'node:os';
import { basename, dirname, join, resolve } from 'node:path';
import { warehouseError } from '../errors.js';
import { Lane } from './lane.js';
import { type Parameter, readRows, type Row, runStatement } from './statement.js';

export type { Cell } from './cell.js';
export type { Parameter, Row } from './statement.js';

export interface EngineOptions {
  /** Bytes that the engine may hold in memory; half of the machine's, at most 8 GiB, by default. */
  readonly memoryLimit?: number;
  readonly threads?: number;
}

/** Files that are open in this process: a second engine on one file would lose data silently. */
const open = new Set<string>();

/**
 * Questions that may be answered at one time beside a running import: each holds a thread of the process, and writing,
 * files and packing need theirs (Node has four where nothing else is said).
 */
const readers = Math.max(4, Math.min(8, (Number(process.env['UV_THREADPOOL_SIZE']) || 4) - 3));

const keepOrder = 'SET SESSION preserve_insertion_order = true';

/** What the statements of a piece of work share, wherever they are called from. */
interface Inside {
  readonly lane: Lane;
  /** True in a transaction that may write. */
  readonly writes: boolean;
  readonly stop: AbortSignal | undefined;
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
  readonly #inside = new AsyncLocalStorage<Inside>();
  #turn: Promise<unknown> = Promise.resolve();
  #queued = 0;
  #held = 0;
  #commits = 0;
  #isCommitting = false;

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
        // An import ends with a checkpoint of its own; one after each of its steps would write the same tables again.
        checkpoint_threshold: '256MiB',
        // Row order is how a row is traced to its line, as long as it has no number yet.
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
    const { lane, stop } = this.#inside.getStore() ?? { lane: this.#freest(), stop: undefined };
    return lane.use((connection) => readRows(connection, sql, parameters, stop), stop);
  }

  /** First row of a statement; throws when there is none. */
  async row(sql: string, parameters: readonly Parameter[] = []): Promise<Row> {
    const [first] = await this.rows(sql, parameters);
    if (!first) throw warehouseError('QUERY_FAILED', 'a statement that must give a row gave none');
    return first;
  }

  /** Runs a statement; gives the number of rows it changed. Outside a transaction it waits for the one that runs. */
  async run(sql: string, parameters: readonly Parameter[] = []): Promise<number> {
    if (this.#inside.getStore()?.writes) return this.#write(sql, parameters);
    return this.#exclusive(() => this.#committing(() => this.#write(sql, parameters)));
  }

  /**
   * As `run`, for rows that carry their number: they may be stored in any order. Rows that are kept in order are written
   * once as they come and again at the next checkpoint. Only inside a transaction.
   */
  async runUnordered(sql: string, parameters: readonly Parameter[] = []): Promise<number> {
    await this.run(`SET SESSION preserve_insertion_order = false`);
    const changed = await this.run(sql, parameters);
    await this.run(keepOrder);
    return changed;
  }

  /**
   * Moves what was committed from the log into the file. Not done, and false, while somebody reads what it would move
   * (the engine then refuses): nothing is lost, the log is read at the next opening and moved at the next occasion.
   */
  async checkpoint(): Promise<boolean> {
    try {
      await this.run('CHECKPOINT');
      return true;
    } catch (error) {
      if (error instanceof Error && error.message.includes('other write transactions active')) return false;
      throw error;
    }
  }

  /** Runs the work inside one transaction: all of it or nothing. Transactions follow each other; they do not nest. */
  async transaction<T>(work: () => Promise<T>): Promise<T> {
    if (this.#inside.getStore()?.writes) throw new Error('a transaction inside a transaction');
    const inside: Inside = { lane: this.#writer, writes: true, stop: undefined };
    return this.#exclusive(async () => {
      await this.#write('BEGIN TRANSACTION', []);
      try {
        const result = await this.#inside.run(inside, work);
        await this.#committing(() => this.#write('COMMIT', []));
        return result;
      } catch (error) {
        // A failed COMMIT has already rolled back; the second error would hide the first.
        await this.#write('ROLLBACK', []).catch(() => undefined);
        await this.#write(keepOrder, []);
        throw error;
      }
    });
  }

  /**
   * Questions that see one state of the data, whatever is committed meanwhile. What they write (a figure to remember) goes
   * its own way. When `stop` is aborted the statement that runs is ended and QUERY_STOPPED is thrown.
   */
  async snapshot<T>(work: () => Promise<T>, stop?: AbortSignal): Promise<T> {
    if (this.#inside.getStore()) return work();
    return this.#freest().use(async (connection) => {
      await connection.run('BEGIN TRANSACTION READ ONLY');
      const lane = new Lane(connection);
      try {
        return await this.#inside.run({ lane, writes: false, stop }, work);
      } finally {
        await lane.end();
        await connection.run('ROLLBACK');
      }
    }, stop);
  }

  /** Counts up with each commit: as long as it stays, what was read is what there is. */
  get commits(): number {
    return this.#commits;
  }

  /** Something is being committed: a question may see it already, though whoever wrote it has not heard of it yet. */
  get isCommitting(): boolean {
    return this.#isCommitting;
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

  /** The reader with the shortest queue. */
  #freest(): Lane {
    return this.#readers.reduce((best, lane) => (lane.waiting < best.waiting ? lane : best));
  }

  async #write(sql: string, parameters: readonly Parameter[]): Promise<number> {
    return this.#writer.use((connection) => runStatement(connection, sql, parameters));
  }

  async #committing<T>(work: () => Promise<T>): Promise<T> {
    this.#isCommitting = true;
    try {
      return await work();
    } finally {
      this.#isCommitting = false;
      this.#commits += 1;
    }
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
