import { describe, expect, it } from 'vitest';
import * as k from '../../src/interval/index.js';

const about = (value: number, digits = 10) => expect.closeTo(value, digits);

describe('tests', () => {
  it('independence (scipy chi2_contingency)', () => {
    expect(
      k.chiSquareTest([
        [12, 30],
        [25, 18],
        [7, 44],
      ]),
    ).toMatchObject({
      chiSquare: about(21.424588219330385),
      degrees: 2,
      pValue: about(2.2269464792185107e-5, 14),
    });
    expect(
      k.chiSquareTest(
        [
          [12, 5],
          [3, 9],
        ],
        true,
      ),
    ).toMatchObject({ chiSquare: about(4.171457749766574), pValue: about(0.04111041419430694) });
    expect(
      k.chiSquareTest([
        [0, 0],
        [3, 9],
      ]),
    ).toMatchObject({ chiSquare: null, pValue: null });
  });

  it('Fisher (scipy fisher_exact, conditional odds ratio)', () => {
    expect(k.fisherExactTest(8, 2, 1, 5)).toEqual({
      pValue: about(0.034965034965034975, 13),
      oddsRatio: about(15.465819716921013, 6),
    });
    expect(k.fisherExactTest(120, 340, 90, 410)).toEqual({
      pValue: about(0.0029361685690192005, 13),
      oddsRatio: about(1.6070431678953034, 8),
    });
    expect(k.fisherExactTest(5, 0, 2, 3)).toMatchObject({ oddsRatio: null });
    expect(k.fisherExactTest(0, 5, 2, 3)).toMatchObject({ oddsRatio: 0 });
    expect(k.fisherExactTest(0, 0, 2, 3)).toEqual({ pValue: 1, oddsRatio: null });
  });

  it.each([
    [3, 20, 0.4, 0.022427038142043255],
    [14, 20, 0.4, 0.010077347411163876],
    [682, 925, 0.75, 0.3824915595748517],
    [0, 0, 0.3, 1],
    [4, 8, 0.5, 1],
  ])('exact binomial %d of %d at %d (scipy binomtest)', (successes, trials, share, p) => {
    expect(k.exactBinomialP(successes, trials, share)).toBeCloseTo(p, 12);
  });

  it('McNemar, exact (statsmodels)', () => {
    expect(k.mcNemarTest(12, 3).exactPValue).toBeCloseTo(0.03515625, 14);
    expect(k.mcNemarTest(0, 0)).toEqual({ chiSquare: null, pValue: null, exactPValue: null });
  });

  it('Mann-Whitney (scipy mannwhitneyu)', () => {
    expect(k.mannWhitneyTest([1, 2, 2, 3, 5, 8], [2, 4, 6, 6, 9, 9, 10])).toMatchObject({
      u: 8,
      pValue: about(0.07176339507063363),
      exact: false,
    });
    expect(
      k.mannWhitneyTest([1.1, 2.2, 3.3, 4.4, 9.9, 12.5, 13], [2, 4, 6, 8, 10, 11, 14, 15, 16]),
    ).toMatchObject({
      u: 20,
      superiority: about(20 / 63),
      pValue: about(0.2522727272727273),
      exact: true,
    });
    expect(k.mannWhitneyTest([], [1])).toBeNull();
    expect(k.mannWhitneyTest([2, 2], [2, 2, 2])).toBeNull();
  });

  it('Mann-Kendall with ties and uneven times, by hand and scipy', () => {
    // tau-b from scipy kendalltau; slope from theilslopes. S: 24 rising, 0 falling, 4 tied pairs of 28.
    const test = k.mannKendallTest([3, 3, 5, 4, 6, 6, 6, 9], { times: [0, 1, 2, 4, 5, 7, 8, 10] });
    expect(test).toMatchObject({ s: 22, tau: about(0.8486684247915055), slope: { estimate: about(0.5) } });
    // Ties of 2 and 3: (8*7*21 - 2*1*9 - 3*2*11)/18 = 60.6667.
    expect(test?.z).toBeCloseTo(21 / Math.sqrt(1092 / 18), 12);
    expect(k.mannKendallTest([1, 2])).toBeNull();
    expect(k.mannKendallTest([2, 2, 2, 2])).toBeNull();
  });

  it('Welch from moments (scipy ttest_ind_from_stats)', () => {
    const test = k.welchTestFromMoments(
      { count: 12, mean: 10, variance: 4 },
      { count: 20, mean: 8.5, variance: 12.25 },
    );
    expect(test).toMatchObject({ t: about(1.5423535993897965), pValue: about(0.13348049152887423) });
    const still = k.welchTest([1, 1], [2, 2]);
    expect(still).toMatchObject({ t: null, interval: { low: -1, high: -1 } });
    expect(k.welchTest([1], [2, 3]).interval).toMatchObject({
      estimate: -1.5,
      low: null,
      reason: 'too-few-observations',
    });
  });

  it('adjusted p-values keep their places', () => {
    // By hand: sorted 0.005 0.01 0.03 0.4; BH 4x0.005, 2x0.01, 4/3x0.03, 0.4.
    expect(Array.from(k.benjaminiHochberg([0.4, 0.01, 0.03, 0.005]))).toEqual([
      0.4,
      about(0.02),
      about(0.04),
      about(0.02),
    ]);
    expect(Array.from(k.holm([0.4, 0.01, 0.03, 0.005]))).toEqual([
      about(0.4),
      about(0.03),
      about(0.06),
      about(0.02),
    ]);
    expect(Array.from(k.benjaminiHochberg([]))).toEqual([]);
  });
});

describe('power and the smallest visible change', () => {
  it('of means (R ?power.t.test; statsmodels TTestIndPower)', () => {
    expect(k.powerOfMeans(1, 1, 20, 20)).toBeCloseTo(0.8689528, 7);
    expect(k.sampleSizeForMeans(1, 1, { power: 0.9 })).toBeCloseTo(22.0211, 4);
    expect(k.sampleSizeForMeans(0.3, 1)).toBeCloseTo(175.38509659766524, 5);
    // One-sided 0.05 of statsmodels is a level of 0.9 here; 30 against 60.
    expect(k.powerOfMeans(0.5, 1, 30, 60, 0.9)).toBeCloseTo(0.717006084865147, 8);
  });

  it('the smallest change has exactly the power asked for', () => {
    const change = k.smallestProportionChange(0.3, 400, 500, { power: 0.9 });
    expect(k.powerOfProportions(0.3, 0.3 + (change.increase as number), 400, 500)).toBeCloseTo(0.9, 9);
    expect(k.powerOfProportions(0.3, 0.3 - (change.decrease as number), 400, 500)).toBeCloseTo(0.9, 9);
    expect(k.smallestProportionChange(0.02, 50, 50).decrease).toBeNull();
    expect(k.powerOfMeans(k.smallestMeanChange(7, 30, 40), 7, 30, 40)).toBeCloseTo(0.8, 9);
  });

  it('at power one half is what the change test itself just finds', () => {
    // 100 answers twice, 50/30/20: 1.96 sqrt(2) of one adjusted standard error, 21.3 points.
    const counts = { promoters: 50, passives: 30, detractors: 20 };
    const single = Math.sqrt((71.5 / 103 - (30 / 103) ** 2) / 103);
    expect(k.smallestNpsChange(counts, 100, { power: 0.5 }).increase).toBeCloseTo(
      100 * 1.959963984540054 * Math.SQRT2 * single,
      9,
    );
    expect(k.smallestNpsChange({ promoters: 5, passives: 0, detractors: 0 })).toMatchObject({
      increase: null,
    });
  });
});
