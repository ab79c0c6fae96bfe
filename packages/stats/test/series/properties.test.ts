import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  combinedForecast,
  ETS_NAMES,
  type EtsName,
  findAnomalies,
  findChangepoints,
  fitEts,
  fitLocalLevel,
  forecastEts,
  randomWalkDrift,
  seasonalNaive,
  stlDecomposition,
} from '../../src/series/index.js';

const values = (minLength: number, low: number, high: number) =>
  fc.array(fc.double({ min: low, max: high, noNaN: true, noDefaultInfinity: true }), {
    minLength,
    maxLength: minLength + 20,
  });
const withHoles = fc.array(
  fc.oneof(
    { weight: 5, arbitrary: fc.double({ min: -1e6, max: 1e6, noNaN: true }) },
    { weight: 1, arbitrary: fc.constant(null) },
  ),
  { minLength: 12, maxLength: 40 },
);
const runs = { numRuns: 40 };
const seen = (list: readonly (number | null)[]): number => list.filter((value) => value !== null).length;
const near = (a: number, b: number, scale: number, tolerance: number): void => {
  expect(Math.abs(a - b)).toBeLessThanOrEqual(tolerance * scale);
};

describe('properties of series models', () => {
  it('every model of every positive series gives finite, ordered forecasts', () => {
    fc.assert(
      fc.property(values(26, 0.5, 1000), fc.constantFrom(...ETS_NAMES), (y, name) => {
        const forecast = forecastEts(fitEts(y, name, { period: 4 }), 9);
        for (let h = 0; h < 9; h++) {
          expect(Number.isFinite(forecast.mean[h])).toBe(true);
          expect(forecast.lower[h]).toBeLessThanOrEqual(forecast.mean[h]!);
          expect(forecast.upper[h]).toBeGreaterThanOrEqual(forecast.mean[h]!);
        }
      }),
      runs,
    );
  });

  it('scaling the series scales the fit: likelihood moves by n log c', () => {
    const names: readonly EtsName[] = ['ANN', 'AAdN', 'ANA', 'MNN', 'MAM'];
    fc.assert(
      fc.property(
        values(26, 10, 1000),
        fc.constantFrom(...names),
        fc.constantFrom(1e-3, 7, 1e6),
        (y, name, c) => {
          const one = fitEts(y, name, { period: 4 });
          const scaled = fitEts(
            y.map((value) => c * value),
            name,
            { period: 4 },
          );
          // The exact profile likelihood obeys l(c y) = l(y) - n log c; both searches must find the same optimum.
          expect(Math.abs(scaled.logLikelihood + y.length * Math.log(c) - one.logLikelihood)).toBeLessThan(
            0.02,
          );
        },
      ),
      runs,
    );
  });

  it('shifting the series shifts additive forecasts', () => {
    fc.assert(
      fc.property(
        fc.array(fc.integer({ min: -100, max: 100 }), { minLength: 16, maxLength: 36 }),
        fc.integer({ min: -1000, max: 1000 }),
        (y, shift) => {
          fc.pre(new Set(y).size > 4);
          const moved = y.map((value) => value + shift);
          const scale = 1100;
          const forecasts = [
            (s: readonly number[]) => seasonalNaive(s, 4, { period: 4 }).mean,
            (s: readonly number[]) => randomWalkDrift(s, 4).mean,
          ];
          for (const forecast of forecasts) {
            const before = forecast(y);
            forecast(moved).forEach((value, h) => near(value, before[h]! + shift, scale, 1e-9));
          }
          const before = fitEts(y, 'ANN').logLikelihood;
          expect(Math.abs(fitEts(moved, 'ANN').logLikelihood - before)).toBeLessThan(0.02);
        },
      ),
      runs,
    );
  });

  it('missing periods never yield NaN', () => {
    fc.assert(
      fc.property(withHoles, (y) => {
        fc.pre(seen(y) >= 10);
        const found = combinedForecast(y, { horizon: 3, origins: 4 });
        for (const list of [found.mean, found.lower, found.upper])
          expect(list.every(Number.isFinite)).toBe(true);
        for (let h = 0; h < 3; h++) {
          expect(found.lower[h]).toBeLessThanOrEqual(found.mean[h]!);
          expect(found.mean[h]).toBeLessThanOrEqual(found.upper[h]!);
        }
        expect(fitLocalLevel(y).level.every(Number.isFinite)).toBe(true);
        const anomalies = findAnomalies(y);
        for (const anomaly of anomalies.anomalies) expect(y[anomaly.at]).not.toBeNull();
      }),
      { numRuns: 25 },
    );
  });

  it('a decomposition adds up', () => {
    fc.assert(
      fc.property(values(20, -1e4, 1e4), fc.boolean(), (y, robust) => {
        const found = stlDecomposition(y, { period: 4, robust });
        y.forEach((value, t) => {
          near(found.season[t]! + found.trend[t]! + found.remainder[t]!, value, 1e4, 1e-11);
        });
      }),
      runs,
    );
  });

  it('breaks do not depend on units, level or direction', () => {
    fc.assert(
      fc.property(
        values(24, -50, 50),
        fc.constantFrom(-3, 0.01, 1e5),
        fc.integer({ min: -1000, max: 1000 }),
        fc.boolean(),
        (raw, c, shift, robust) => {
          // Whole numbers, so that ties in cost stay ties under every scale.
          const y = raw.map((value, t) => Math.round(value) + (t >= 12 ? 60 : 0));
          const options = { robust, shortest: 4, autocorrelation: 0 } as const;
          const before = findChangepoints(y, options);
          const after = findChangepoints(
            y.map((value) => c * value + shift),
            options,
          );
          expect(after.breaks.length).toBe(before.breaks.length);
          const cost = before.table[before.breaks.length]!.cost;
          near(after.table[before.breaks.length]!.cost / (c * c), cost, Math.max(1, cost), 1e-4);
        },
      ),
      runs,
    );
  });

  it('exact search never costs more than any other partition', () => {
    fc.assert(
      fc.property(values(20, -50, 50), fc.nat(), (y, pick) => {
        const { table } = findChangepoints(y, { shortest: 4, autocorrelation: 0, most: 2 });
        const at = 4 + (pick % (y.length - 7));
        const sum = (part: readonly number[]): number => {
          const mean = part.reduce((a, b) => a + b, 0) / part.length;
          return part.reduce((total, value) => total + (value - mean) ** 2, 0);
        };
        expect(table[1]!.cost).toBeLessThanOrEqual(sum(y.slice(0, at)) + sum(y.slice(at)) + 1e-6);
        expect(table[2]?.cost ?? 0).toBeLessThanOrEqual(table[1]!.cost + 1e-6);
      }),
      runs,
    );
  });
});
