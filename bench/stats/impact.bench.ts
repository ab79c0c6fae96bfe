/**
 * Impact models: speed, and how often each claims an effect that is not there (a table, by simulation).
 * Published beside it: R's CausalImpact recipe took 1.3 to 5.3 s for 4,000 draws in plain Python loops.
 */
import {
  assessImpact,
  createRandom,
  segmentedRegression,
  staggeredAdoption,
  structuralCounterfactual,
} from '@bellwether/stats';

/** Median milliseconds of several runs, after one to warm up. */
function milliseconds(runs: number, act: () => unknown): number {
  act();
  const times = Array.from({ length: runs }, () => {
    const start = performance.now();
    act();
    return performance.now() - start;
  }).sort((a, b) => a - b);
  return times.at(times.length >> 1) ?? Number.NaN;
}

function noise(length: number, phi: number, seed: string): number[] {
  const random = createRandom(seed);
  let value = phi < 1 ? random.standardNormal() / Math.sqrt(1 - phi * phi) : 0;
  return Array.from({ length }, () => {
    value = phi * value + random.standardNormal();
    return value;
  });
}

const control = noise(325, 0.9, 'control');
const long = noise(325, 0.5, 'long').map((value, t) => 100 + 2 * (control.at(t) ?? 0) + value);
const month = noise(104, 0.5, 'month').map((value) => 100 + value);
const panel = Array.from({ length: 60 }, (_, i) => ({
  id: String(i),
  adoptedAt: i < 40 ? ([6, 9, 12].at(i % 3) ?? 6) : null,
  values: noise(18, 0.5, `unit ${i}`),
}));

const speed: readonly (readonly [string, number])[] = [
  [
    'counterfactual, 325 periods, 2 controls, 1,000 draws',
    milliseconds(9, () =>
      structuralCounterfactual(
        { values: long, startsAt: 246, recording: 'unchanged' },
        {
          controls: [
            { name: 'a', values: control },
            { name: 'b', values: noise(325, 0, 'b') },
          ],
        },
      ),
    ),
  ],
  [
    'counterfactual, 100 periods, no control, 1,000 draws',
    milliseconds(9, () => structuralCounterfactual({ values: month, startsAt: 70, recording: 'unchanged' })),
  ],
  [
    'segmented regression, 104 weeks',
    milliseconds(31, () => segmentedRegression({ values: month, startsAt: 70, recording: 'unchanged' })),
  ],
  [
    'whole answer with calibration, segmented regression',
    milliseconds(9, () => assessImpact({ values: month, startsAt: 70, recording: 'unchanged' })),
  ],
  [
    'whole answer with calibration, counterfactual with a control',
    milliseconds(3, () =>
      assessImpact(
        { values: long.slice(0, 104), startsAt: 70, recording: 'unchanged' },
        { controls: [{ name: 'a', values: control.slice(0, 104) }] },
      ),
    ),
  ],
  [
    'staggered adoption, 60 units x 18 periods, 999 draws',
    milliseconds(5, () => staggeredAdoption(panel, { recording: 'unchanged' })),
  ],
];
for (const [what, ms] of speed) console.log(`${what.padEnd(62)} ${ms.toFixed(1).padStart(8)} ms`);

const series = Number(process.env.BENCH_SERIES ?? 1000);
const share = (count: number, of: number): string => (count / of).toFixed(3).padStart(9);
console.log(`\nclaims of an effect that is not there, ${series} series a row (nominal 0.05)`);
console.log('level change of a segmented regression      OLS  NW lag 4  AR(1) REML');
for (const [length, startsAt] of [
  [24, 14],
  [48, 30],
  [104, 70],
] as const) {
  for (const phi of [0, 0.3, 0.6, 0.9]) {
    const claims = (['independent', 'newey-west', 'ar1'] as const).map((errors) => {
      let count = 0;
      for (let s = 0; s < series; s++) {
        const values = noise(length, phi, `${length} ${phi} ${s}`);
        const fit = segmentedRegression({ values, startsAt, recording: 'unchanged' }, { errors, lags: 4 });
        if (fit.levelChange.p < 0.05) count++;
      }
      return share(count, series);
    });
    console.log(
      `  n ${String(length).padStart(3)}, phi ${String(phi).padEnd(3)}                  ${claims.join(' ')}`,
    );
  }
}

const fewer = Math.max(20, Math.round(series / 5));
console.log(`\nn 72, change at 52, no control, ${fewer} series a row`);
console.log('counterfactual               published   learned   |  whole answer, both methods');
for (const [name, phi] of [
  ['white noise', 0],
  ['AR 0.6', 0.6],
  ['random walk', 1],
] as const) {
  const count = { published: 0, learned: 0, regression: 0, counterfactual: 0 };
  for (let s = 0; s < fewer; s++) {
    const intervention = {
      values: noise(72, phi, `${name} ${s}`),
      startsAt: 52,
      recording: 'unchanged',
    } as const;
    for (const recipe of ['published', 'learned'] as const) {
      const { effect } = structuralCounterfactual(intervention, { recipe, draws: 400 }).cumulative;
      if (effect.lower > 0 || effect.upper < 0) count[recipe]++;
    }
    if (assessImpact(intervention).verdict !== 'cannot tell') count.regression++;
    const structural = assessImpact(intervention, { method: 'structural counterfactual', draws: 400 });
    if (structural.verdict !== 'cannot tell') count.counterfactual++;
  }
  const cells = [count.published, count.learned, count.regression, count.counterfactual].map((c) =>
    share(c, fewer),
  );
  console.log(`  ${name.padEnd(26)} ${cells.join(' ')}`);
}
