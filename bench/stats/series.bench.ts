/**
 * Series models: speed, and coverage of the forecast intervals (a table, by simulation).
 * Beside it: R's forecast::ets took 1.06 s for the automatic choice on 144 months.
 */
import {
  combinedForecast,
  createRandom,
  findAnomalies,
  findChangepoints,
  fitTheta,
  forecastEts,
  selectEts,
  stlDecomposition,
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

const random = createRandom('series bench');
const shape = [0.9, 0.88, 1.01, 0.98, 0.98, 1.11, 1.23, 1.22, 1.06, 0.92, 0.8, 0.9];
const months = Array.from(
  { length: 144 },
  (_, t) => (120 + 2.4 * t) * (shape.at(t % 12) ?? 1) * (1 + 0.04 * random.standardNormal()),
);
const steps = (length: number): number[] =>
  Array.from({ length }, (_, t) => ([0, 2, -1, 1].at((4 * t) / length) ?? 0) + random.standardNormal());
const [two, five, twenty] = [steps(2000), steps(500), steps(20_000)];

const speed: readonly (readonly [string, number])[] = [
  ['automatic ETS (15 models), 144 months', milliseconds(9, () => selectEts(months, { period: 12 }))],
  ['Theta, 144 months', milliseconds(31, () => fitTheta(months, { period: 12 }))],
  [
    'combined forecast with 35 rolling origins, 144 months',
    milliseconds(5, () => combinedForecast(months, { horizon: 12, period: 12 })),
  ],
  ['STL, 144 months', milliseconds(31, () => stlDecomposition(months, { period: 12 }))],
  ['anomalies by medians, 144 months', milliseconds(9, () => findAnomalies(months, { period: 12 }))],
  ['changepoints, exact, 500 periods', milliseconds(9, () => findChangepoints(five))],
  ['changepoints, exact, 2,000 periods', milliseconds(5, () => findChangepoints(two, { shortest: 20 }))],
  [
    'changepoints, robust (Huber), 2,000 periods',
    milliseconds(3, () => findChangepoints(two, { shortest: 20, robust: true })),
  ],
  ['changepoints, pruned, 20,000 periods', milliseconds(3, () => findChangepoints(twenty, { shortest: 50 }))],
];
for (const [what, ms] of speed) console.log(`${what.padEnd(58)} ${ms.toFixed(1).padStart(8)} ms`);

const series = Number(process.env.BENCH_SERIES ?? 200);
console.log(`\nshare of outcomes within the 90% interval, ${series} series of 72 periods a row, 6 ahead`);
console.log('                         ETS alone   combined, conformal');
const worlds: Readonly<Record<string, (source: ReturnType<typeof createRandom>) => number[]>> = {
  'AR 0.6 about a level': (source) => {
    let value = 0;
    return Array.from({ length: 78 }, () => {
      value = 0.6 * value + source.standardNormal();
      return 50 + value;
    });
  },
  'random walk': (source) => {
    let value = 100;
    return Array.from({ length: 78 }, () => {
      value += source.standardNormal();
      return value;
    });
  },
  'trend and season': (source) =>
    Array.from(
      { length: 78 },
      (_, t) => 100 + t + 10 * Math.sin((2 * Math.PI * t) / 12) + 3 * source.standardNormal(),
    ),
};
for (const [name, world] of Object.entries(worlds)) {
  let alone = 0;
  let combined = 0;
  for (let s = 0; s < series; s++) {
    const y = world(createRandom(`${name} ${s}`));
    const history = y.slice(0, 72);
    const one = forecastEts(selectEts(history, { period: 12 }).best, 6, { level: 0.9 });
    const all = combinedForecast(history, { horizon: 6, period: 12, level: 0.9 });
    for (let h = 0; h < 6; h++) {
      const outcome = y.at(72 + h) ?? Number.NaN;
      const within = (low: number | undefined, high: number | undefined): boolean =>
        outcome >= (low ?? Number.NaN) && outcome <= (high ?? Number.NaN);
      if (within(one.lower[h], one.upper[h])) alone++;
      if (within(all.lower[h], all.upper[h])) combined++;
    }
  }
  const share = (count: number): string => (count / (6 * series)).toFixed(3).padStart(9);
  console.log(`  ${name.padEnd(22)} ${share(alone)}  ${share(combined)}`);
}

console.log(
  `\nseries without any change in which a changepoint is found, ${series} series of 100 periods a row`,
);
console.log('                         ignoring autocorrelation   allowing for it');
for (const phi of [0, 0.3, 0.6, 0.8]) {
  let ignoring = 0;
  let allowing = 0;
  for (let s = 0; s < series; s++) {
    const source = createRandom(`quiet ${phi} ${s}`);
    let value = source.standardNormal() / Math.sqrt(1 - phi * phi);
    const y = Array.from({ length: 100 }, () => {
      value = phi * value + source.standardNormal();
      return value;
    });
    if (findChangepoints(y, { autocorrelation: 0 }).breaks.length > 0) ignoring++;
    if (findChangepoints(y).breaks.length > 0) allowing++;
  }
  console.log(
    `  phi ${String(phi).padEnd(18)} ${[ignoring, allowing].map((c) => (c / series).toFixed(3).padStart(9)).join('                ')}`,
  );
}
