import type { DuckDBConnection } from '@duckdb/node-api';
import { WarehouseError, warehouseError } from '../errors.js';
import { type Cell, cellOf } from './cell.js';

export type Row = Record<string, Cell>;
export type Parameter = string | number | boolean | bigint | null;

/** Rows of a statement, as plain values. Throws QUERY_FAILED, QUERY_STOPPED, STORAGE_FULL. */
export const readRows = (
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly Parameter[],
  stop: AbortSignal | undefined,
): Promise<Row[]> =>
  explained(sql, stop, async () => {
    const reader = await stoppable(connection, stop, () =>
      connection.runAndReadAll(sql, valuesOf(parameters)),
    );
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
  });

/** Runs a statement; gives the number of rows it changed. Throws as readRows does. */
export const runStatement = (
  connection: DuckDBConnection,
  sql: string,
  parameters: readonly Parameter[],
): Promise<number> =>
  explained(sql, undefined, async () => (await connection.run(sql, valuesOf(parameters))).rowsChanged);

/** A statement without parameters is one errand to the engine, with an empty list of them it would be three. */
const valuesOf = (parameters: readonly Parameter[]): Parameter[] | undefined =>
  parameters.length === 0 ? undefined : [...parameters];

/** Milliseconds between two interrupts of a statement that has not ended. */
const again = 20;

/**
 * Ends the statement when `stop` is aborted. The engine forgets an interrupt that comes between two errands of one
 * statement (understanding it, running it), so it is repeated until the statement has ended.
 */
const stoppable = async <T>(
  connection: DuckDBConnection,
  stop: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> => {
  if (stop === undefined) return work();
  stop.throwIfAborted();
  let repeat: NodeJS.Timeout | undefined;
  const interrupt = () => {
    connection.interrupt();
    repeat = setInterval(() => connection.interrupt(), again);
  };
  stop.addEventListener('abort', interrupt, { once: true });
  try {
    return await work();
  } finally {
    stop.removeEventListener('abort', interrupt);
    clearInterval(repeat);
  }
};

/** Turns what the engine throws into an error of ours; the statement stays in the cause, off the screen. */
const explained = async <T>(
  sql: string,
  stop: AbortSignal | undefined,
  work: () => Promise<T>,
): Promise<T> => {
  try {
    return await work();
  } catch (error) {
    if (error instanceof WarehouseError) throw error;
    if (stop?.aborted) throw warehouseError('QUERY_STOPPED');
    const detail = error instanceof Error ? error.message : String(error);
    if (/no space left|disk full|could not write|failed to write/i.test(detail)) {
      throw warehouseError('STORAGE_FULL', detail.split('\n')[0] ?? '');
    }
    throw new WarehouseError('QUERY_FAILED', `the query failed: ${detail}`, { cause: new Error(sql) });
  }
};
