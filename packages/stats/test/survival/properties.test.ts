import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  concordance,
  coxRegression,
  kaplanMeier,
  logRank,
  nelsonAalen,
  proportionalityTest,
  restrictedMean,
  survivalQuantile,
} from '../../src/survival/index.js';
import { prepareCox } from '../../src/survival/cox-data.js';
import { coxLikelihood } from '../../src/survival/cox-likelihood.js';
import { sortedOrder } from '../../src/survival/sorted-order.js';
import { relativeDifference } from './real-data.js';

interface Row {
  readonly time: number;
  readonly event: boolean;
  readonly entry: number;
  readonly group: string;
  readonly x: number;
  readonly y: number;
}

const row: fc.Arbitrary<Row> = fc.record({
  time: fc.integer({ min: 1, max: 25 }),
  event: fc.boolean(),
  entry: fc.double({ min: 0, max: 0.99, noNaN: true }),
  group: fc.constantFrom('a', 'b', 'c'),
  x: fc.integer({ min: -4, max: 4 }),
  y: fc.integer({ min: 0, max: 9 }),
});
const rows = fc.array(row, { minLength: 1, maxLength: 40 });
const shuffled = fc
  .array(row, { minLength: 8, maxLength: 40 })
  .chain((list) =>
    fc.tuple(
      fc.constant(list),
      fc.shuffledSubarray(list, { minLength: list.length, maxLength: list.length }),
    ),
  );

function observations(list: readonly Row[], late = true, unit = 1) {
  return {
    time: list.map((one) => one.time * unit),
    event: list.map((one) => one.event),
    ...(late ? { entry: list.map((one) => Math.floor(one.entry * one.time) * unit) } : {}),
    group: list.map((one) => one.group),
    covariates: { x: list.map((one) => one.x), y: list.map((one) => one.y) },
  };
}

/** Coefficients, or the code of the error: both must be the same for the same data in another order. */
function coxOrError(list: readonly Row[], unit = 1): number[] | string {
  try {
    const fit = coxRegression(observations(list, true, unit), { whenSeparated: 'error' });
    return fit.coefficients.flatMap((one) => [one.coefficient, one.standardError]);
  } catch (problem) {
    return (problem as { code: string }).code;
  }
}

describe('survival: properties', () => {
  test('a curve never rises, stays within its band and within [0, 1]', () => {
    fc.assert(
      fc.property(rows, fc.boolean(), fc.constantFrom('log-log', 'log', 'plain'), (list, late, band) => {
        const curve = kaplanMeier(observations(list, late), { band });
        let before = 1;
        curve.survival.forEach((s, k) => {
          expect(s).toBeLessThanOrEqual(before);
          expect(curve.low[k]!).toBeGreaterThanOrEqual(0);
          expect(curve.low[k]!).toBeLessThanOrEqual(s);
          expect(curve.high[k]!).toBeGreaterThanOrEqual(s);
          expect(curve.high[k]!).toBeLessThanOrEqual(1);
          before = s;
        });
      }),
    );
  });

  test('without censoring and late entries the curve is the empirical one, with its binomial error', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const time = list.map((one) => one.time);
        const curve = kaplanMeier({ time, event: time.map(() => true) });
        const n = time.length;
        curve.time.forEach((t, k) => {
          const share = time.filter((value) => value > t).length / n;
          expect(curve.survival[k]).toBeCloseTo(share, 12);
          if (share > 0) expect(curve.standardError[k]).toBeCloseTo(Math.sqrt((share * (1 - share)) / n), 12);
        });
        const horizon = Math.max(...time);
        const mean = time.reduce((sum, value) => sum + value, 0) / n;
        const spread = time.reduce((sum, value) => sum + (value - mean) ** 2, 0);
        const restricted = restrictedMean(curve, horizon);
        expect(restricted.mean).toBeCloseTo(mean, 10);
        expect(restricted.standardError).toBeCloseTo(Math.sqrt(spread) / n, 10);
      }),
    );
  });

  test('a weight is that many equal rows', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const weight = list.map((one) => one.y + 1);
        const repeated = list.flatMap((one) => Array.from({ length: one.y + 1 }, () => one));
        const a = kaplanMeier({ ...observations(list), weight });
        const b = kaplanMeier(observations(repeated));
        for (const part of ['time', 'atRisk', 'events', 'survival', 'low', 'high'] as const) {
          expect([...a[part]].map((v) => v.toFixed(9))).toEqual([...b[part]].map((v) => v.toFixed(9)));
        }
      }),
    );
  });

  test('exp(-Nelson-Aalen) is never below Kaplan-Meier', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const curve = kaplanMeier(observations(list));
        const hazard = nelsonAalen(observations(list));
        curve.survival.forEach((s, k) => {
          expect(Math.exp(-hazard.cumulativeHazard[k]!)).toBeGreaterThanOrEqual(s - 1e-12);
        });
      }),
    );
  });

  test('row order changes nothing', () => {
    fc.assert(
      fc.property(shuffled, ([list, mixed]) => {
        expect(kaplanMeier(observations(mixed))).toEqual(kaplanMeier(observations(list)));
        const a = coxOrError(list);
        const b = coxOrError(mixed);
        if (typeof a === 'string' || typeof b === 'string') expect(b).toBe(a);
        else a.forEach((value, j) => expect(b[j]!).toBeCloseTo(value, 7));
      }),
    );
  });

  test('the time unit changes times only', () => {
    fc.assert(
      fc.property(shuffled, ([list]) => {
        const days = kaplanMeier(observations(list, true, 7));
        const weeks = kaplanMeier(observations(list));
        expect(days.survival).toEqual(weeks.survival);
        const [d, w] = [survivalQuantile(days, 0.5), survivalQuantile(weeks, 0.5)];
        expect(d.time).toBe(w.time === null ? null : w.time * 7);
        const a = coxOrError(list);
        const b = coxOrError(list, 7);
        expect(b).toEqual(a);
      }),
    );
  });

  test('moving and stretching a covariate moves and stretches its coefficient', () => {
    fc.assert(
      fc.property(rows, (list) => {
        const plain = coxOrError(list);
        const changed = coxOrError(list.map((one) => ({ ...one, x: one.x * 1000 + 1e6 })));
        if (typeof plain === 'string') expect(changed).toBe(plain);
        else expect((changed as number[])[0]! * 1000).toBeCloseTo(plain[0]!, 5);
      }),
    );
  });

  test('with two groups and no ties the log-rank test is the score test of Cox', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 6, maxLength: 30 }), (list) => {
        const time = list.map((_, i) => 1 + ((i * 17) % 31) + i / 100);
        const event = list.map((one) => one.event);
        const inB = list.map((one) => (one.group === 'b' ? 1 : 0));
        fc.pre(inB.includes(1) && inB.includes(0) && event.includes(true));
        const entry = list.map((one, i) => Math.floor(one.entry * time[i]!));
        let logrank: ReturnType<typeof logRank>;
        try {
          logrank = logRank({ time, event, entry, group: inB });
        } catch (problem) {
          expect((problem as { code: string }).code).toBe('SURVIVAL_NEVER_TOGETHER');
          expect(() => coxRegression({ time, event, entry, covariates: { inB } })).toThrow(
            "'inB' never differs",
          );
          return;
        }
        const fit = coxRegression({ time, event, entry, covariates: { inB } });
        expect(fit.score.statistic).toBeCloseTo(logrank.statistic, 8);
      }),
    );
  });

  test('a fit ends in finite numbers or in an error that names a column, whatever the data', () => {
    const named = [
      'SURVIVAL_NO_EVENTS',
      'SURVIVAL_CONSTANT_COLUMN',
      'SURVIVAL_FLAT_COLUMN',
      'SURVIVAL_COLLINEAR_COLUMN',
    ];
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 1, maxLength: 15 }),
        fc.constantFrom('firth', 'ridge'),
        (list, whenSeparated) => {
          try {
            const fit = coxRegression(observations(list), { whenSeparated });
            for (const one of fit.coefficients) {
              expect(Number.isFinite(one.coefficient)).toBe(true);
              expect(one.standardError).toBeGreaterThan(0);
            }
            expect(fit.gradient).toBeLessThan(1e-5);
          } catch (problem) {
            expect(named).toContain((problem as { code?: string }).code ?? problem);
          }
        },
      ),
      { numRuns: 300 },
    );
  });

  test('the swept likelihood is its definition, also when a row that outweighs all others leaves', () => {
    const beta = fc.tuple(
      fc.double({ min: -9, max: 9, noNaN: true }),
      fc.double({ min: -3, max: 3, noNaN: true }),
    );
    fc.assert(
      fc.property(
        fc.array(row, { minLength: 4, maxLength: 25 }),
        beta,
        fc.constantFrom('efron', 'breslow'),
        (list, [b0, b1], ties) => {
          const data = { ...observations(list), stratum: list.map((one) => one.group === 'a').map(String) };
          const varies = (values: readonly number[]): boolean => new Set(values).size > 1;
          fc.pre(list.some((one) => one.event) && varies(data.covariates.x) && varies(data.covariates.y));
          const rows = prepareCox(data);
          const at = Float64Array.of(b0, b1);
          const found = coxLikelihood(rows, at, ties);
          // By definition, risk set by risk set, in the standardised columns of the same rows.
          const z = list.map((one) => [
            (one.x - rows.mean[0]!) / rows.scale[0]!,
            (one.y - rows.mean[1]!) / rows.scale[1]!,
          ]);
          let value = 0;
          const gradient = [0, 0];
          for (const stratum of new Set(data.stratum)) {
            const mine = [...list.keys()].filter((i) => data.stratum[i] === stratum);
            for (const t of new Set(mine.filter((i) => list[i]!.event).map((i) => list[i]!.time))) {
              const atRisk = mine.filter((i) => list[i]!.time >= t && data.entry![i]! < t);
              const dying = atRisk.filter((i) => list[i]!.time === t && list[i]!.event);
              const eta = (i: number): number => b0 * z[i]![0]! + b1 * z[i]![1]!;
              const top = Math.max(...atRisk.map(eta));
              dying.forEach((i, k) => {
                const share = ties === 'efron' ? k / dying.length : 0;
                const weight = atRisk.map(
                  (j) => Math.exp(eta(j) - top) * (dying.includes(j) ? 1 - share : 1),
                );
                const total = weight.reduce((sum, w) => sum + w, 0);
                value += eta(i) - top - Math.log(total);
                for (const c of [0, 1]) {
                  gradient[c]! +=
                    z[i]![c]! - atRisk.reduce((sum, j, m) => sum + weight[m]! * z[j]![c]!, 0) / total;
                }
              });
            }
          }
          expect(Math.abs(found.value - value)).toBeLessThan(1e-8 * (1 + Math.abs(value)));
          for (const c of [0, 1]) expect(found.gradient[c]!).toBeCloseTo(gradient[c]!, 7);
        },
      ),
      { numRuns: 300 },
    );
  });

  test('concordance is the count over all pairs', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 2, maxLength: 25 }), (list) => {
        const data = observations(list);
        const entry = data.entry!;
        let [concordant, discordant, tied] = [0, 0, 0];
        list.forEach((a, i) => {
          list.forEach((b, j) => {
            const later = b.time > a.time || (b.time === a.time && !b.event);
            if (i === j || !a.event || !later || entry[j]! >= a.time) return;
            if (a.y > b.y) concordant++;
            else if (a.y < b.y) discordant++;
            else tied++;
          });
        });
        const found = concordance(data, data.covariates.y);
        expect([found.concordant, found.discordant, found.tiedScores]).toEqual([
          concordant,
          discordant,
          tied,
        ]);
        const all = concordant + discordant + tied;
        if (all === 0) expect(found.value).toBeNull();
        else expect(found.value).toBeCloseTo((concordant + tied / 2) / all, 12);
      }),
    );
  });

  test('splitting a row in two changes no Cox fit', () => {
    fc.assert(
      fc.property(fc.array(row, { minLength: 8, maxLength: 30 }), (list) => {
        const data = observations(list, false);
        const parts = list.flatMap((one) =>
          one.time > 2
            ? [
                { ...one, from: 0, to: one.time / 2, event: false },
                { ...one, from: one.time / 2, to: one.time },
              ]
            : [{ ...one, from: 0, to: one.time }],
        );
        const split = {
          time: parts.map((one) => one.to),
          entry: parts.map((one) => one.from),
          event: parts.map((one) => one.event),
          covariates: { x: parts.map((one) => one.x), y: parts.map((one) => one.y) },
        };
        const fitOrCode = (value: typeof split | typeof data) => {
          try {
            return coxRegression(value, { whenSeparated: 'error' });
          } catch (problem) {
            return (problem as { code: string }).code;
          }
        };
        const whole = fitOrCode(data);
        const parted = fitOrCode(split);
        if (typeof whole === 'string' || typeof parted === 'string') expect(parted).toBe(whole);
        else {
          const numbers = (fit: typeof whole) => fit.coefficients.map((one) => one.coefficient + 10);
          expect(relativeDifference(numbers(parted), numbers(whole))).toBeLessThan(1e-7);
          const identity = (fit: typeof whole, value: typeof split | typeof data) =>
            proportionalityTest(value, fit, { timeScale: 'identity' }).global.statistic;
          expect(identity(parted, split)).toBeCloseTo(identity(whole, data), 5);
        }
      }),
    );
  });
});

test('sortedOrder: the radix path agrees with a stable comparator', () => {
  fc.assert(
    fc.property(
      fc.array(fc.double({ noNaN: true, noDefaultInfinity: true }), { minLength: 1, maxLength: 50 }),
      (base) => {
        const values = Float64Array.from({ length: 5000 }, (_, i) => base[(i * 31) % base.length]!);
        const expected = [...values.keys()].sort((a, b) => values[a]! - values[b]! || a - b);
        expect([...sortedOrder(values)]).toEqual(expected);
      },
    ),
    { numRuns: 20 },
  );
});
