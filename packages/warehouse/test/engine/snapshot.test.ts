import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/index.js';
import { temporaryFolder } from '../temporary.js';

let engine: Engine;
const folder = temporaryFolder();

beforeAll(async () => {
  engine = await Engine.open(join(folder.path, 'test.duckdb'));
  await engine.run('CREATE TABLE entry (amount INTEGER)');
  await engine.run('INSERT INTO entry VALUES (1), (2)');
});
afterAll(async () => {
  await engine.close();
  folder.remove();
});

const sum = async (): Promise<unknown> =>
  (await engine.row('SELECT sum(amount)::INTEGER AS n FROM entry'))['n'];

describe('a snapshot', () => {
  it('sees one state of the data, whatever is committed, replaced and checkpointed meanwhile', async () => {
    await engine.run('CREATE OR REPLACE TABLE entry AS SELECT unnest([1, 2]) AS amount');
    const seen = await engine.snapshot(async () => {
      const before = await sum();
      await engine.run('INSERT INTO entry VALUES (10)');
      await engine.run('CHECKPOINT');
      await engine.transaction(() => engine.run('CREATE OR REPLACE TABLE entry AS SELECT 100 AS amount'));
      return [before, await sum()];
    });
    // 1 + 2, twice; then what the others wrote.
    expect(seen).toEqual([3, 3]);
    expect(await sum()).toBe(100);
  });

  it('inside a transaction sees what the transaction wrote', async () => {
    const seen = await engine.transaction(async () => {
      await engine.run('CREATE OR REPLACE TABLE entry AS SELECT 7 AS amount');
      return engine.snapshot(sum);
    });
    expect(seen).toBe(7);
  });

  it('takes no statement after its end, so that a straggler never meets the next one', async () => {
    let ended: () => void = () => undefined;
    const end = new Promise<void>((resolve) => (ended = resolve));
    const straggler = await engine.snapshot(async () => ({ asks: end.then(sum) }));
    ended();
    await expect(straggler.asks).rejects.toMatchObject({ code: 'QUERY_STOPPED' });
  });

  it('lets a failed question fail alone', async () => {
    await expect(engine.snapshot(() => engine.rows(`SELECT error('no')`))).rejects.toMatchObject({
      code: 'QUERY_FAILED',
    });
    for (let lane = 0; lane < 8; lane += 1) expect(await engine.snapshot(sum)).toBe(7);
  });

  it('counts commits, so that what was read can be known to be current', async () => {
    const before = engine.commits;
    await sum();
    await engine.snapshot(sum);
    expect(engine.commits).toBe(before);
    await engine.run('INSERT INTO entry VALUES (1)');
    expect(engine.commits).toBeGreaterThan(before);
  });
});
