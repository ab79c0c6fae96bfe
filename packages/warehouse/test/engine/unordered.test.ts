import { afterEach, beforeEach, expect, test } from 'vitest';
import { Engine } from '../../src/engine/engine.js';

let engine: Engine;
beforeEach(async () => {
  engine = await Engine.open(':memory:', { threads: 2 });
  await engine.run('CREATE TABLE kept (n BIGINT CHECK (n < 1000000))');
});
afterEach(() => engine.close());

const isOrdered = (): Promise<unknown> =>
  engine.transaction(async () => {
    const { is_ordered: found } = await engine.row(
      "SELECT current_setting('preserve_insertion_order')::BOOLEAN AS is_ordered",
    );
    return found;
  });

test('rows that may be in any order are all there, and order is kept again afterwards', async () => {
  const changed = await engine.transaction(() =>
    engine.runUnordered('INSERT INTO kept SELECT range FROM range(?)', [300_000]),
  );
  expect(changed).toBe(300_000);
  // 0 + 1 + … + 299,999 = 299,999 × 300,000 / 2
  expect(await engine.row('SELECT sum(n)::VARCHAR AS sum, count(DISTINCT n) AS n FROM kept')).toEqual({
    sum: '44999850000',
    n: 300_000,
  });
  expect(await isOrdered()).toBe(true);
});

test('order is kept again after a statement that failed', async () => {
  const failing = engine.transaction(() =>
    engine.runUnordered('INSERT INTO kept SELECT range FROM range(2000000)'),
  );
  await expect(failing).rejects.toThrow(/CHECK/);
  expect(await isOrdered()).toBe(true);
  expect(await engine.row('SELECT count(*) AS n FROM kept')).toEqual({ n: 0 });
});
