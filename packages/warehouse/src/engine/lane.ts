import type { DuckDBConnection } from '@duckdb/node-api';
import { warehouseError } from '../errors.js';

/** One connection; what uses it follows one after the other. */
export class Lane {
  readonly #connection: DuckDBConnection;
  #last: Promise<unknown> = Promise.resolve();
  #isOver = false;
  /** Work that waits or runs. */
  waiting = 0;

  constructor(connection: DuckDBConnection) {
    this.#connection = connection;
  }

  /** Throws QUERY_STOPPED when `stop` is aborted before the turn has come, without waiting for it. */
  async use<T>(work: (connection: DuckDBConnection) => Promise<T>, stop?: AbortSignal): Promise<T> {
    if (this.#isOver || stop?.aborted) throw warehouseError('QUERY_STOPPED');
    this.waiting += 1;
    let gaveUp: () => void = () => undefined;
    const next = this.#last.then(() => {
      stop?.removeEventListener('abort', gaveUp);
      if (stop?.aborted) throw warehouseError('QUERY_STOPPED');
      return work(this.#connection);
    });
    this.#last = next.catch(() => undefined);
    try {
      if (stop === undefined) return await next;
      return await Promise.race([
        next,
        new Promise<never>((_, reject) => {
          gaveUp = () => reject(warehouseError('QUERY_STOPPED'));
          stop.addEventListener('abort', gaveUp, { once: true });
        }),
      ]);
    } finally {
      stop?.removeEventListener('abort', gaveUp);
      this.waiting -= 1;
    }
  }

  /** Waits for what was asked for and takes nothing more: whoever comes late must not meet the next one's work. */
  async end(): Promise<void> {
    this.#isOver = true;
    await this.#last;
  }

  async close(): Promise<void> {
    await this.end();
    this.#connection.closeSync();
  }
}
