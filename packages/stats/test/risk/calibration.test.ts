import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  applyCalibrator,
  brierDecomposition,
  brierScore,
  calibrationLine,
  compareAuc,
  fitCalibrator,
  isotonicRegression,
  liftAtCapacity,
  logisticRegression,
  logLoss,
  predictLogistic,
  reliability,
  rocAuc,
} from '../../src/risk/index.js';
import { haveRealData, referenceValues, relativeDifference } from '../survival/real-data.js';
import { telcoColumns } from './telco.js';

const index = [...Array(40).keys()];
const score = index.map((i) => ((i * 37) % 101) / 50 - 1);
const outcome = index.map((i) => ((i * 53) % 97) / 97 < 1 / (1 + Math.exp(-1.5 * score[i]!)));
const probability = score.map((value) => 1 / (1 + Math.exp(-(1.2 * value + 0.1))));

describe('isotonic', () => {
  test.skipIf(!haveRealData)('run-r-isoreg', () => {
    const values = referenceValues<{ y: number[]; yf: number[] }>('run-r-isoreg');
    expect([...isotonicRegression(values.y)]).toEqual(values.yf);
  });

  // scikit-learn 1.9.1 IsotonicRegression with sample_weight.
  test('weighted', () => {
    const fitted = isotonicRegression([1, 0, 4, 3, 3, 5, 4, 2, 0], [1, 2, 1, 3, 1, 1, 2, 1, 1]);
    expect(relativeDifference(fitted, [1 / 3, 1 / 3, 3.1, 3.1, 3.1, 3.1, 3.1, 3.1, 3.1])).toBeLessThan(1e-12);
  });

  test('never falls, keeps the mean, is nearest among monotone fits', () => {
    fc.assert(
      fc.property(fc.array(fc.integer({ min: 0, max: 20 }), { minLength: 1, maxLength: 30 }), (values) => {
        const fitted = isotonicRegression(values);
        const mean = (list: ArrayLike<number>): number => Array.from(list).reduce((a, b) => a + b, 0);
        expect(mean(fitted)).toBeCloseTo(mean(values), 9);
        for (let i = 1; i < fitted.length; i++) expect(fitted[i]!).toBeGreaterThanOrEqual(fitted[i - 1]!);
        // min-max formula: fit(i) = max over a <= i of min over b >= i of the mean of values a..b (Barlow et al. 1972).
        values.forEach((_, i) => {
          let best = -Infinity;
          for (let a = 0; a <= i; a++) {
            let least = Infinity;
            for (let b = i; b < values.length; b++)
              least = Math.min(least, mean(values.slice(a, b + 1)) / (b - a + 1));
            best = Math.max(best, least);
          }
          expect(fitted[i]!).toBeCloseTo(best, 9);
        });
      }),
    );
  });

  // scikit-learn 1.9.1 IsotonicRegression(out_of_bounds='clip').predict; ours keeps 1 / (n + 2) away from 0 and 1.
  test('as a calibrator, 1,200 rows with ties', () => {
    const rows = [...Array(1200).keys()];
    const scores = rows.map((i) => Math.floor(((i * 389) % 1201) / 3));
    const outcomes = rows.map((i) => ((i * 7919) % 1009) / 1009 < (scores[i]! / 400) ** 2);
    const calibrator = fitCalibrator(scores, outcomes);
    expect(calibrator.method).toBe('isotonic');
    const asked = [-5, 0, 50, 133.5, 200, 287.25, 350, 390, 399, 400, 500];
    const low = 1 / 1202;
    const expected = [
      low,
      low,
      0.016666666666666666,
      0.14285714285714285,
      0.2463768115942029,
      0.5087719298245614,
      0.75,
      0.9629629629629629,
      1 - low,
      1 - low,
      1 - low,
    ];
    expect(relativeDifference(applyCalibrator(calibrator, asked), expected)).toBeLessThan(1e-10);
  });
});

describe('Platt', () => {
  // scipy: BFGS on the cross-entropy with Platt's targets.
  test('against scipy', () => {
    const calibrator = fitCalibrator(score, outcome);
    if (calibrator.method !== 'platt') throw new Error('expected platt');
    const { slope, intercept } = calibrator;
    expect(relativeDifference([slope, intercept], [1.1947993442010367, 0.6893272082855545])).toBeLessThan(
      1e-7,
    );
  });

  test('isotonic is refused below 1,000 rows', () => {
    expect(() => fitCalibrator(score, outcome, { method: 'isotonic' })).toThrow(
      'too few rows for isotonic calibration: 40, 1000 needed; use the platt method, or leave the method open',
    );
  });

  test('separated or equal scores stay finite', () => {
    const separated = fitCalibrator([1, 2, 3, 4], [0, 0, 1, 1]);
    const p = applyCalibrator(separated, [1, 2, 3, 4]);
    expect(p.every((value) => value > 0.1 && value < 0.9)).toBe(true);
    const equal = applyCalibrator(fitCalibrator([2, 2, 2, 2], [0, 1, 0, 0]), [2]);
    // Targets 2/3 and three times 1/5: their mean.
    expect(equal[0]).toBeCloseTo((2 / 3 + 3 / 5) / 4, 10);
  });
});

describe('rocAuc', () => {
  // R 4.2.2 pROC 1.18.0 on the fitted probabilities of the reference model.
  test.skipIf(!haveRealData)('DeLong on Telco, and against a smaller model', () => {
    const { columns, churned } = telcoColumns();
    const full = predictLogistic(logisticRegression(columns, churned), columns);
    const two = columns.filter((one) => one.source === 'tenure' || one.source === 'monthly_charges');
    const small = predictLogistic(logisticRegression(two, churned), two);
    const one = rocAuc(full, churned);
    const difference = compareAuc(full, small, churned);
    const tenure = rocAuc(columns[0]!.values, churned);
    expect(
      relativeDifference(
        [one.auc, one.standardError ** 2, one.low, one.high, difference.difference, difference.standardError],
        [
          0.838954264337, 2.54747919858314e-5, 0.829061824579, 0.848846704096, 0.0308662068156482,
          0.0029272845211333,
        ],
      ),
    ).toBeLessThan(1e-8);
    // Many ties: tenure in whole months.
    const theirs = [0.258556504709, 0.0064988831320847];
    expect(relativeDifference([tenure.auc, tenure.standardError], theirs)).toBeLessThan(1e-10);
    expect(difference.pValue).toBeLessThan(1e-24);
  });

  test('is the count over all pairs, with the variance from its definition', () => {
    const cases = fc.array(fc.tuple(fc.integer({ min: 0, max: 8 }), fc.boolean()), {
      minLength: 4,
      maxLength: 30,
    });
    fc.assert(
      fc.property(cases, (list) => {
        const events = list.filter(([, event]) => event).map(([value]) => value);
        const others = list.filter(([, event]) => !event).map(([value]) => value);
        fc.pre(events.length > 1 && others.length > 1);
        const won = (a: number, b: number): number => (a > b ? 1 : a === b ? 0.5 : 0);
        const mean = (values: readonly number[]): number => values.reduce((x, y) => x + y, 0) / values.length;
        const v10 = events.map((a) => mean(others.map((b) => won(a, b))));
        const v01 = others.map((b) => mean(events.map((a) => won(a, b))));
        const variance = (values: readonly number[]): number =>
          values.reduce((sum, v) => sum + (v - mean(values)) ** 2, 0) / (values.length - 1) / values.length;
        const found = rocAuc(
          list.map(([value]) => value),
          list.map(([, event]) => event),
        );
        expect(found.auc).toBeCloseTo(mean(v10), 10);
        expect(found.standardError).toBeCloseTo(Math.sqrt(variance(v10) + variance(v01)), 10);
      }),
    );
  });
});

describe('scoring rules', () => {
  // scikit-learn 1.9.1 roc_auc_score, log_loss, brier_score_loss; statsmodels 0.15 GLM for the line and the shift.
  test('against scikit-learn and statsmodels', () => {
    const line = calibrationLine(probability, outcome);
    const actual = [
      rocAuc(score, outcome).auc,
      logLoss(probability, outcome),
      brierScore(probability, outcome),
      line.intercept!,
      line.slope!,
      line.slopeLow!,
      line.slopeHigh!,
    ];
    const expected = [
      0.7032967032967032, 0.6231804226649857, 0.21641874183025744, 0.6036806354933646, 1.1273276110703527,
      0.07145414106304959, 2.183201081077656,
    ];
    expect(relativeDifference(actual, expected)).toBeLessThan(1e-7);
    expect(line.shift).toBeCloseTo(0.59649056, 7);
  });

  const pairs = fc.array(fc.tuple(fc.integer({ min: 0, max: 20 }), fc.boolean()), {
    minLength: 1,
    maxLength: 60,
  });

  test('the parts of the Brier score add up', () => {
    fc.assert(
      fc.property(pairs, fc.integer({ min: 2, max: 12 }), (list, buckets) => {
        const p = list.map(([value]) => value / 20);
        const y = list.map(([, event]) => event);
        const parts = brierDecomposition(p, y, buckets);
        const sum = parts.reliability - parts.resolution + parts.uncertainty + parts.within;
        expect(sum).toBeCloseTo(brierScore(p, y), 12);
      }),
    );
  });

  test('a reliability table holds every row once, in order, ties together', () => {
    fc.assert(
      fc.property(pairs, (list) => {
        const p = list.map(([value]) => value / 20);
        const y = list.map(([, event]) => event);
        const { rows, expectedCalibrationError } = reliability(p, y);
        expect(rows.reduce((sum, one) => sum + one.rows, 0)).toBe(list.length);
        expect(rows.reduce((sum, one) => sum + one.events, 0)).toBe(y.filter(Boolean).length);
        rows.slice(1).forEach((one, k) => expect(one.lowest).toBeGreaterThan(rows[k]!.highest));
        expect(expectedCalibrationError).toBeGreaterThanOrEqual(0);
        expect(expectedCalibrationError).toBeLessThanOrEqual(1);
      }),
    );
  });
});

describe('liftAtCapacity', () => {
  test('counts by hand, with value', () => {
    const lift = liftAtCapacity([9, 8, 7, 6, 5, 4, 3, 2, 1, 0], [1, 1, 0, 1, 0, 0, 0, 1, 0, 0], 4, {
      benefit: 100,
      cost: 10,
    });
    expect(lift).toMatchObject({ found: 3, precision: 0.75, recall: 0.75, threshold: 6, expectedValue: 260 });
    expect(lift.lift).toBeCloseTo(0.75 / 0.4, 12);
    // Wilson 3 of 4: centre (3 + z^2/2) / (4 + z^2), by hand 0.3006 to 0.9544.
    expect(lift.interval.low).toBeCloseTo(0.3006, 4);
    expect(lift.interval.high).toBeCloseTo(0.9544, 4);
  });

  test('equal scores across the cut count in proportion', () => {
    // One above, then four equal with two events of which one place... two places are left: 1 + 2 * 2/4 = 2.
    const lift = liftAtCapacity([9, 5, 5, 5, 5, 1], [1, 1, 1, 0, 0, 1], 3);
    expect([lift.found, lift.threshold, lift.expectedValue]).toEqual([2, 5, null]);
  });

  test('everybody: lift 1, recall 1', () => {
    const lift = liftAtCapacity(score, outcome, 40);
    expect([lift.lift, lift.recall]).toEqual([1, 1]);
  });
});
