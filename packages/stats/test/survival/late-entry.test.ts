import { createRandom } from '@bellwether/stats';
import { expect, test } from 'vitest';
import { kaplanMeier, survivalAt } from '../../src/survival/index.js';
import { survivalSample } from '../worlds/survival-worlds.js';

test('ignoring late entry makes retention look better than it is', () => {
  const { time, event, entry = [], x } = survivalSample(createRandom(7), 4000, true, true);
  const kept = [...time.keys()].filter((row) => x[row] === 0);
  const data = { time: kept.map((row) => time[row]!), event: kept.map((row) => event[row]!) };
  const honest = survivalAt(kaplanMeier({ ...data, entry: kept.map((row) => entry[row]!) }), 0.8)!;
  const naive = survivalAt(kaplanMeier(data), 0.8)!;
  const truth = Math.exp(-0.8);
  expect(Math.abs(honest.survival - truth)).toBeLessThan(3 * honest.standardError);
  expect(naive.survival - truth).toBeGreaterThan(5 * naive.standardError);
});
