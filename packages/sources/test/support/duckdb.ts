import { DuckDBInstance } from '@duckdb/node-api';
import type { Query } from '../../src/index.js';

/** A fresh in-memory engine; rows come back as objects. */
export const openDuckDb = async (): Promise<{ query: Query; close: () => void }> => {
  const instance = await DuckDBInstance.create(':memory:');
  const connection = await instance.connect();
  return {
    query: async (sql) => (await connection.runAndReadAll(sql)).getRowObjectsJS(),
    close: () => {
      connection.closeSync();
      instance.closeSync();
    },
  };
};

/** All cells of a relation in order, NULL as ''. */
export const cellsIn = async (query: Query, sql: string): Promise<string[][]> =>
  (await query(`SELECT * FROM ${sql}`)).map((row) =>
    Object.values(row).map((cell) => (typeof cell === 'string' ? cell : '')),
  );
