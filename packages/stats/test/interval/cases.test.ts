import { describe, expect, it } from 'vitest';
import * as k from '../../src/interval/index.js';

const about = (value: number, digits = 10) => expect.closeTo(value, digits);

describe('proportions', () => {
  it('known values hold where no reference file is at hand (Newcombe 1998, table I)', () => {
    expect(k.wilsonInterval(81, 263)).toEqual({
      estimate: 81 / 263,
      low: about(0.2552885198783),
      high: about(0.3662095769828),
      level: 0.95,
      method: 'wilson',
    });
    expect(k.newcombeDifference(56, 70, 48, 80)).toMatchObject({
      low: about(0.0524314724),
      high: about(0.333872654),
    });
  });

  it('without trials there is no interval, and the reason is said', () => {
    const none = { estimate: null, low: null, high: null, level: 0.95, reason: 'zero-denominator' };
    expect(k.wilsonInterval(0, 0)).toEqual({ ...none, method: 'wilson' });
    expect(k.clopperPearsonInterval(0, 0)).toEqual({ ...none, method: 'clopper-pearson' });
    expect(k.newcombeDifference(0, 0, 1, 2)).toEqual({ ...none, method: 'newcombe' });
    expect(k.isInterval(k.wilsonInterval(0, 0))).toBe(false);
  });

  it('a finite population narrows the interval to nothing when everyone answered', () => {
    // Factor (1000-500)/(1000-1) on the variance is a sample of 500/0.5005 = 999: Wilson of 40% of 999.
    expect(k.finitePopulationFactor(500, 1000)).toBeCloseTo(500 / 999, 15);
    const wilson = (share: number, n: number, z = 1.959963984540054) => {
      const center = (share + (z * z) / (2 * n)) / (1 + (z * z) / n);
      const half = (z / (1 + (z * z) / n)) * Math.sqrt((share * (1 - share)) / n + (z * z) / (4 * n * n));
      return [center - half, center + half] as const;
    };
    const [low, high] = wilson(0.4, 999);
    expect(k.wilsonInterval(200, 500, 0.95, 1000)).toMatchObject({ low: about(low), high: about(high) });
    expect(k.wilsonInterval(200, 500, 0.95, 500)).toMatchObject({ low: 0.4, high: 0.4 });
    expect(k.npsInterval({ promoters: 3, passives: 1, detractors: 1 }, 0.95, 5)).toMatchObject({
      low: 40,
      high: 40,
    });
    expect(k.meanInterval([1, 2, 6], 0.95, 3)).toMatchObject({ low: 3, high: 3 });
  });

  it('clustered: one trial a unit costs nothing, whole units alike cost their size', () => {
    // 40 of 100 with one trial each.
    const single = k.clusteredWilsonFromSums({
      units: 100,
      numerator: 40,
      denominator: 100,
      numeratorSquares: 40,
      products: 40,
      denominatorSquares: 100,
    });
    expect(single).toMatchObject({ designEffect: about(1, 12), effectiveTrials: about(100, 9) });
    // The same answers five times a unit: the trials are worth the units.
    const copied = k.clusteredWilsonFromSums({
      units: 100,
      numerator: 200,
      denominator: 500,
      numeratorSquares: 1000,
      products: 1000,
      denominatorSquares: 2500,
    });
    expect(copied).toMatchObject({ designEffect: about(5, 12), effectiveTrials: about(100, 9) });
    expect(copied.interval.low).toBeCloseTo(single.interval.low as number, 12);
    // All alike: 50 trials in 10 units count as 10.
    const fives = Array.from({ length: 10 }, () => 5);
    const agreed = k.clusteredWilsonFromSums(k.unitSums(fives, fives));
    expect(agreed).toMatchObject({ effectiveTrials: 10, interval: { high: 1 } });
    const one = k.clusteredWilsonFromSums(k.unitSums([3], [5]));
    expect(one.interval).toMatchObject({ estimate: 0.6, low: null, reason: 'too-few-units' });
  });
});

describe('NPS', () => {
  it('change between two surveys, by hand', () => {
    // Adjusted: (50.75-20.75)/103 = 0.291262, var (71.5/103 - 0.291262^2)/103; (60.75-15.75)/103 = 0.436893.
    const before = { promoters: 50, passives: 30, detractors: 20 };
    const after = { promoters: 60, passives: 25, detractors: 15 };
    const a = 30 / 103;
    const b = 45 / 103;
    const error = Math.sqrt((71.5 / 103 - a * a) / 103 + (76.5 / 103 - b * b) / 103);
    const change = k.npsChange(before, after);
    expect(change.interval).toMatchObject({
      estimate: about(15),
      low: about(100 * (b - a - 1.959963984540054 * error)),
      high: about(100 * (b - a + 1.959963984540054 * error)),
    });
    expect(change.z).toBeCloseTo((b - a) / error, 12);
    expect(k.npsChange(before, before)).toMatchObject({ interval: { estimate: 0 }, z: 0, pValue: 1 });
  });

  it('change among the same respondents, by hand', () => {
    // 20 stay detractors, 30 passive, 40 promoters; 10 rise from passive to promoter.
    // Three imagined respondents add 3/8 to each one-step move and 3/16 to each two-step move.
    const change = k.npsChangePaired([
      [20, 0, 0],
      [0, 30, 10],
      [0, 0, 40],
    ]);
    const n = 103;
    const center = 10 / n;
    const squares = (10 + 4 * 0.375 + 4 * 2 * 0.1875) / n;
    expect(change.interval.estimate).toBeCloseTo(10, 12);
    expect(change.z).toBeCloseTo(center / Math.sqrt((squares - center * center) / n), 12);
    // The same margins as unpaired samples say much less.
    const unpaired = k.npsChange(
      { detractors: 20, passives: 40, promoters: 40 },
      { detractors: 20, passives: 30, promoters: 50 },
    );
    expect(change.pValue).toBeLessThan(0.01);
    expect(unpaired.pValue).toBeGreaterThan(0.3);
  });

  it('without answers there is no interval', () => {
    const none = { promoters: 0, passives: 0, detractors: 0 };
    expect(k.npsInterval(none)).toMatchObject({ estimate: null, low: null, reason: 'zero-denominator' });
    expect(k.npsChange(none, { ...none, passives: 4 })).toMatchObject({ z: null, pValue: null });
  });
});

describe('rates', () => {
  it('no events in 3 units: high end is 3.69/3 (the rule of three, two-sided)', () => {
    // -log(0.025) = 3.688879454.
    expect(k.poissonRateInterval(0, 3)).toMatchObject({
      estimate: 0,
      low: 0,
      high: about(3.6888794541139363 / 3),
    });
    expect(k.poissonRateInterval(4, 0)).toMatchObject({ low: null, reason: 'zero-denominator' });
  });

  it('a ratio to a rate without events has no finite interval but a p-value', () => {
    // All five events fell in the half of the exposure: 2 x 0.5^5.
    const ratio = k.poissonRateRatio(5, 10, 0, 10);
    expect(ratio).toMatchObject({
      interval: { low: null, reason: 'zero-denominator' },
      pValue: about(1 / 16),
    });
    expect(k.poissonRateRatio(0, 10, 5, 10).interval).toMatchObject({ estimate: 0, low: 0 });
  });

  it('dispersion: bunches show (scipy chi2.sf of 34 on 7)', () => {
    const counts = [3, 0, 9, 1, 2, 5, 0, 12];
    const squares = counts.reduce((sum, v) => sum + v * v, 0);
    expect(k.poissonDispersion(8, 32, squares)).toMatchObject({
      ratio: about(34 / 7),
      chiSquare: about(34),
      degrees: 7,
      pValue: about(1.722462699685927e-5, 15),
    });
    expect(k.poissonDispersion(1, 5, 25)).toBeNull();
  });
});

describe('quantiles', () => {
  // By direct search over the binomial distribution in scipy: largest l with P(B <= l-1) <= 0.025, smallest u.
  it.each([
    [12, 0.5, 3, 10, 0.96142578125],
    [50, 0.5, 18, 33, 0.9671608624357315],
    [50, 0.9, 41, 50, 0.9703082890880885],
    [200, 0.25, 38, 63, 0.9592092775443148],
  ])('ranks for %d values at %d', (count, q, low, high, coverage) => {
    expect(k.quantileRanks(count, q)).toEqual({ low, high, coverage: about(coverage, 12) });
  });

  it('six values carry a 95% interval of the median, five do not (1 - 2/2^5 = 0.9375)', () => {
    expect(k.quantileInterval([1, 2, 3, 4, 5], 0.5)).toMatchObject({
      estimate: 3,
      low: null,
      reason: 'too-few-observations',
    });
    expect(k.quantileInterval([1, 2, 3, 4, 5, 9], 0.5)).toMatchObject({ estimate: 3.5, low: 1, high: 9 });
    expect(k.quantileInterval([1, 2, 3, 4, 5], 0.5, 0.9375)).toMatchObject({ low: 1, high: 5 });
    expect(k.quantileInterval([], 0.5)).toMatchObject({ estimate: null, reason: 'zero-denominator' });
  });

  it('a tail that cannot be met gives its share to the other', () => {
    // 0.9^30 = 0.0424 < 0.05: the largest of 30 values bounds the 90th percentile; 0.0076 is left below.
    const ranks = k.quantileRanks(30, 0.9);
    expect(ranks?.high).toBe(30);
    expect(ranks?.coverage).toBeGreaterThanOrEqual(0.95);
    // 0.9^28 = 0.0523 > 0.05.
    expect(k.quantileRanks(28, 0.9)).toBeNull();
    expect(k.quantileRanks(30, 0.1)).toEqual({
      low: 1,
      high: 31 - (ranks?.low as number),
      coverage: about(ranks?.coverage as number, 12),
    });
  });
});

describe('means and ratios', () => {
  it('mean and geometric mean (scipy t.interval)', () => {
    const values = [3, 7, 1, 9, 4, 4.5];
    expect(k.meanInterval(values, 0.9)).toMatchObject({
      low: about(2.3979111033778517),
      high: about(7.1020888966221465),
    });
    expect(k.geometricMeanInterval(values)).toMatchObject({
      estimate: about(3.8781301944227913),
      low: about(1.72409989, 8),
      high: about(8.72333089, 8),
      method: 'log-student',
    });
    expect(k.meanInterval([4])).toMatchObject({ estimate: 4, low: null, reason: 'too-few-observations' });
    expect(k.meanInterval([])).toMatchObject({ estimate: null, low: null, reason: 'zero-denominator' });
    expect(k.geometricMeanInterval([])).toMatchObject({
      estimate: null,
      low: null,
      reason: 'zero-denominator',
    });
  });

  it('moments keep the spread beside a large mean', () => {
    expect(k.momentsOf([1e9 + 1, 1e9 + 2, 1e9 + 3])).toEqual({ count: 3, mean: 1e9 + 2, variance: 1 });
  });

  it('a ratio: Fieller when the denominator is uncertain, delta when it is not', () => {
    const orders = [1, 2, 1, 1, 2, 1, 1, 2, 1, 1];
    const revenue = orders.map((n, i) => 10 * n + i);
    expect(k.ratioInterval(revenue, orders).method).toBe('delta');
    expect(k.ratioInterval([5, 0, 0, 9], [1, 0, 0, 2]).method).toBe('fieller');
  });

  it('a ratio that is the same for every unit has an interval of width 0', () => {
    const result = k.ratioInterval([10, 20, 30, 20], [1, 2, 3, 2], 0.95, { method: 'delta' });
    expect(result).toMatchObject({ estimate: 10, low: 10, high: 10 });
  });

  it.each([
    ['zero-denominator', [1, 2], [0, 0], null],
    ['too-few-units', [7], [2], 3.5],
    ['denominator-not-clear-of-zero', [5, 0, 0], [1, 0, 0], 5],
  ])('no interval: %s', (reason, numerators, denominators, estimate) => {
    expect(k.ratioInterval(numerators, denominators)).toMatchObject({
      estimate,
      low: null,
      high: null,
      reason,
    });
  });
});

describe('bootstrap', () => {
  const revenue = Array.from({ length: 60 }, (_, i) => (i * 37) % 23);
  const orders = Array.from({ length: 60 }, (_, i) => 1 + ((i * 17) % 4));

  it('gives the same interval for the same seed and another for another', () => {
    const first = k.bootstrapRatioInterval(revenue, orders, { seed: 'nrr' });
    expect(k.bootstrapRatioInterval(revenue, orders, { seed: 'nrr' })).toEqual(first);
    expect(k.bootstrapRatioInterval(revenue, orders, { seed: 'grr' })).not.toEqual(first);
  });

  it('of a mean agrees with its known standard error', () => {
    // The bootstrap standard error of a mean is s sqrt((n-1)/n)/sqrt(n); 20,000 draws leave about 1%.
    const n = revenue.length;
    const { variance } = k.momentsOf(revenue);
    const half = 1.959963984540054 * Math.sqrt((variance * (n - 1)) / n / n);
    for (const method of ['percentile', 'bca'] as const) {
      const result = k.clusteredBootstrapInterval(
        n,
        (weights) => weights.reduce((sum, w, i) => sum + w * (revenue[i] as number), 0) / n,
        { seed: 1, draws: 20_000, method },
      );
      expect(((result.high as number) - (result.low as number)) / 2 / half).toBeGreaterThan(0.96);
      expect(((result.high as number) - (result.low as number)) / 2 / half).toBeLessThan(1.04);
    }
  });

  it('says why there is no interval', () => {
    expect(k.bootstrapRatioInterval([], [], { seed: 1 })).toMatchObject({
      estimate: null,
      reason: 'zero-denominator',
    });
    expect(k.bootstrapRatioInterval([1], [0], { seed: 1 })).toMatchObject({
      estimate: null,
      reason: 'zero-denominator',
    });
    expect(k.bootstrapRatioInterval([1], [2], { seed: 1 })).toMatchObject({
      estimate: 0.5,
      reason: 'too-few-units',
    });
    // One unit in three has a denominator: 30% of the resamples have none.
    expect(k.bootstrapRatioInterval([1, 0, 0], [1, 0, 0], { seed: 1 })).toMatchObject({
      estimate: 1,
      reason: 'undefined-statistic',
    });
  });
});

describe('ends that no double holds', () => {
  const none = { low: null, high: null, level: 0.95, reason: 'beyond-range' };

  it('a geometric mean of two values 600 orders of magnitude apart keeps its estimate and has no interval', () => {
    // Logs -690.8 and 690.8: mean 0, standard error 690.8, and Student's 12.7 of it is far above log 1.8e308.
    const wide = k.geometricMeanInterval([1e-300, 1e300]);
    expect(wide).toEqual({ ...none, estimate: about(1), method: 'log-student' });
    // Ten of each: t(19) = 2.093024, standard error 690.7755 sqrt(1/19) = 158.4748, half-width 331.6916 in logs.
    const values = Array.from({ length: 20 }, (_, i) => (i % 2 === 0 ? 1e-300 : 1e300));
    const { low, high } = k.geometricMeanInterval(values);
    expect([Math.log(low!), Math.log(high!)]).toEqual([about(-331.6916, 3), about(331.6916, 3)]);
  });

  it('a rate per unit of next to no exposure', () => {
    expect(k.poissonRateInterval(3, 1e-310)).toEqual({ ...none, estimate: null, method: 'exact-poisson' });
    // 8.7673 / 0.6e-307 (Garwood's upper end of 3 events) fits; 8.7673 / 0.4e-307 = 2.2e308 does not.
    expect(k.isInterval(k.poissonRateInterval(3, 0.6e-307))).toBe(true);
    const barely = k.poissonRateInterval(3, 0.4e-307);
    expect(barely).toEqual({ ...none, estimate: 3 / 0.4e-307, method: 'exact-poisson' });
    const { interval, pValue } = k.poissonRateRatio(10, 1, 1, 1.7e308);
    expect(interval).toEqual({ ...none, estimate: null, method: 'exact-poisson-ratio' });
    expect(pValue).toBeCloseTo(0, 300);
    expect(() => k.poissonRateRatio(2, 1e-160, 1000, 1e154)).toThrow(
      /^exposure1 is not usable: 1e-160; pass/,
    );
  });

  it('differences of values at both ends of the doubles', () => {
    const far = { count: 3, variance: 1 };
    const welch = k.welchTestFromMoments({ ...far, mean: 1.7e308 }, { ...far, mean: -1.7e308 });
    expect(welch.interval).toEqual({ ...none, estimate: null, method: 'welch' });
    // Halfway between -a and a is 0, although 2a is no double.
    expect(k.quantile([-1.7e308, 1.7e308], 0.5)).toBe(0);
  });
});
