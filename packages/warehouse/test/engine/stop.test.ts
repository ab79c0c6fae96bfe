import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { Engine } from '../../src/index.js';

/** 10^12 pairs: hours of work, so a test that ends has seen it end. */
const endless = 'SELECT sum(a.range * b.range)::VARCHAR AS n FROM range(1000000) a, range(1000000) b';
const stopped = { code: 'QUERY_STOPPED' };
let engine: Engine;

beforeAll(async () => {
  engine = await Engine.open(':memory:');
});
afterAll(() => engine.close());

const soon = (): AbortSignal => AbortSignal.timeout(50);

describe('a question that is given up', () => {
  it('ends its statement and frees the engine', async () => {
    await expect(engine.snapshot(() => engine.rows(endless), soon())).rejects.toMatchObject(stopped);
    expect(await engine.rows('SELECT 1 AS n')).toEqual([{ n: 1 }]);
  });

  it('frees every connection, also for those who waited', async () => {
    const asked = Array.from({ length: 12 }, () => engine.snapshot(() => engine.rows(endless), soon()));
    for (const end of await Promise.allSettled(asked))
      expect(end).toMatchObject({ status: 'rejected', reason: stopped });
    const answers = await Promise.all(
      Array.from({ length: 12 }, (_, n) => engine.snapshot(() => engine.rows('SELECT ?::INTEGER AS n', [n]))),
    );
    expect(answers.map(([row]) => row?.['n'])).toEqual([0, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11]);
  });

  it('is not begun when it is given up before', async () => {
    await expect(engine.snapshot(() => engine.rows(endless), AbortSignal.abort())).rejects.toMatchObject(
      stopped,
    );
  });

  it('is ended while the engine is still making sense of it, and with parameters', async () => {
    for (let round = 0; round < 20; round += 1) {
      const stop = new AbortController();
      const asked = engine.snapshot(() => engine.rows(`${endless} WHERE a.range > ?`, [round]), stop.signal);
      setImmediate(() => stop.abort());
      await expect(asked).rejects.toMatchObject(stopped);
    }
    expect(await engine.rows('SELECT 2 AS n')).toEqual([{ n: 2 }]);
  });

  it('leaves what others ask alone', async () => {
    const mine = engine.snapshot(() => engine.rows(endless), soon());
    const other = engine.snapshot(() =>
      engine.rows('SELECT count(*)::INTEGER AS n FROM range(3000000) WHERE hash(range) IS NOT NULL'),
    );
    await expect(mine).rejects.toMatchObject(stopped);
    expect(await other).toEqual([{ n: 3_000_000 }]);
  });

  it('says what happened in words', async () => {
    const words = engine.snapshot(() => engine.rows(endless), soon());
    await expect(words).rejects.toThrow(
      'the question was given up before it was answered; nothing was changed; ask for less, or ask again',
    );
  });
});
