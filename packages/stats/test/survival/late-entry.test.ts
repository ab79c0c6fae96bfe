import { expect, test } from 'vitest';
import { createRandom, drawExponential, drawUniform } from '../../src/random/index.js';
import { kaplanMeier, survivalAt } from '../../src/survival/index.js';

function sample(seed: number, rows: number, late: boolean) {
  const random = createRandom(seed);
  const time: number[] = [];
  const event: boolean[] = [];
  const entry: number[] = [];
  const x: number[] = [];
  while (time.length < rows) {
    const level = time.length % 2;
    const death = drawExponential(random, level === 1 ? 2 : 1);
    const end = drawUniform(random, 0.2, 2.5);
    const start = late ? drawUniform(random, 0, 0.4) : 0;
    if (Math.min(death, end) <= start) continue;
    time.push(Math.min(death, end));
    event.push(death <= end);
    entry.push(start);
    x.push(level);
  }
  return { time, event, entry, x };
}

test('ignoring late entry makes retention look better than it is', () => {
  const { time, event, entry, x } = sample(7, 4000, true);
  const kept = [...time.keys()].filter((row) => x[row] === 0);
  const data = { time: kept.map((row) => time[row]!), event: kept.map((row) => event[row]!) };
  const honest = survivalAt(kaplanMeier({ ...data, entry: kept.map((row) => entry[row]!) }), 0.8)!;
  const naive = survivalAt(kaplanMeier(data), 0.8)!;
  const truth = Math.exp(-0.8);
  expect(Math.abs(honest.survival - truth)).toBeLessThan(3 * honest.standardError);
  expect(naive.survival - truth).toBeGreaterThan(5 * naive.standardError);
});
