/**
 * How often the 95% intervals of survival hold the truth, by scale and sample size.
 * node bench/stats/survival-coverage.bench.ts [runs, default 4000]
 */
import {
  coxRegression,
  createRandom,
  drawExponential,
  drawUniform,
  kaplanMeier,
  medianSurvival,
  restrictedMean,
  survivalAt,
} from '@bellwether/stats';

const RUNS = Number(process.argv[2] ?? 4000);
const random = createRandom('survival-coverage-2026');

/** Exponential times with hazard 1 (2 where x = 1), censored uniformly on [0.2, 2.5], entering late on [0, 0.4]. */
function sample(rows: number, late: boolean, two: boolean) {
  const [time, event, entry, x]: [number[], boolean[], number[], number[]] = [[], [], [], []];
  while (time.length < rows) {
    const level = two ? time.length % 2 : 0;
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

function share(holds: () => boolean): string {
  let count = 0;
  for (let run = 0; run < RUNS; run++) count += holds() ? 1 : 0;
  return (count / RUNS).toFixed(3).padStart(9);
}

const inside = (value: number, low: number | null, high: number | null): boolean =>
  (low ?? 0) <= value && value <= (high ?? Infinity);

console.log(`coverage of nominal 0.950 (simulation error ${(Math.sqrt(0.0475 / RUNS)).toFixed(4)})`);
console.log(
  `${'rows'.padEnd(24)}${['S log-log', 'S log', 'S plain', 'median', 'mean 1.0', 'hazard r.'].map((h) => h.padStart(9)).join('')}`,
);
for (const [rows, late] of [
  [20, false],
  [50, false],
  [200, false],
  [50, true],
  [200, true],
] as const) {
  const curveAt = (band: 'log-log' | 'log' | 'plain') => () => {
    const at = survivalAt(kaplanMeier(sample(rows, late, false), { band }), 0.8);
    return at === null || inside(Math.exp(-0.8), at.low, at.high);
  };
  const cells = [
    share(curveAt('log-log')),
    share(curveAt('log')),
    share(curveAt('plain')),
    share(() => {
      const at = medianSurvival(kaplanMeier(sample(rows, late, false)));
      return inside(Math.LN2, at.low, at.high);
    }),
    share(() => {
      const curve = kaplanMeier(sample(rows, late, false));
      const last = curve.time.at(-1)!;
      // Rarely the follow-up is shorter than the horizon; then the mean over it is what can be asked.
      const horizon = curve.survival.at(-1)! > 0 ? Math.min(1, last) : 1;
      const mean = restrictedMean(curve, horizon);
      return inside(1 - Math.exp(-horizon), mean.low, mean.high);
    }),
    share(() => {
      const { time, event, entry, x } = sample(rows, late, true);
      const one = coxRegression({ time, event, entry, covariates: { x } }).coefficients[0]!;
      return inside(2, one.low, one.high);
    }),
  ];
  console.log(`${`${rows}${late ? ', late entries' : ''}`.padEnd(24)}${cells.join('')}`);
}
