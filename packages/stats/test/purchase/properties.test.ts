import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  fitPurchases,
  PURCHASE_MODELS,
  type PurchaseHistory,
  type PurchaseModel,
  type PurchaseParameters,
  purchaseHistories,
  purchaseRows,
} from '../../src/purchase/index.js';

/** 0.01 to 100, even in logs, with the special values in it. */
const parameter = fc.oneof(
  { weight: 6, arbitrary: fc.double({ min: Math.log(0.01), max: Math.log(100), noNaN: true }).map(Math.exp) },
  { weight: 1, arbitrary: fc.constantFrom(0.01, 1, 1 + 1e-9, 1 - 1e-9, 2, 100) },
);
const parameters = fc.tuple(parameter, parameter, parameter, parameter) as fc.Arbitrary<PurchaseParameters>;
const time = fc.oneof(
  {
    weight: 5,
    arbitrary: fc.double({ min: Math.log(0.01), max: Math.log(10_000), noNaN: true }).map(Math.exp),
  },
  { weight: 1, arbitrary: fc.constantFrom(0.01, 1, 10_000) },
);
const history: fc.Arbitrary<PurchaseHistory> = fc.oneof(
  time.map((age) => ({ repeats: 0, recency: 0, age })),
  fc
    .tuple(
      fc.oneof(fc.integer({ min: 1, max: 20 }), fc.integer({ min: 1, max: 1000 })),
      time,
      fc.double({ min: 1e-6, max: 1, noNaN: true }),
    )
    .map(([repeats, age, share]) => ({ repeats, recency: age * share, age })),
  fc.tuple(fc.integer({ min: 1, max: 1000 }), time).map(([repeats, age]) => ({ repeats, recency: age, age })),
  fc.constant({ repeats: 0, recency: 0, age: 0 }),
);
const model = fc.constantFrom(...PURCHASE_MODELS);
const runs = { numRuns: 400 };

const isProbability = (value: number) => expect(value >= 0 && value <= 1, `probability ${value}`).toBe(true);
const isAmount = (value: number) =>
  expect(value >= 0 && Number.isFinite(value), `amount ${value}`).toBe(true);

describe('any valid input', () => {
  test('gives finite likelihoods, probabilities and amounts', () => {
    fc.assert(
      fc.property(model, parameters, history, time, (m, p, h, t) => {
        expect(Number.isFinite(m.logLikelihood(p, h))).toBe(true);
        const alive = m.probabilityAlive(p, h);
        const later = m.probabilityAlive(p, h, t);
        isProbability(alive);
        isProbability(later);
        expect(later).toBeLessThanOrEqual(alive * (1 + 1e-12));
        isAmount(m.expectedPurchases(p, h, t));
        isAmount(m.purchaseVariance(p, h, t));
        isAmount(m.expectedRepeats(p, t));
      }),
      runs,
    );
  });

  test('discounting lowers the value, and a lower rate raises it', () => {
    fc.assert(
      fc.property(
        model,
        parameters,
        history,
        fc.double({ min: -9, max: 0, noNaN: true }),
        (m, p, h, logRate) => {
          const value = m.discountedPurchases(p, h, Math.exp(logRate));
          isAmount(value);
          const lower = m.discountedPurchases(p, h, Math.exp(logRate) / 2);
          expect(lower).toBeGreaterThanOrEqual(value * (1 - 1e-10));
          expect(lower).toBeLessThanOrEqual(2 * value * (1 + 1e-10) + 1e-300);
        },
      ),
      { numRuns: 150 },
    );
  });

  test('expected purchases grow with the horizon, more slowly than the horizon', () => {
    fc.assert(
      fc.property(model, parameters, history, time, (m, p, h, t) => {
        const near = m.expectedPurchases(p, h, t);
        const far = m.expectedPurchases(p, h, 2 * t);
        expect(far).toBeGreaterThanOrEqual(near * (1 - 1e-10));
        expect(far).toBeLessThanOrEqual(2 * near * (1 + 1e-10) + 1e-300);
      }),
      runs,
    );
  });

  test('masses are probabilities, sum to at most one, and to one when the tail is in reach', () => {
    fc.assert(
      fc.property(model, parameters, history, time, time, (m, p, h, t, length) => {
        for (const mass of [
          m.purchaseDistribution(p, h, t, 60),
          m.repeatDistribution(p, t, t + length, 60),
        ]) {
          let sum = 0;
          for (const value of mass) {
            isProbability(value);
            sum += value;
          }
          expect(sum).toBeLessThanOrEqual(1 + 1e-9);
        }
        // Markov: P(N > 3000) <= mean / 3000, so with a mean below 3e-3 all is in reach up to 1e-6.
        if (m.expectedRepeats(p, t) < 3e-3) {
          const sum = m.repeatDistribution(p, 0, t, 3000).reduce((a, b) => a + b);
          expect(Math.abs(sum - 1)).toBeLessThan(2e-6);
        }
      }),
      { numRuns: 120 },
    );
  });
});

test('what is nearly certain is no more than certain (found by a random run: 1 + 2^-52 before)', () => {
  const bgNbd = PURCHASE_MODELS.find(({ id }) => id === 'bg-nbd')!;
  const masses = bgNbd.repeatDistribution([48.64788830152287, 1, 60.61897915534863, 2], 1, 1.01, 60);
  expect(masses[0]).toBeLessThanOrEqual(1);
  // Dead by then almost surely: whoever left at the first purchase, of a rate of 49 a unit of time.
  expect(masses[0]).toBeGreaterThan(0.99);
});

describe('consistency', () => {
  /** Parameters and times at which 400 counts hold all mass but a part in 1e12. */
  const calm = fc.tuple(
    fc.double({ min: 0.5, max: 3, noNaN: true }),
    fc.double({ min: 4, max: 20, noNaN: true }),
    fc.double({ min: 0.3, max: 3, noNaN: true }),
    fc.double({ min: 0.5, max: 10, noNaN: true }),
  ) as fc.Arbitrary<PurchaseParameters>;

  test('the distribution of future purchases has the mean and variance given in closed form', () => {
    fc.assert(
      fc.property(
        model,
        calm,
        fc.integer({ min: 0, max: 6 }),
        fc.double({ min: 1, max: 12, noNaN: true }),
        (m, p, repeats, t) => {
          const h = { repeats, recency: repeats === 0 ? 0 : 9, age: 12 };
          const mass = m.purchaseDistribution(p, h, t, 400);
          let sum = 0;
          let mean = 0;
          let square = 0;
          mass.forEach((value, n) => {
            sum += value;
            mean += n * value;
            square += n * n * value;
          });
          expect(sum).toBeCloseTo(1, 9);
          expect(Math.abs(mean / m.expectedPurchases(p, h, t) - 1)).toBeLessThan(1e-8);
          expect(Math.abs((square - mean * mean) / m.purchaseVariance(p, h, t) - 1)).toBeLessThan(1e-7);
        },
      ),
      { numRuns: 80 },
    );
  });

  test('the distribution of repeats in an interval has the mean E[X(to)] - E[X(from)]', () => {
    fc.assert(
      fc.property(model, calm, time, (m, p, scale) => {
        const from = Math.min(scale, 20);
        const mass = m.repeatDistribution(p, from, from + 5, 400);
        const mean = mass.reduce((total, value, n) => total + n * value, 0);
        const wanted = m.expectedRepeats(p, from + 5) - m.expectedRepeats(p, from);
        expect(mass.reduce((a, b) => a + b)).toBeCloseTo(1, 9);
        expect(Math.abs(mean - wanted)).toBeLessThan(1e-8);
      }),
      { numRuns: 80 },
    );
  });

  test('averaged over histories, P(alive) and expectations are the unconditional ones', () => {
    // A customer without a repeat up to T: P(x = 0 at T) is both a mass and a likelihood.
    fc.assert(
      fc.property(model, parameters, time, (m, p, age) => {
        const mass = m.repeatDistribution(p, 0, age, 0)[0]!;
        const likelihood = Math.exp(m.logLikelihood(p, { repeats: 0, recency: 0, age }));
        expect(Math.abs(mass - likelihood)).toBeLessThan(1e-9 * likelihood + 1e-12);
      }),
      runs,
    );
  });

  test('s = 1 and a = 1 are no holes: values pass through smoothly', () => {
    fc.assert(
      fc.property(model, parameters, history, time, (m, [first, alpha, , fourth], h, t) => {
        const at = (third: number): PurchaseParameters => [first, alpha, third, fourth];
        const here = m.expectedPurchases(at(1), h, t);
        const around =
          (m.expectedPurchases(at(1 + 1e-7), h, t) + m.expectedPurchases(at(1 - 1e-7), h, t)) / 2;
        expect(Math.abs(here - around)).toBeLessThan(1e-8 * here + 1e-300);
      }),
      runs,
    );
  });

  test('alpha = beta is no hole in Pareto/NBD', () => {
    fc.assert(
      fc.property(parameters, history, ([r, alpha, s], h) => {
        const m = PURCHASE_MODELS[0]!;
        const here = m.probabilityAlive([r, alpha, s, alpha], h);
        const near = [1 + 1e-7, 1 - 1e-7].map((factor) =>
          m.probabilityAlive([r, alpha, s, alpha * factor], h),
        );
        expect(Math.abs(here - (near[0]! + near[1]!) / 2)).toBeLessThan(1e-8);
      }),
      runs,
    );
  });
});

describe('scale of time', () => {
  const scaled = (m: PurchaseModel, p: PurchaseParameters, c: number) =>
    p.map((value, i) => value * c ** m.timePowers[i]!) as unknown as PurchaseParameters;

  test('every figure is the same in another unit', () => {
    fc.assert(
      fc.property(model, parameters, history, time, fc.constantFrom(7, 1 / 7, 30.4, 365), (m, p, h, t, c) => {
        const q = scaled(m, p, c);
        const g = { repeats: h.repeats, recency: h.recency * c, age: h.age * c };
        const same = (value: number, wanted: number) =>
          expect(Math.abs(value - wanted)).toBeLessThanOrEqual(1e-9 * Math.abs(wanted) + 1e-300);
        const likelihood = m.logLikelihood(p, h) - h.repeats * Math.log(c);
        expect(Math.abs(m.logLikelihood(q, g) - likelihood)).toBeLessThan(
          1e-9 * (1 + Math.abs(likelihood) + h.repeats),
        );
        // Odds of exp(-500) carry the rounding of times in their exponent.
        if (m.probabilityAlive(p, h) > 1e-100) {
          same(m.probabilityAlive(q, g), m.probabilityAlive(p, h));
          same(m.expectedPurchases(q, g, t * c), m.expectedPurchases(p, h, t));
        }
        same(m.expectedRepeats(q, t * c), m.expectedRepeats(p, t));
      }),
      runs,
    );
  });

  test.each(PURCHASE_MODELS.map((m) => [m.id, m] as const))(
    '%s: a fit in days is the fit in weeks',
    (_, m) => {
      const repeats: number[] = [];
      const recency: number[] = [];
      const age: number[] = [];
      // Forty made customers, whole days, with and without repeats.
      for (let i = 0; i < 40; i++) {
        const x = [0, 0, 1, 0, 3, 0, 2, 8, 0, 1][i % 10]!;
        const days = 190 + ((i * 37) % 80);
        repeats.push(x);
        age.push(days);
        recency.push(x === 0 ? 0 : Math.min(days, 20 + ((i * 53) % days)));
      }
      const inDays = fitPurchases(purchaseHistories({ unit: 'day', repeats, recency, age }), m);
      const weeks = (values: number[]) => values.map((value) => value / 7);
      const inWeeks = fitPurchases(
        purchaseHistories({ unit: 'week', repeats, recency: weeks(recency), age: weeks(age) }),
        m,
      );
      const totalRepeats = repeats.reduce((a, b) => a + b);
      expect(inWeeks.logLikelihood).toBeCloseTo(inDays.logLikelihood + totalRepeats * Math.log(7), 8);
      inDays.parameters.forEach((value, i) => {
        expect(Math.abs((inWeeks.parameters[i]! * 7 ** m.timePowers[i]!) / value - 1)).toBeLessThan(1e-6);
      });
    },
  );
});

describe('grouping', () => {
  test('counts each customer once, whatever the order', () => {
    fc.assert(
      fc.property(fc.array(history, { minLength: 1, maxLength: 60 }), (list) => {
        // Whole ticks, so that equal histories occur.
        const whole = list.map((h) => {
          const age = Math.ceil(h.age) % 20;
          const repeats = age === 0 ? 0 : h.repeats % 3;
          return {
            repeats,
            age,
            recency: repeats === 0 ? 0 : Math.min(age, 1 + (Math.floor(h.recency) % 5)),
          };
        });
        const columns = (items: typeof whole) => ({
          unit: 'day' as const,
          repeats: items.map((h) => h.repeats),
          recency: items.map((h) => h.recency),
          age: items.map((h) => h.age),
        });
        const rows = purchaseRows(purchaseHistories(columns(whole)));
        const distinct = new Set(whole.map((h) => JSON.stringify(h)));
        expect(rows.rowCount).toBe(distinct.size);
        expect(rows.counts.reduce((a, b) => a + b, 0)).toBe(whole.length);
        whole.forEach((h, i) => {
          const row = rows.rowOfCustomer[i]!;
          expect(rows.rowRepeats[row]).toBe(h.repeats);
          expect(rows.rowRecency[row]! * rows.scale).toBeCloseTo(h.recency, 9);
          expect(rows.points[rows.agePoint[row]!]! * rows.scale).toBeCloseTo(h.age, 9);
          expect(rows.points[rows.recencyPoint[row]!]! * rows.scale).toBeCloseTo(h.recency, 9);
        });
        const turned = purchaseRows(purchaseHistories(columns(whole.toReversed())));
        expect([...turned.counts]).toEqual([...rows.counts]);
      }),
      { numRuns: 200 },
    );
  });

  test('times of no common resolution are grouped by value', () => {
    const histories = purchaseHistories({
      unit: 'week',
      repeats: [1, 1, 0, 0],
      recency: [Math.PI, Math.PI, 0, 0],
      age: [10.123456789, 10.123456789, Math.E, 10.123456789],
    });
    expect(histories.ticksPerUnit).toBeNull();
    const rows = purchaseRows(histories);
    expect(rows.rowCount).toBe(3);
    expect(Array.from(rows.counts.toSorted())).toEqual([1, 1, 2]);
  });
});
