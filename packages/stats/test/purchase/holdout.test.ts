import { describe, expect, test } from 'vitest';
import {
  bgNbd,
  comparePurchaseModels,
  fitPurchases,
  frequencyCalibration,
  inUnit,
  months,
  paretoNbd,
  predictPurchases,
  predictTotal,
  predictiveInterval,
  purchaseCohort,
  purchaseHistories,
  trackPurchases,
  weeks,
} from '../../src/purchase/index.js';
import { annualRate } from '../../src/spend/index.js';
import { cdnowCohort } from './cdnow.js';
import { entry, reference } from './reference.js';

const sample = cdnowCohort('sample');
const master = cdnowCohort('master');

describe.skipIf(sample === null)('CDNOW sample', () => {
  const cohort = sample!;

  test('the three models side by side, with a plain verdict', () => {
    const comparison = comparePurchaseModels(cohort);
    expect(comparison.models.map((model) => model.fit.model.id)).toEqual(['pareto-nbd', 'bg-nbd', 'mbg-nbd']);
    const [pareto, geometric] = comparison.models;
    if (reference !== null) {
      // CLVTools' totals at its own estimates, which differ from the optimum in the fifth digit.
      const wanted = [pareto!, geometric!].map((model) => model.predictedTotal);
      expect(wanted[0]).toBeCloseTo(entry<{ sum_cet_39: number }>('run-clvtools-cdnow-pnbd').sum_cet_39, 0);
      expect(wanted[1]).toBeCloseTo(entry<{ sum_cet_39: number }>('run-clvtools-cdnow-bgnbd').sum_cet_39, 2);
    }
    for (const model of comparison.models) {
      expect(model.actualTotal).toBe(1882);
      expect(model.fit.doubts).toEqual([]);
      // Bins add up to the totals, and proper scores beat knowing nothing.
      const customers = model.bins.reduce((total, bin) => total + bin.customers, 0);
      expect(customers).toBe(2357);
      expect(model.bins.reduce((total, bin) => total + bin.customers * bin.actual, 0)).toBeCloseTo(1882, 8);
      expect(model.bins.reduce((total, bin) => total + bin.customers * bin.expected, 0)).toBeCloseTo(
        model.predictedTotal,
        6,
      );
      expect(model.topTenthLift).toBeGreaterThan(4);
      // Discrete intervals cover at least their level, less what the level shift costs.
      expect(model.intervalCoverage).toBeGreaterThan(0.9);
      expect(model.activeBrier).toBeLessThan(0.21);
    }
    // Knowing only the share p of customers who bought scores p (1 - p).
    const active = cohort.holdout!.purchases.filter((count) => count > 0).length / 2357;
    for (const model of comparison.models) expect(model.activeBrier).toBeLessThan(active * (1 - active));
    expect(comparison.forTotals).toBe('pareto-nbd');
    expect(comparison.verdict).toMatch(
      /^for totals use Pareto\/NBD: expect the total to be off by about 11\.5% \(in the holdout it predicted 1666, below the actual 1882; the old pace carried on is off by 55\.7%\); for single customers use MBG\/NBD: best log score, 0\.98\d\d a customer$/,
    );
  });

  test('tracking adds up and follows the data', () => {
    const fit = fitPurchases(cohort.histories, paretoNbd);
    const tracking = trackPurchases(fit, cohort);
    expect(tracking.day.length).toBe(78);
    expect(tracking.calibrationUnits).toBe(39);
    expect(tracking.actualCumulative.at(-1)).toBe(2457 + 1882);
    expect(tracking.actualCumulative[38]).toBe(2457);
    expect(tracking.actual.reduce((a, b) => a + b)).toBe(2457 + 1882);
    expect(tracking.expected.reduce((a, b) => a + b)).toBeCloseTo(tracking.expectedCumulative.at(-1)!, 8);
    // Fader, Hardie & Lee 2005: the cumulative curve stays within a few percent in and out of sample.
    expect(Math.abs(tracking.expectedCumulative[38]! / 2457 - 1)).toBeLessThan(0.03);
    expect(Math.abs(tracking.expectedCumulative[77]! / 4339 - 1)).toBeLessThan(0.03);
    // By hand at the end: each customer's own expectation to the last day.
    const end = tracking.day.at(-1)!;
    let sum = 0;
    for (const first of cohort.firstDay) sum += paretoNbd.expectedRepeats(fit.parameters, (end - first) / 7);
    expect(tracking.expectedCumulative.at(-1)).toBeCloseTo(sum, 6);
  });

  test('the histogram of repeats: expected counts add up, BG/NBD is not rejected', () => {
    const calibration = frequencyCalibration(fitPurchases(cohort.histories, bgNbd), cohort.histories);
    expect(calibration.observed).toEqual([1411, 439, 214, 100, 62, 38, 29, 64]);
    expect(calibration.expected.reduce((a, b) => a + b)).toBeCloseTo(2357, 8);
    const byHand = calibration.observed.reduce((sum, count, n) => {
      const expected = calibration.expected[n]!;
      return sum + (count - expected) ** 2 / expected;
    }, 0);
    // Fader, Hardie & Lee 2005, figure 2 prints chi-square 4.82 with p = .19 for BG/NBD, 8 bins, 3 degrees.
    expect(calibration.chiSquare!.value).toBeCloseTo(byHand, 10);
    expect(calibration.chiSquare!.value).toBeCloseTo(4.82, 1);
    expect(calibration.chiSquare!.degrees).toBe(3);
    expect(calibration.chiSquare!.p).toBeCloseTo(0.19, 1);
  });

  test('the total: chance and estimation in the interval, market changes in the caution', () => {
    const fit = fitPurchases(cohort.histories, bgNbd);
    const total = predictTotal(fit, cohort.histories, { horizon: weeks(39), seed: 5 });
    const again = predictTotal(fit, cohort.histories, { horizon: weeks(39), seed: 5 });
    expect([...total.draws]).toEqual([...again.draws]);
    expect(total.expected).toBeCloseTo(
      predictPurchases(fit, cohort.histories, { horizon: weeks(39) }).total,
      8,
    );
    expect(total.interval[0]).toBeLessThan(total.expected);
    expect(total.interval[1]).toBeGreaterThan(total.expected);
    // Both sources of uncertainty are in the draws: their variances add.
    const { draws } = total;
    const mean = draws.reduce((a, b) => a + b) / draws.length;
    const variance = draws.reduce((a, b) => a + (b - mean) ** 2, 0) / (draws.length - 1);
    const wanted = total.parameterDeviation ** 2 + total.outcomeDeviation ** 2;
    expect(Math.abs(variance / wanted - 1)).toBeLessThan(0.25);
    expect(total.caution).toContain('holdout');
  });

  test('the total of a nearly flat likelihood: draws stop at the wall of the fit', () => {
    // With 300 simulated customers the log errors were so wide that a draw had alpha below the rounding of beta, and
    // the series threw SPECIAL_DOMAIN at z = 1. Here the covariance is widened by hand.
    const fit = fitPurchases(cohort.histories, paretoNbd);
    const flat = { ...fit, covariance: fit.covariance!.map((value) => 1e4 * value) };
    const { draws, interval } = predictTotal(flat, cohort.histories, {
      horizon: weeks(4),
      seed: 1,
      draws: 40,
    });
    expect(draws.every((value) => Number.isInteger(value) && value >= 0)).toBe(true);
    expect(interval[1]).toBeGreaterThan(interval[0]);
  });

  test('predictions: grouped rows equal single customers; predictive intervals hold their level', () => {
    const fit = fitPurchases(cohort.histories, paretoNbd);
    const prediction = predictPurchases(fit, cohort.histories, {
      horizon: weeks(39),
      level: 0.9,
      discount: annualRate(0.1),
    });
    for (const i of [0, 1, 9, 999, 1515]) {
      const history = {
        repeats: cohort.histories.repeats[i]!,
        recency: cohort.histories.recency[i]!,
        age: cohort.histories.age[i]!,
      };
      expect(prediction.expectedPurchases[i]).toBeCloseTo(
        paretoNbd.expectedPurchases(fit.parameters, history, 39),
        10,
      );
      const rate = (Math.log(1.1) * 7) / 365.2425;
      expect(prediction.discountedPurchases![i]).toBeCloseTo(
        paretoNbd.discountedPurchases(fit.parameters, history, rate),
        9,
      );
      const [low, high] = predictiveInterval(fit, history, 39, 0.9);
      expect(prediction.interval!.low[i]).toBe(low);
      expect(prediction.interval!.high[i]).toBe(high);
      const mass = paretoNbd.purchaseDistribution(fit.parameters, history, 39, 200);
      const within = mass.slice(low, high + 1).reduce((a, b) => a + b);
      expect(within).toBeGreaterThanOrEqual(0.9);
      // Equal tails, and no narrower interval has them.
      expect(mass.slice(0, low).reduce((a, b) => a + b, 0)).toBeLessThanOrEqual(0.05);
      expect(mass.slice(0, high).reduce((a, b) => a + b, 0)).toBeLessThan(0.95);
    }
  });
});

describe.skipIf(master === null)('CDNOW master', () => {
  test('holdout errors as measured by the reference (stat-models.md, section 0)', () => {
    const comparison = comparePurchaseModels(master!);
    // Total error and mean absolute error of 39 weeks, actual 19,684.
    const table = [
      ['pareto-nbd', -0.129, 0.794],
      ['bg-nbd', -0.143, 0.819],
      ['mbg-nbd', -0.191, 0.794],
    ] as const;
    comparison.models.forEach((model, i) => {
      const [id, totalError, absolute] = table[i]!;
      expect(model.fit.model.id).toBe(id);
      expect(Math.abs(model.totalError! - totalError)).toBeLessThan(6e-4);
      expect(Math.abs(model.meanAbsoluteError - absolute)).toBeLessThan(6e-4);
    });
    expect(Math.abs(comparison.sameRate.totalError! - 0.474)).toBeLessThan(6e-4);
    expect(Math.abs(comparison.sameRate.meanAbsoluteError - 1.038)).toBeLessThan(6e-4);
    expect(comparison.nothing.totalError).toBe(-1);
    expect(Math.abs(comparison.nothing.meanAbsoluteError - 0.835)).toBeLessThan(6e-4);
    // The best likelihood (MBG/NBD) has the worst total: likelihood alone must not pick.
    const byLikelihood = comparison.models.toSorted((a, b) => b.fit.logLikelihood - a.fit.logLikelihood);
    expect(byLikelihood[0]!.fit.model.id).toBe('mbg-nbd');
    expect(comparison.forTotals).toBe('pareto-nbd');
    expect(comparison.verdict).toContain('expect the total to be off by about 12.9%');
  });
});

describe('misuse', () => {
  const many = (repeats: number, size = 20) =>
    purchaseHistories({
      unit: 'week',
      repeats: Array.from({ length: size }, () => repeats),
      recency: Array.from({ length: size }, () => (repeats === 0 ? 0 : 5)),
      age: Array.from({ length: size }, () => 30),
    });
  const one = (repeats: number, recency: number, age: number) =>
    purchaseHistories({ unit: 'week', repeats: [repeats], recency: [recency], age: [age] });
  const fit = () => {
    const histories = purchaseHistories({
      unit: 'week',
      repeats: Array.from({ length: 30 }, (_, i) => [0, 1, 0, 4, 2][i % 5]!),
      recency: Array.from(
        { length: 30 },
        (_, i) => [0, 3, 0, 20, 9][i % 5]! + (i % 5 === 0 || i % 5 === 2 ? 0 : i / 10),
      ),
      age: Array.from({ length: 30 }, (_, i) => 25 + i),
    });
    return { fit: fitPurchases(histories, bgNbd), histories };
  };
  const none = purchaseCohort(
    { customer: [1, 2], day: [1, 2] },
    { unit: 'day', calibrationEnd: 10, holdoutEnd: 20, leftTruncation: { kind: 'complete' } },
  );
  const cases: readonly [string, () => unknown, string, RegExp][] = [
    [
      'no customers',
      () => purchaseHistories({ unit: 'week', repeats: [], recency: [], age: [] }),
      'PURCHASE_EMPTY',
      /0 given; pass at least one/,
    ],
    [
      'lengths',
      () => purchaseHistories({ unit: 'week', repeats: [1], recency: [], age: [3] }),
      'PURCHASE_SHAPE',
      /recency has 0 values, 1 expected/,
    ],
    [
      'unknown unit',
      () => purchaseHistories({ unit: 'W' as never, repeats: [0], recency: [0], age: [3] }),
      'PURCHASE_UNIT_NAME',
      /'W'; use 'hour', 'day'/,
    ],
    [
      'negative time',
      () => one(0, 0, -3),
      'PURCHASE_VALUE',
      /age of customer 0 is not usable: -3; pass a finite time/,
    ],
    [
      'not a number',
      () => one(1, Number.NaN, 3),
      'PURCHASE_VALUE',
      /recency of customer 0 is not usable: NaN/,
    ],
    [
      'half a purchase',
      () => one(0.5, 1, 3),
      'PURCHASE_VALUE',
      /repeats of customer 0 is not usable: 0.5; pass a whole/,
    ],
    [
      'last purchase after the end',
      () => one(1, 4, 3),
      'PURCHASE_ORDER',
      /last purchase at 4, age 3; recency is the age at/,
    ],
    [
      'recency without a repeat',
      () => one(0, 2, 3),
      'PURCHASE_VALUE',
      /a customer without a repeat has recency 0/,
    ],
    ['a repeat at age 0', () => one(1, 0, 3), 'PURCHASE_VALUE', /merge the purchases of one day/],
    [
      'wrong resolution',
      () => purchaseHistories({ unit: 'week', repeats: [1], recency: [1 / 3], age: [2], ticksPerUnit: 7 }),
      'PURCHASE_RESOLUTION',
      /recency of customer 0 is not a whole number of ticks: 0.33+ at 7 ticks/,
    ],
    [
      'one customer',
      () => fitPurchases(one(1, 2, 3), bgNbd),
      'PURCHASE_TOO_FEW',
      /fit BG\/NBD: 1, 10 needed/,
    ],
    [
      'nobody came back',
      () => fitPurchases(many(0), paretoNbd),
      'PURCHASE_NO_REPEATS',
      /0 repeat purchases among 20 customers; observe/,
    ],
    ['level', () => fitPurchases(many(1), paretoNbd, { level: 95 }), 'INTERVAL_LEVEL', /95; pass a share/],
    [
      'parameter',
      () => bgNbd.probabilityAlive([1, 1, 0, 1], { repeats: 1, recency: 1, age: 2 }),
      'PURCHASE_PARAMETER',
      /BG\/NBD: parameter a is not usable: 0/,
    ],
    [
      'history',
      () => paretoNbd.logLikelihood([1, 1, 1, 1], { repeats: 1, recency: 3, age: 2 }),
      'PURCHASE_HISTORY',
      /Pareto\/NBD: .* age: 2; need/,
    ],
    [
      'infinite value',
      () => paretoNbd.discountedPurchases([1, 1, 0.9, 1], { repeats: 1, recency: 1, age: 2 }, 0),
      'PURCHASE_UNBOUNDED',
      /s = 0.9 is at most 1/,
    ],
    [
      'infinite value',
      () => bgNbd.discountedPurchases([1, 1, 1, 1], { repeats: 1, recency: 1, age: 2 }, 0),
      'PURCHASE_UNBOUNDED',
      /a = 1 is at most 1/,
    ],
    [
      'bare horizon',
      () => predictPurchases(fit().fit, fit().histories, { horizon: 39 as never }),
      'PURCHASE_DURATION',
      /39; pass a duration with its unit/,
    ],
    [
      'months for weeks',
      () => predictPurchases(fit().fit, fit().histories, { horizon: { unit: 'month', length: 12 } as never }),
      'PURCHASE_UNIT',
      /horizon is in months, the data are in weeks; convert it first with inUnit\(duration, 'week'\)/,
    ],
    [
      'days for weeks',
      () =>
        predictPurchases(
          fit().fit,
          purchaseHistories({ unit: 'day', repeats: [0], recency: [0], age: [3] }) as never,
          { horizon: weeks(1) },
        ),
      'PURCHASE_UNIT',
      /the fit is in weeks, the data are in days/,
    ],
    [
      'no holdout',
      () => comparePurchaseModels({ ...none, holdout: null }),
      'PURCHASE_NO_HOLDOUT',
      /has no holdout period; choose an earlier/,
    ],
    [
      'empty holdout',
      () => comparePurchaseModels(none),
      'PURCHASE_NO_HOLDOUT',
      /nobody bought in the holdout/,
    ],
  ];
  test.each(cases)('%s', (_, misuse, code, message) => {
    expect(misuse).toThrowError(message);
    expect(misuse).toThrowError(expect.objectContaining({ code }) as never);
  });

  test('customers who all do the same: fitted at the edge, and said so', () => {
    const same = fitPurchases(many(2), paretoNbd);
    expect(same.doubts.join()).toMatch(/ran to the edge/);
    expect(same.parameters.every((value) => Number.isFinite(value) && value > 0)).toBe(true);
  });

  test('units in the types: what mixes them does not compile, and throws all the same', () => {
    const { fit: weekly, histories } = fit();
    const daily = purchaseHistories({ unit: 'day', repeats: [0], recency: [0], age: [3] });
    const horizon = months(1);
    // @ts-expect-error a horizon in months with a weekly fit
    expect(() => predictPurchases(weekly, histories, { horizon })).toThrowError(/horizon is in months/);
    // @ts-expect-error histories in days with a weekly fit
    expect(() => predictPurchases(weekly, daily, { horizon: weeks(1) })).toThrowError(/the data are in days/);
    // @ts-expect-error a horizon in months with a weekly fit
    expect(() => predictTotal(weekly, histories, { horizon, seed: 1 })).toThrowError(/horizon is in months/);
    // Converted, it is 4.348125 weeks: 146097/4800 days over 7.
    expect(inUnit(horizon, 'week').length).toBeCloseTo(4.348125, 12);
    expect(predictPurchases(weekly, histories, { horizon: inUnit(horizon, 'week') }).total).toBeGreaterThan(
      0,
    );
  });
});
