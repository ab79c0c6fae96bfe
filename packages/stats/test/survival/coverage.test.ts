import { expect, test } from 'vitest';
import { createRandom, drawExponential, drawUniform } from '../../src/random/index.js';
import { coxRegression, kaplanMeier, medianSurvival, survivalAt } from '../../src/survival/index.js';

// Truth is known: exponential times with hazard 1 (or 2 where x = 1), censored uniformly, and entering late.
const runs = 400;

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

/** Share of runs in which the interval holds the truth; 95% +- four standard errors of 400 runs is 0.906 to 0.994. */
function covered(holds: (run: number) => boolean): number {
  let count = 0;
  for (let run = 0; run < runs; run++) count += holds(run) ? 1 : 0;
  return count / runs;
}

const within = (value: number, low: number | null, high: number | null): boolean =>
  (low ?? 0) <= value && value <= (high ?? Infinity);

test.each([
  ['all seen from the start', false],
  ['entering late', true],
])('95%% intervals cover the truth, %s', (_, late) => {
  const only = (run: number) => {
    const { time, event, entry, x } = sample(run, late ? 160 : 120, late);
    const kept = [...time.keys()].filter((row) => x[row] === 0);
    const pick = <T>(values: readonly T[]): T[] => kept.map((row) => values[row] as T);
    return kaplanMeier({ time: pick(time), event: pick(event), entry: pick(entry) });
  };
  const curve = covered((run) => {
    const at = survivalAt(only(run), 0.8)!;
    return within(Math.exp(-0.8), at.low, at.high);
  });
  expect(curve).toBeGreaterThan(0.906);
  expect(curve).toBeLessThan(0.994);
  const median = covered((run) => {
    const at = medianSurvival(only(run));
    return within(Math.LN2, at.low, at.high);
  });
  expect(median).toBeGreaterThan(0.906);
  expect(median).toBeLessThan(0.994);
  const ratio = covered((run) => {
    const { time, event, entry, x } = sample(run, 120, late);
    const one = coxRegression({ time, event, entry, covariates: { x } }).coefficients[0]!;
    return within(2, one.low, one.high);
  });
  expect(ratio).toBeGreaterThan(0.906);
  expect(ratio).toBeLessThan(0.994);
});

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
