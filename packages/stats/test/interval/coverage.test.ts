import { describe, expect, it } from 'vitest';
import * as k from '../../src/interval/index.js';
import {
  createRandom,
  drawBinomial,
  drawExponential,
  drawGamma,
  drawMultinomial,
  drawNormal,
  drawPoisson,
  type RandomSource,
} from '../../src/random/index.js';
import { luckyRange } from '../worlds/coverage-world.js';

/** Counts the runs with an interval, and those whose interval holds the truth. */
function coverage(
  name: string,
  runs: number,
  truth: number,
  once: (random: RandomSource) => k.IntervalResult,
): { readonly made: number; readonly held: number } {
  const root = createRandom('coverage');
  let held = 0;
  let made = 0;
  for (let run = 0; run < runs; run++) {
    const result = once(root.stream(name).stream(run));
    if (!k.isInterval(result)) continue;
    made++;
    if (result.low <= truth && truth <= result.high) held++;
  }
  expect(made).toBeGreaterThan(0.95 * runs);
  return { made, held };
}

/** Between the binomial quantiles of so many runs at 95%; exact methods and counts may lie above. */
function expectCoverage({ made, held }: { made: number; held: number }, promised: 'level' | 'least'): void {
  const [least, most] = luckyRange(made, 0.95, promised);
  expect(held, `of ${made}, at least ${least}`).toBeGreaterThanOrEqual(least);
  expect(held, `of ${made}, at most ${most}`).toBeLessThanOrEqual(most);
}

const list = (size: number, value: () => number) => Array.from({ length: size }, value);

/** One customer: a gamma spend rate, one to several orders, spend per order around 20. */
function customers(random: RandomSource, size: number) {
  const orders = list(size, () => 1 + drawPoisson(random, 1.5));
  const revenue = orders.map((n) => drawGamma(random, 4 * n, 0.2));
  return { orders, revenue };
}

/** Tickets with 1 to 5 targets each, met or missed together to some degree. */
function clustered(random: RandomSource, units: number) {
  const trials = list(units, () => 1 + drawBinomial(random, 4, 0.5));
  const successes = trials.map((n) =>
    drawBinomial(random, n, Math.min(1, Math.max(0, 0.7 + drawNormal(random, 0, 0.15)))),
  );
  return k.unitSums(successes, trials);
}

const nps = (random: RandomSource, n: number, p: number, d: number): k.NpsCounts => {
  const [promoters, passives, detractors] = drawMultinomial(random, n, [p, 1 - p - d, d]) as unknown as [
    number,
    number,
    number,
  ];
  return { promoters, passives, detractors };
};

// 'least': exact methods, and counts, which can only meet the level from above.
describe('intervals hold the truth about as often as they say', () => {
  it.each<[string, number, 'level' | 'least', number, (random: RandomSource) => k.IntervalResult]>([
    ['wilson 0.1 of 50', 4000, 'least', 0.1, (r) => k.wilsonInterval(drawBinomial(r, 50, 0.1), 50)],
    [
      'clopper-pearson 0.1 of 50',
      4000,
      'least',
      0.1,
      (r) => k.clopperPearsonInterval(drawBinomial(r, 50, 0.1), 50),
    ],
    [
      'wilson with continuity 0.1 of 50',
      4000,
      'least',
      0.1,
      (r) => k.wilsonContinuityInterval(drawBinomial(r, 50, 0.1), 50),
    ],
    ['jeffreys 0.3 of 500', 4000, 'level', 0.3, (r) => k.jeffreysInterval(drawBinomial(r, 500, 0.3), 500)],
    [
      'agresti-coull 0.1 of 50',
      4000,
      'least',
      0.1,
      (r) => k.agrestiCoullInterval(drawBinomial(r, 50, 0.1), 50),
    ],
    [
      'difference of two rates by their own intervals',
      4000,
      'least',
      0.5,
      (r) =>
        k.differenceOfIntervals(
          k.poissonRateInterval(drawPoisson(r, 60), 40),
          k.poissonRateInterval(drawPoisson(r, 40), 40),
        ),
    ],
    [
      "sen's slope of 25",
      4000,
      'least',
      0.1,
      (r) => k.mannKendallTest(Array.from({ length: 25 }, (_, t) => 0.1 * t + drawNormal(r)))!.slope,
    ],
    [
      'newcombe',
      4000,
      'level',
      0.2,
      (r) => k.newcombeDifference(drawBinomial(r, 40, 0.5), 40, drawBinomial(r, 60, 0.3), 60),
    ],
    ['nps', 4000, 'level', 40, (r) => k.npsInterval(nps(r, 60, 0.6, 0.2))],
    [
      'nps change',
      4000,
      'level',
      -20,
      (r) => k.npsChange(nps(r, 60, 0.6, 0.2), nps(r, 80, 0.5, 0.3)).interval,
    ],
    ['poisson rate', 4000, 'least', 0.7, (r) => k.poissonRateInterval(drawPoisson(r, 14), 20)],
    [
      'poisson ratio',
      4000,
      'least',
      2,
      (r) => k.poissonRateRatio(drawPoisson(r, 20), 10, drawPoisson(r, 20), 20).interval,
    ],
    ['mean of 8 normals', 4000, 'level', 3, (r) => k.meanInterval(list(8, () => drawNormal(r, 3, 2)))],
    [
      'geometric mean of 8',
      4000,
      'level',
      Math.E,
      (r) => k.geometricMeanInterval(list(8, () => Math.exp(drawNormal(r, 1, 0.5)))),
    ],
    [
      'welch',
      4000,
      'level',
      1,
      (r) =>
        k.welchTest(
          list(8, () => drawNormal(r, 1, 3)),
          list(25, () => drawNormal(r)),
        ).interval,
    ],
    [
      'median of 40',
      4000,
      'least',
      Math.LN2,
      (r) =>
        k.quantileInterval(
          list(40, () => drawExponential(r)).sort((a, b) => a - b),
          0.5,
        ),
    ],
    [
      '90th percentile of 80',
      4000,
      'least',
      Math.log(10),
      (r) =>
        k.quantileInterval(
          list(80, () => drawExponential(r)).sort((a, b) => a - b),
          0.9,
        ),
    ],
    [
      'ratio of sums, 60 customers',
      4000,
      'level',
      20,
      (r) => ((c) => k.ratioInterval(c.revenue, c.orders))(customers(r, 60)),
    ],
    [
      'fieller, 12 customers',
      4000,
      'level',
      20,
      (r) => ((c) => k.ratioInterval(c.revenue, c.orders, 0.95, { method: 'fieller' }))(customers(r, 12)),
    ],
    [
      'bootstrap ratio, 60 customers',
      400,
      'level',
      20,
      (r) =>
        ((c) => k.bootstrapRatioInterval(c.revenue, c.orders, { seed: 1, draws: 500 }))(customers(r, 60)),
    ],
    [
      'bca ratio, 60 customers',
      400,
      'level',
      20,
      (r) =>
        ((c) => k.bootstrapRatioInterval(c.revenue, c.orders, { seed: 1, draws: 500, method: 'bca' }))(
          customers(r, 60),
        ),
    ],
  ])('%s', (name, runs, promised, truth, once) => {
    expectCoverage(coverage(name, runs, truth, once), promised);
  });

  it('a clustered share does, where one that forgets the clusters does not', () => {
    // Two hundred answers of 40 accounts whose own chance is 0.3 or 0.9 (mean 0.6).
    const accounts = (r: RandomSource) => {
      const trials = list(40, () => 5);
      return k.unitSums(
        trials.map((n) => drawBinomial(r, n, r.uniform() < 0.5 ? 0.3 : 0.9)),
        trials,
      );
    };
    const aware = coverage('clustered', 4000, 0.6, (r) => k.clusteredWilsonFromSums(accounts(r)).interval);
    const naive = coverage('clustered', 4000, 0.6, (r) => {
      const sums = accounts(r);
      return k.wilsonInterval(sums.numerator, sums.denominator);
    });
    expectCoverage(aware, 'level');
    expect(naive.held).toBeLessThan(luckyRange(naive.made, 0.9, 'level')[0]);
    const tickets = (r: RandomSource) => k.clusteredWilsonFromSums(clustered(r, 50)).interval;
    expectCoverage(coverage('tickets', 2000, 0.7, tickets), 'level');
  });

  it('a finite population is used: 60 of 100 people asked', () => {
    // Drawn without replacement from 100 people of whom 30 say yes.
    const share = coverage('finite', 4000, 0.3, (r) => {
      let yes = 0;
      let left = 30;
      for (let i = 0; i < 60; i++) {
        if (r.below(100 - i) < left) {
          yes++;
          left--;
        }
      }
      return k.wilsonInterval(yes, 60, 0.95, 100);
    });
    expectCoverage(share, 'level');
  });

  it('paired NPS change, with answers that mostly stay', () => {
    // Rising: 0.06 + 0.10 + 2 x 0.02; falling: 0.03 + 0.05 + 2 x 0.02: +8 points.
    const share = coverage('paired', 4000, 8, (r) => {
      const cells = drawMultinomial(r, 80, [0.15, 0.06, 0.02, 0.03, 0.25, 0.1, 0.02, 0.05, 0.32]);
      return k.npsChangePaired([
        Array.from(cells.slice(0, 3)),
        Array.from(cells.slice(3, 6)),
        Array.from(cells.slice(6)),
      ]).interval;
    });
    expectCoverage(share, 'level');
  });
});
