import { describe, expect, test } from 'vitest';
import {
  fitOpportunities,
  opportunityAlive,
  opportunityDistribution,
  opportunityExpected,
  opportunityLogLikelihood,
  type OpportunityRows,
} from '../../src/purchase/index.js';
import { dataLines, entry, numberColumns, reference } from './reference.js';

const lines = dataLines('donations.csv');
const table = lines === null ? null : numberColumns(lines);
const rows: OpportunityRows | null =
  table === null
    ? null
    : {
        histories: Array.from(table['frequency']!, (repeats, i) => ({
          repeats,
          recency: table['recency']![i]!,
          opportunities: table['periods']![i]!,
        })),
        customers: table['weights']!,
      };

describe.skipIf(reference === null || rows === null)('donations', () => {
  const fit = rows === null ? null : fitOpportunities(rows);

  test('the paper', () => {
    const wanted = entry<Record<string, number>>('pub-bgbb-donations');
    expect(fit!.customers).toBe(11104);
    ['alpha', 'beta', 'gamma', 'delta'].forEach((name, i) => {
      expect(Math.abs(fit!.parameters[i]! - wanted[name]!)).toBeLessThan(1e-3);
    });
    expect(Math.abs(fit!.logLikelihood - wanted['loglik']!)).toBeLessThan(0.05);
    // stat-models.md, section 5.
    expect(Math.abs(fit!.logLikelihood - -33225.58)).toBeLessThan(0.005);
    expect(fit!.certificate.gradientNorm).toBeLessThan(1e-6);
    expect(fit!.certificate.startsAgreeing).toBe(3);
  });

  test('the BTYD walkthrough', () => {
    const wanted = entry<{
      expectation_10: number;
      cet_n10: Record<string, number>;
      bins_expected_holdout5: number[];
      tracking_expected: number[];
    }>('pub-bgbb-walkthrough');
    const p = fit!.parameters;
    const close = (value: number, target: number) => expect(Math.abs(value / target - 1)).toBeLessThan(1e-4);
    const fresh = { repeats: 0, recency: 0, opportunities: 0 };
    close(opportunityExpected(p, fresh, 10), wanted.expectation_10);
    close(
      opportunityExpected(p, { repeats: 0, recency: 0, opportunities: 6 }, 10),
      wanted.cet_n10['x=0,t_x=0']!,
    );
    close(
      opportunityExpected(p, { repeats: 4, recency: 5, opportunities: 6 }, 10),
      wanted.cet_n10['x=4,t_x=5']!,
    );
    wanted.bins_expected_holdout5.forEach((target, repeats) => {
      let donors = 0;
      let sum = 0;
      rows!.histories.forEach((history, i) => {
        if (history.repeats !== repeats) return;
        donors += rows!.customers[i]!;
        sum += rows!.customers[i]! * opportunityExpected(p, history, 5);
      });
      close(sum / donors, target);
    });
    wanted.tracking_expected.forEach((target, year) => {
      const increment = opportunityExpected(p, fresh, year + 1) - opportunityExpected(p, fresh, year);
      close(11104 * increment, target);
    });
  });
});

describe('consistency', () => {
  const p = [1.2, 0.75, 0.66, 2.8] as const;

  test('the likelihood of all histories of four opportunities sums to one', () => {
    // With the number of ways to place x - 1 purchases before the last one: C(t - 1, x - 1).
    const choose = (n: number, k: number): number => (k === 0 ? 1 : (choose(n - 1, k - 1) * n) / k);
    let sum = Math.exp(opportunityLogLikelihood(p, { repeats: 0, recency: 0, opportunities: 4 }));
    for (let t = 1; t <= 4; t++) {
      for (let x = 1; x <= t; x++) {
        sum +=
          choose(t - 1, x - 1) *
          Math.exp(opportunityLogLikelihood(p, { repeats: x, recency: t, opportunities: 4 }));
      }
    }
    expect(sum).toBeCloseTo(1, 12);
  });

  test('the distribution of future purchases sums to one and has the expectation as its mean', () => {
    for (const history of [
      { repeats: 0, recency: 0, opportunities: 0 },
      { repeats: 2, recency: 4, opportunities: 6 },
      { repeats: 6, recency: 6, opportunities: 6 },
    ]) {
      const mass = opportunityDistribution(p, history, 9);
      expect(mass.reduce((a, b) => a + b)).toBeCloseTo(1, 12);
      const mean = mass.reduce((sum, value, n) => sum + n * value, 0);
      expect(mean).toBeCloseTo(opportunityExpected(p, history, 9), 12);
    }
  });

  test('a purchase at the last opportunity proves life; silence does not', () => {
    expect(opportunityAlive(p, { repeats: 3, recency: 6, opportunities: 6 }, 0)).toBe(1);
    const silent = [1, 2, 3, 4, 5, 6].map((recency) =>
      opportunityAlive(p, { repeats: 1, recency, opportunities: 6 }),
    );
    for (let i = 1; i < 6; i++) expect(silent[i]!).toBeGreaterThan(silent[i - 1]!);
    // gamma = 1 is no hole.
    const at = (gamma: number) =>
      opportunityExpected([1.2, 0.75, gamma, 2.8], { repeats: 2, recency: 4, opportunities: 6 }, 30);
    expect(Math.abs(at(1) - (at(1 + 1e-7) + at(1 - 1e-7)) / 2)).toBeLessThan(1e-9);
  });
});

describe('misuse', () => {
  const history = { repeats: 1, recency: 2, opportunities: 3 };
  const cases: readonly [string, () => unknown, RegExp][] = [
    ['none', () => fitOpportunities({ histories: [], customers: [] }), /no customers to fit: 0 given/],
    [
      'lengths',
      () => fitOpportunities({ histories: [history], customers: [] }),
      /customers has 0 values, 1 expected/,
    ],
    [
      'half a donor',
      () => fitOpportunities({ histories: [history], customers: [0.5] }),
      /is not usable: 0.5/,
    ],
    [
      'few',
      () => fitOpportunities({ histories: [history], customers: [3] }),
      /too few customers to fit BG\/BB: 3, 10/,
    ],
    [
      'no repeats',
      () => fitOpportunities({ histories: [{ repeats: 0, recency: 0, opportunities: 3 }], customers: [30] }),
      /0 repeat purchases/,
    ],
    [
      'late',
      () => opportunityLogLikelihood([1, 1, 1, 1], { ...history, recency: 4 }),
      /recency after the last opportunity: 4/,
    ],
    [
      'many',
      () => opportunityLogLikelihood([1, 1, 1, 1], { ...history, repeats: 3 }),
      /recency below the number of repeats: 2/,
    ],
    ['parameter', () => opportunityAlive([1, -1, 1, 1], history), /BG\/BB: parameter beta is not usable: -1/],
    ['horizon', () => opportunityExpected([1, 1, 1, 1], history, 1.5), /horizon is not usable: 1.5/],
  ];
  test.each(cases)('%s', (_, misuse, message) => expect(misuse).toThrowError(message));
});
