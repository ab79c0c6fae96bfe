import { randomBytes } from 'node:crypto';
import { readSetting, writeSetting } from '../schema/setting.js';
import type { Workspace } from '../workspace/workspace.js';

/**
 * What people decide and write beside the records: targets, notes on a day, saved views. In the data file for now, one
 * file to back up; they move with people and surveys to the operational store. A write waits for a running import.
 */
const tables: readonly string[] = [
  'CREATE SCHEMA IF NOT EXISTS operations',
  `CREATE TABLE IF NOT EXISTS operations.target (
     id VARCHAR, metric VARCHAR, period VARCHAR, scope VARCHAR, value VARCHAR, owner VARCHAR, note VARCHAR, review_on DATE,
     created_at TIMESTAMP, updated_at TIMESTAMP)`,
  `CREATE TABLE IF NOT EXISTS operations.target_change (
     target_id VARCHAR, changed_at TIMESTAMP, kind VARCHAR, before VARCHAR, after VARCHAR)`,
  `CREATE TABLE IF NOT EXISTS operations.annotation (
     id VARCHAR, date DATE, title VARCHAR, text VARCHAR, metrics VARCHAR, created_at TIMESTAMP, updated_at TIMESTAMP)`,
  `CREATE TABLE IF NOT EXISTS operations.saved_view (
     id VARCHAR, name VARCHAR, page VARCHAR, search VARCHAR, created_at TIMESTAMP, updated_at TIMESTAMP)`,
];

/** Makes the tables where they are missing. Call once after opening. */
export const prepareOperations = async ({ engine }: Workspace): Promise<void> => {
  await engine.transaction(async () => {
    for (const sql of tables) await engine.run(sql);
  });
};

/** An id that nobody can guess or count. */
export const newId = (prefix: string): string => `${prefix}_${randomBytes(8).toString('hex')}`;

export const now = (): string => new Date().toISOString();

/** A change of operational data: all of it or nothing, and whoever caches an answer about it learns of it. */
export const changing = <T>({ engine }: Workspace, work: () => Promise<T>): Promise<T> =>
  engine.transaction(async () => {
    const result = await work();
    const version = Number((await readSetting(engine, 'operations_version')) ?? 0);
    await writeSetting(engine, 'operations_version', String(version + 1));
    return result;
  });
