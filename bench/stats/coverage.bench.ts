/**
 * How often each interval holds the truth, beside the textbook interval it replaces, on the same samples.
 * node bench/stats/coverage.bench.ts [runs, default 20000]. The table is pasted into packages/stats/README.md.
 */
import {
  agrestiCoullInterval,
  bootstrapRatioInterval,
  clopperPearsonInterval,
  clusteredWilsonFromSums,
  createRandom,
  differenceOfIntervals,
  drawBinomial,
  drawExponential,
  drawGamma,
  drawMultinomial,
  drawNormal,
  drawPoisson,
  geometricMeanInterval,
  type IntervalResult,
  isInterval,
  jeffreysInterval,
  mannKendallTest,
  meanInterval,
  newcombeDifference,
  npsChange,
  npsChangePaired,
  npsInterval,
  poissonRateInterval,
  poissonRateRatio,
  quantileInterval,
  type RandomSource,
  ratioInterval,
  unitSums,
  welchTest,
  wilsonContinuityInterval,
  wilsonInterval,
} from '@bellwether/stats';

const RUNS = Number(process.argv[2] ?? 20_000);
const SEED = 'coverage-2026';
const Z = 1.959963984540054;

type Ends = readonly [low: number, high: number] | null;
const ends = (result: IntervalResult): Ends => (isInterval(result) ? [result.low, result.high] : null);
const around = (center: number, error: number): Ends => [center - Z * error, center + Z * error];
const list = (size: number, value: () => number) => Array.from({ length: size }, value);

/** One sample and the two intervals of it: ours and the textbook one. */
type Once = (random: RandomSource) => readonly [ours: Ends, textbook: Ends];

interface Case {
  readonly name: string;
  readonly textbook: string;
  readonly truth: number;
  readonly once: Once;
  readonly runs?: number;
}

const waldShare = (x: number, n: number): Ends => around(x / n, Math.sqrt(((x / n) * (1 - x / n)) / n));

const proportion = (p: number, n: number): Case => ({
  name: `Wilson, share ${p}, n ${n}`,
  textbook: 'Wald',
  truth: p,
  once: (random) => {
    const x = drawBinomial(random, n, p);
    return [ends(wilsonInterval(x, n)), waldShare(x, n)];
  },
});

const nps = (p: number, d: number, n: number): Case => ({
  name: `adjusted Wald NPS, ${p}/${d}, n ${n}`,
  textbook: 'Wald',
  truth: 100 * (p - d),
  once: (random) => {
    const [promoters = 0, passives = 0, detractors = 0] = drawMultinomial(random, n, [p, 1 - p - d, d]);
    const score = (promoters - detractors) / n;
    const error = Math.sqrt(((promoters + detractors) / n - score * score) / n);
    return [ends(npsInterval({ promoters, passives, detractors })), around(100 * score, 100 * error)];
  },
});

const ratio = (customers: number, spread: number): Case => ({
  name: `ratio of sums by customer, ${customers} customers${spread > 1 ? ', heavy buyers' : ''}`,
  textbook: 'per order, ignoring customers',
  truth: 20,
  once: (random) => {
    const orders: number[] = [];
    const revenue: number[] = [];
    const single: number[] = [];
    for (let i = 0; i < customers; i++) {
      const price = drawGamma(random, 4, 0.2);
      const count = 1 + drawPoisson(random, drawGamma(random, 1.5 / spread, 1 / spread));
      let total = 0;
      for (let k = 0; k < count; k++) {
        const value = drawGamma(random, 6, 6 / price);
        single.push(value);
        total += value;
      }
      orders.push(count);
      revenue.push(total);
    }
    return [ends(ratioInterval(revenue, orders)), ends(meanInterval(single))];
  },
});

const clustered = (accounts: number): Case => ({
  name: `clustered Wilson, ${accounts} accounts x 5`,
  textbook: 'Wilson, ignoring accounts',
  truth: 0.6,
  once: (random) => {
    const trials = list(accounts, () => 5);
    const hits = trials.map((n) => drawBinomial(random, n, random.uniform() < 0.5 ? 0.3 : 0.9));
    const sums = unitSums(hits, trials);
    return [
      ends(clusteredWilsonFromSums(sums).interval),
      ends(wilsonInterval(sums.numerator, sums.denominator)),
    ];
  },
});

const CASES: Case[] = [
  proportion(0.02, 30),
  proportion(0.02, 100),
  proportion(0.2, 20),
  proportion(0.5, 100),
  {
    name: 'Clopper-Pearson, share 0.02, n 100',
    textbook: 'Wald',
    truth: 0.02,
    once: (random) => {
      const x = drawBinomial(random, 100, 0.02);
      return [ends(clopperPearsonInterval(x, 100)), waldShare(x, 100)];
    },
  },
  ...(
    [
      ['Wilson with continuity', wilsonContinuityInterval],
      ['Jeffreys', jeffreysInterval],
      ['Agresti-Coull', agrestiCoullInterval],
    ] as const
  ).map(
    ([name, interval]): Case => ({
      name: `${name}, share 0.02, n 100`,
      textbook: 'Wald',
      truth: 0.02,
      once: (random) => {
        const x = drawBinomial(random, 100, 0.02);
        return [ends(interval(x, 100)), waldShare(x, 100)];
      },
    }),
  ),
  {
    name: 'Wilson, 60 of 100 people asked, 30 say yes',
    textbook: 'Wilson, population ignored',
    truth: 0.3,
    once: (random) => {
      let yes = 0;
      for (let i = 0; i < 60; i++) if (random.below(100 - i) < 30 - yes) yes++;
      return [ends(wilsonInterval(yes, 60, 0.95, 100)), ends(wilsonInterval(yes, 60))];
    },
  },
  {
    name: 'Newcombe, 0.1 of 30 less 0.05 of 40',
    textbook: 'Wald',
    truth: 0.05,
    once: (random) => {
      const a = drawBinomial(random, 30, 0.1);
      const b = drawBinomial(random, 40, 0.05);
      const error = Math.sqrt(((a / 30) * (1 - a / 30)) / 30 + ((b / 40) * (1 - b / 40)) / 40);
      return [ends(newcombeDifference(a, 30, b, 40)), around(a / 30 - b / 40, error)];
    },
  },
  clustered(20),
  clustered(100),
  {
    name: 'difference of two clustered shares, 30 accounts x 5 each',
    textbook: 'Newcombe, ignoring accounts',
    truth: 0.2,
    once: (random) => {
      const draw = (low: number) => {
        const trials = list(30, () => 5);
        const hits = trials.map((n) => drawBinomial(random, n, random.uniform() < 0.5 ? low : 0.9));
        return unitSums(hits, trials);
      };
      const [a, b] = [draw(0.5), draw(0.1)];
      const aware = differenceOfIntervals(
        clusteredWilsonFromSums(a).interval,
        clusteredWilsonFromSums(b).interval,
      );
      return [ends(aware), ends(newcombeDifference(a.numerator, a.denominator, b.numerator, b.denominator))];
    },
  },
  nps(0.9, 0.02, 10),
  nps(0.9, 0.02, 50),
  nps(0.5, 0.2, 20),
  nps(0.5, 0.2, 100),
  {
    name: 'NPS change, 60/20 of 60 to 50/30 of 80',
    textbook: 'Wald',
    truth: -20,
    once: (random) => {
      const draw = (n: number, p: number, d: number) => {
        const [promoters = 0, passives = 0, detractors = 0] = drawMultinomial(random, n, [p, 1 - p - d, d]);
        const score = (promoters - detractors) / n;
        const variance = ((promoters + detractors) / n - score * score) / n;
        return { counts: { promoters, passives, detractors }, score, variance };
      };
      const a = draw(60, 0.6, 0.2);
      const b = draw(80, 0.5, 0.3);
      const wald = around(100 * (b.score - a.score), 100 * Math.sqrt(a.variance + b.variance));
      return [ends(npsChange(a.counts, b.counts).interval), wald];
    },
  },
  {
    name: 'NPS change of the same 80, most stay',
    textbook: 'as if others were asked',
    truth: 8,
    once: (random) => {
      const cells = drawMultinomial(random, 80, [0.15, 0.06, 0.02, 0.03, 0.25, 0.1, 0.02, 0.05, 0.32]);
      const table = [0, 3, 6].map((from) => Array.from(cells.slice(from, from + 3)));
      const counts = (of: (i: number, j: number) => number) => {
        const sums = [0, 0, 0];
        table.forEach((row, i) => row.forEach((count, j) => (sums[of(i, j)]! += count)));
        return { detractors: sums[0]!, passives: sums[1]!, promoters: sums[2]! };
      };
      const [before, after] = [counts((i) => i), counts((_, j) => j)];
      return [ends(npsChangePaired(table).interval), ends(npsChange(before, after).interval)];
    },
  },
  {
    name: 'exact ratio of Poisson rates, 20 events over 10 and 20 over 20',
    textbook: 'log ratio +- 1.96 se',
    truth: 2,
    once: (random) => {
      const [a, b] = [drawPoisson(random, 20), drawPoisson(random, 20)];
      const wald = around(Math.log((2 * a) / b), Math.sqrt(1 / a + 1 / b));
      return [ends(poissonRateRatio(a, 10, b, 20).interval), wald && [Math.exp(wald[0]), Math.exp(wald[1])]];
    },
  },
  {
    name: 'exact Poisson rate, 3 events expected',
    textbook: 'x +- 1.96 sqrt(x)',
    truth: 3,
    once: (random) => {
      const x = drawPoisson(random, 3);
      return [ends(poissonRateInterval(x, 1)), around(x, Math.sqrt(x))];
    },
  },
  {
    name: 'mean of 8, Student',
    textbook: 'normal',
    truth: 3,
    once: (random) => {
      const values = list(8, () => drawNormal(random, 3, 2));
      const result = ends(meanInterval(values)) as [number, number];
      return [result, around((result[0] + result[1]) / 2, (result[1] - result[0]) / 2 / 2.364624251010299)];
    },
  },
  {
    name: 'geometric mean of 8 log-normal amounts',
    textbook: '-',
    truth: Math.E,
    once: (random) => {
      const values = list(8, () => Math.exp(drawNormal(random, 1, 1)));
      return [ends(geometricMeanInterval(values)), null];
    },
  },
  {
    name: "Sen's slope of 20 periods with outliers",
    textbook: 'least squares',
    truth: 0.1,
    once: (random) => {
      const y = list(20, () => drawNormal(random, 0, random.uniform() < 0.1 ? 8 : 1)).map(
        (e, t) => e + 0.1 * t,
      );
      const middle = y.reduce((sum, value) => sum + value, 0) / 20;
      const slope = y.reduce((sum, value, t) => sum + (t - 9.5) * value, 0) / 665;
      const rest = y.reduce((sum, value, t) => sum + (value - middle - slope * (t - 9.5)) ** 2, 0);
      const half = 2.10092204024096 * Math.sqrt(rest / 18 / 665);
      return [ends(mannKendallTest(y)!.slope), [slope - half, slope + half]];
    },
  },
  {
    name: 'Welch, 8 of spread 3, 25 of spread 1',
    textbook: 'pooled t',
    truth: 1,
    once: (random) => {
      const a = list(8, () => drawNormal(random, 1, 3));
      const b = list(25, () => drawNormal(random, 0, 1));
      const mean = (v: number[]) => v.reduce((s, x) => s + x, 0) / v.length;
      const squares = (v: number[], m: number) => v.reduce((s, x) => s + (x - m) ** 2, 0);
      const [ma, mb] = [mean(a), mean(b)];
      const error = Math.sqrt(((squares(a, ma) + squares(b, mb)) / 31) * (1 / 8 + 1 / 25));
      const half = 2.0395134463964077 * error;
      return [ends(welchTest(a, b).interval), [ma - mb - half, ma - mb + half]];
    },
  },
  {
    name: 'median of 40 exponential times, ranks',
    textbook: 'mean +- 1.96 se',
    truth: Math.LN2,
    once: (random) => {
      const values = list(40, () => drawExponential(random)).sort((a, b) => a - b);
      return [ends(quantileInterval(values, 0.5)), ends(meanInterval(values))];
    },
  },
  {
    name: '90th percentile of 80 exponential times, ranks',
    textbook: '-',
    truth: Math.log(10),
    once: (random) => {
      const values = list(80, () => drawExponential(random)).sort((a, b) => a - b);
      return [ends(quantileInterval(values, 0.9)), null];
    },
  },
  {
    name: 'Fieller ratio, 12 customers of uneven orders',
    textbook: 'delta method',
    truth: 20,
    once: (random) => {
      const orders = list(12, () => drawPoisson(random, drawGamma(random, 0.7, 0.35)));
      const revenue = orders.map((n) => (n === 0 ? 0 : drawGamma(random, 4 * n, 0.2)));
      return [
        ends(ratioInterval(revenue, orders, 0.95, { method: 'fieller' })),
        ends(ratioInterval(revenue, orders, 0.95, { method: 'delta' })),
      ];
    },
  },
  ratio(20, 1),
  ratio(100, 1),
  ratio(100, 4),
  ...(['percentile', 'bca'] as const).map(
    (method): Case => ({
      name: `bootstrap (${method}) ratio, 60 customers, 1,000 draws`,
      textbook: 'delta method',
      truth: 20,
      runs: Math.max(1, Math.floor(RUNS / 10)),
      once: (random) => {
        const orders = list(60, () => 1 + drawPoisson(random, 1.5));
        const revenue = orders.map((n) => drawGamma(random, 0.5 * n, 0.025));
        const boot = bootstrapRatioInterval(revenue, orders, { seed: 1, draws: 1000, method });
        return [ends(boot), ends(ratioInterval(revenue, orders, 0.95, { method: 'delta' }))];
      },
    }),
  ),
];

const percent = (held: number, made: number) => (made === 0 ? '-' : `${((100 * held) / made).toFixed(1)}%`);

console.log(`seed '${SEED}', ${RUNS} samples a row (bootstrap: ${Math.floor(RUNS / 10)}), level 95%\n`);
console.log('| interval | holds the truth | mean width | instead of | holds the truth |');
console.log('|---|---|---|---|---|');
for (const { name, textbook, truth, once, runs = RUNS } of CASES) {
  const root = createRandom(SEED).stream(name);
  const held = [0, 0];
  const made = [0, 0];
  let width = 0;
  for (let run = 0; run < runs; run++) {
    const pair = once(root.stream(run));
    pair.forEach((interval, side) => {
      if (interval === null) return;
      made[side] = (made[side] ?? 0) + 1;
      if (interval[0] <= truth && truth <= interval[1]) held[side] = (held[side] ?? 0) + 1;
    });
    if (pair[0] !== null) width += pair[0][1] - pair[0][0];
  }
  const mean = (width / (made[0] ?? 1)).toPrecision(3);
  console.log(
    `| ${name} | ${percent(held[0] ?? 0, made[0] ?? 0)} | ${mean} | ${textbook} | ${percent(held[1] ?? 0, made[1] ?? 0)} |`,
  );
}
