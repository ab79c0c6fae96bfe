import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random/index.js';
import {
  type CombinedForecastOptions,
  combinedForecast,
  conformalCalibration,
  rangeTransform,
  type ValueKind,
} from '../../src/series/index.js';
import { airPassengers, available } from './series-data.js';

const random = createRandom(12);
const noisy = Array.from({ length: 60 }, (_, t) => 20 + 0.1 * t + 2 * random.standardNormal());

describe('range transforms', () => {
  it.each([
    // kind, value, transformed by hand
    ['number', -3, -3],
    ['positive', Math.E, 1],
    ['count', 0, Math.log(0.5)],
    ['count', 7, Math.log(7.5)],
    ['share', 0.75, Math.log(3)],
  ] as const)('%s %d', (kind, value, wanted) => {
    const { transformed, restore } = rangeTransform([value], kind);
    expect(transformed[0]).toBeCloseTo(wanted, 14);
    expect(restore(transformed[0]!)).toBeCloseTo(value, 12);
  });

  it('adds half a case to shares of known size', () => {
    // 0 of 9: log odds of 0.5 / 10; 9 of 9: 9.5 / 10.
    const { transformed } = rangeTransform([0, 1], 'share', { sizes: [9, 9] });
    expect(transformed[0]).toBeCloseTo(Math.log(0.05 / 0.95), 12);
    expect(transformed[1]).toBeCloseTo(Math.log(0.95 / 0.05), 12);
  });

  it('keeps shares that were never seen inside near their bound', () => {
    const { transformed, restore } = rangeTransform([0, 0, 0, 0], 'share');
    expect(restore(transformed[0]!)).toBeCloseTo(0.1, 12);
  });

  it.each([
    [() => rangeTransform([1, 0], 'positive'), 'pass values above 0'],
    [
      () => rangeTransform([1, 2.5], 'count'),
      'a series of kind count: value out of range at position 1: 2.5; pass whole numbers of at least 0',
    ],
    [() => rangeTransform([-1], 'count'), 'pass whole numbers of at least 0'],
    [() => rangeTransform([42], 'share'), 'pass shares from 0 to 1, not percentages'],
    [() => rangeTransform([0.5], 'share', { sizes: [0] }), 'pass a number of cases above 0'],
  ])('refuses %#', (act, text) => {
    expect(act).toThrow(
      expect.objectContaining({ code: 'SERIES_RANGE', message: expect.stringContaining(text) as string }),
    );
  });
});

describe('conformal calibration', () => {
  const history = Float64Array.from({ length: 40 }, (_, t) => (t % 2 === 0 ? 1 : -1));
  const flat = (deviation: number) => (_: Float64Array, ahead: number) => ({
    mean: new Float64Array(ahead),
    deviation: new Float64Array(ahead).fill(deviation),
  });
  const options = { horizon: 2, level: 0.9, minimum: 10, critical: 1.6448536269514722 };

  it('takes the width from the errors, whatever the model claims', () => {
    // All absolute errors are 1, so the half-width is 1 with a model ten times too sure or too modest.
    for (const deviation of [0.1, 10]) {
      const current = { mean: new Float64Array(2), deviation: new Float64Array(2).fill(deviation) };
      const found = conformalCalibration(history, current, flat(deviation), options);
      expect([...found.width]).toEqual([1, 1]);
      expect(found.modelCoverage).toBe(deviation === 10 ? 1 : 0);
    }
  });

  it('uses the errors as they are for a model that claims certainty', () => {
    const current = { mean: new Float64Array(2), deviation: new Float64Array(2) };
    expect([...conformalCalibration(history, current, flat(0), options).width]).toEqual([1, 1]);
  });

  it('pools horizons that have too few errors of their own', () => {
    const current = { mean: new Float64Array(2), deviation: Float64Array.of(1, 1) };
    // ceil(0.9 (k + 1)) <= k from 9 errors on: 9 origins give 9 errors one ahead and 8 two ahead.
    const found = conformalCalibration(history, current, flat(1), { ...options, origins: 9 });
    expect(found.own).toEqual([true, false]);
    expect(found.origins).toBe(9);
  });

  it('leaves the width alone without origins', () => {
    const current = { mean: new Float64Array(2), deviation: Float64Array.of(1, 2) };
    const found = conformalCalibration(history, current, flat(1), { ...options, origins: 0 });
    expect([...found.factor]).toEqual([1, 1]);
  });
});

describe('the combined forecast', () => {
  it('is the median of its members', () => {
    const found = combinedForecast(noisy, { horizon: 3 });
    expect(found.members).toHaveLength(3);
    for (let h = 0; h < 3; h++) {
      const sorted = found.members.map((member) => member.mean[h]!).sort((a, b) => a - b);
      expect(found.mean[h]).toBeCloseTo(sorted[1]!, 12);
    }
  });

  it.each([
    ['positive', noisy.map(Math.abs), 0, Number.POSITIVE_INFINITY],
    ['count', Array.from({ length: 30 }, (_, t) => (t * 7) % 3), 0, Number.POSITIVE_INFINITY],
    ['count', Array<number>(12).fill(0), 0, Number.POSITIVE_INFINITY],
    ['share', Array.from({ length: 30 }, (_, t) => ((t * 7) % 11) / 10), 0, 1],
    ['share', Array<number>(12).fill(1), 0, 1],
  ] as const)('keeps a %s series in range', (kind, values, low, high) => {
    const found = combinedForecast(values, { horizon: 12, kind });
    for (const list of [found.lower, found.mean, found.upper]) {
      for (const value of list) {
        expect(value).toBeGreaterThanOrEqual(low);
        expect(value).toBeLessThanOrEqual(high);
      }
    }
  });

  it('takes missing periods', () => {
    const holes: (number | null)[] = noisy.map((value, t) => (t % 9 === 4 ? null : value));
    const found = combinedForecast(holes, { horizon: 2, period: 4 });
    expect(found.mean.every(Number.isFinite)).toBe(true);
  });

  it('covers about what it says', () => {
    // AR(1) about a level: outcomes 1 to 4 ahead of 40 series within the 80% interval.
    let inside = 0;
    let count = 0;
    for (let seed = 0; seed < 40; seed++) {
      const source = createRandom(seed);
      let u = source.standardNormal();
      const y = Array.from({ length: 64 }, () => {
        u = 0.5 * u + source.standardNormal();
        return 30 + u;
      });
      const found = combinedForecast(y.slice(0, 60), { horizon: 4, level: 0.8 });
      for (let h = 0; h < 4; h++) {
        count++;
        if (y[60 + h]! >= found.lower[h]! && y[60 + h]! <= found.upper[h]!) inside++;
      }
    }
    expect(inside / count).toBeGreaterThan(0.68);
    expect(inside / count).toBeLessThan(0.92);
  });

  it.skipIf(!available)('beats every single R model on the last two years of air travel', () => {
    const found = combinedForecast(airPassengers.slice(0, 120), {
      horizon: 24,
      period: 12,
      kind: 'positive',
    });
    const error =
      found.mean.reduce((sum, value, h) => sum + Math.abs(airPassengers[120 + h]! - value), 0) / 24;
    // R: ETS 63.21, Theta 63.22, seasonal naive 71.25 (run-r-holdout_air_*).
    expect(error).toBeLessThan(63.2);
  });

  it.each([
    [
      [5],
      { horizon: 1 },
      'SERIES_TOO_SHORT',
      'series is too short for a forecast: 1 observed value, 5 needed; wait for more periods, or use finer ones',
    ],
    [[1, 2, -3, 4, 5], { horizon: 1, kind: 'positive' }, 'SERIES_RANGE', '-3'],
    [noisy, { horizon: 0 }, 'SERIES_OPTION', 'horizon is not usable: 0'],
    [noisy, { horizon: 1, kind: 'percent' as ValueKind }, 'SERIES_OPTION', "kind is not usable: 'percent'"],
  ] as readonly (readonly [readonly number[], CombinedForecastOptions, string, string])[])(
    'refuses %#',
    (values, options, code, text) => {
      expect(() => combinedForecast(values, options)).toThrow(
        expect.objectContaining({ code, message: expect.stringContaining(text) as string }),
      );
    },
  );
});
