import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import * as k from '../../src/interval/index.js';

const level = fc.double({ min: 0.5, max: 0.999, noNaN: true });
/** Counts from 0 to ten million, small ones often. */
const count = fc.oneof(fc.integer({ min: 0, max: 30 }), fc.integer({ min: 0, max: 10_000_000 }));
const part = count.chain((n) => fc.integer({ min: 0, max: n }).map((x) => ({ x, n })));
/** Cents up to a million; and sizes in eighths, often 0. */
const amount = fc.integer({ min: -100_000_000, max: 100_000_000 }).map((cents) => cents / 100);
const size = fc.oneof(
  fc.constant(0),
  fc.integer({ min: 0, max: 8000 }).map((eighths) => eighths / 8),
);

/** Ends finite, in order, inside the range, around the estimate unless told otherwise; never NaN. */
function sound(result: k.IntervalResult, low = -Infinity, high = Infinity, holdsEstimate = true): void {
  if (!k.isInterval(result)) {
    expect(result.low).toBeNull();
    expect(result.high).toBeNull();
    expect(result.reason).toMatch(/^[a-z-]+$/);
    if (result.estimate !== null) expect(Number.isFinite(result.estimate)).toBe(true);
    return;
  }
  expect(Number.isFinite(result.low) && Number.isFinite(result.high)).toBe(true);
  expect(result.low).toBeGreaterThanOrEqual(low);
  expect(result.high).toBeLessThanOrEqual(high);
  expect(result.low).toBeLessThanOrEqual(result.high);
  if (holdsEstimate) {
    const slack = 1e-12 * Math.max(1, Math.abs(result.estimate));
    expect(result.low).toBeLessThanOrEqual(result.estimate + slack);
    expect(result.high).toBeGreaterThanOrEqual(result.estimate - slack);
  }
}

describe('every interval is finite, ordered and inside its range', () => {
  it('proportions', () => {
    fc.assert(
      fc.property(part, level, ({ x, n }, at) => {
        for (const interval of [
          k.wilsonInterval,
          k.wilsonContinuityInterval,
          k.clopperPearsonInterval,
          k.jeffreysInterval,
          k.agrestiCoullInterval,
        ]) {
          sound(interval(x, n, at), 0, 1);
        }
        // Exact intervals hold the score interval's centre of mass: mirror images swap ends.
        const there = k.clopperPearsonInterval(x, n, at);
        const back = k.clopperPearsonInterval(n - x, n, at);
        if (k.isInterval(there) && k.isInterval(back)) {
          expect(Math.abs(there.low - (1 - back.high))).toBeLessThan(1e-12);
        }
      }),
    );
  });

  it('differences, NPS, rates', () => {
    fc.assert(
      fc.property(part, part, level, (a, b, at) => {
        sound(k.newcombeDifference(a.x, a.n, b.x, b.n, at), -1, 1);
        const counts = { promoters: a.x, passives: b.x, detractors: a.n - a.x };
        // The adjusted interval leans to 0, so at the ends of the scale it may miss the estimate.
        sound(k.npsInterval(counts, at), -100, 100, false);
        const change = k.npsChange(counts, { promoters: b.x, passives: a.x, detractors: b.n - b.x }, at);
        sound(change.interval, -200, 200, false);
        if (k.isInterval(change.interval) && change.pValue !== null) {
          const excludesZero = change.interval.low > 0 || change.interval.high < 0;
          if (Math.abs(change.pValue - (1 - at)) > 1e-9) expect(excludesZero).toBe(change.pValue < 1 - at);
        }
        sound(k.poissonRateInterval(a.x, a.n, at), 0);
        const ratio = k.poissonRateRatio(a.x, a.n, b.x, b.n, at);
        sound(ratio.interval, 0);
        if (ratio.pValue !== null) {
          // Beyond 38 standard errors it underflows to 0.
          expect(ratio.pValue).toBeGreaterThanOrEqual(0);
          expect(ratio.pValue).toBeLessThanOrEqual(1);
        }
      }),
      { numRuns: 60 },
    );
  });

  it('means, ratios and clustered shares', () => {
    const units = fc.array(fc.tuple(amount, size), { maxLength: 40 });
    fc.assert(
      fc.property(units, level, (rows, at) => {
        const x = rows.map(([v]) => v);
        const y = rows.map(([, v]) => v);
        sound(k.meanInterval(x, at));
        for (const method of ['auto', 'delta'] as const) sound(k.ratioInterval(x, y, at, { method }));
        sound(k.ratioInterval(x, y, at, { method: 'fieller' }));
        const trials = rows.map(([, v]) => Math.floor(v / 50));
        const successes = rows.map(([v], i) => Math.floor((Math.abs(v) / 1e6) * (trials[i] as number)));
        sound(k.clusteredWilsonFromSums(k.unitSums(successes, trials), at).interval, 0, 1);
      }),
      { numRuns: 300 },
    );
  });

  it('the scale of the numbers does not change a ratio interval beyond rounding', () => {
    const units = fc.array(fc.tuple(fc.integer({ min: 0, max: 1000 }), fc.integer({ min: 1, max: 9 })), {
      minLength: 5,
      maxLength: 40,
    });
    fc.assert(
      fc.property(units, (rows) => {
        const x = rows.map(([v]) => v);
        const y = rows.map(([, v]) => v);
        const plain = k.ratioInterval(x, y);
        const scaled = k.ratioInterval(
          x.map((v) => v * 1000),
          y,
        );
        if (k.isInterval(plain) && k.isInterval(scaled)) {
          const size = Math.max(Math.abs(plain.low), Math.abs(plain.high), 1e-9);
          expect(Math.abs(scaled.low / 1000 - plain.low) / size).toBeLessThan(1e-6);
          expect(Math.abs(scaled.high / 1000 - plain.high) / size).toBeLessThan(1e-6);
        }
      }),
    );
  });

  it('a higher level is never narrower', () => {
    fc.assert(
      fc.property(part, level, level, ({ x, n }, u, v) => {
        const [low, high] = [Math.min(u, v), Math.max(u, v)];
        for (const interval of [
          k.wilsonInterval,
          k.clopperPearsonInterval,
          (a: number, b: number, c: number) => k.poissonRateInterval(a, b, c),
        ]) {
          const narrow = interval(x, n, low);
          const wide = interval(x, n, high);
          if (k.isInterval(narrow) && k.isInterval(wide)) {
            expect(wide.low).toBeLessThanOrEqual(narrow.low + 1e-12);
            expect(wide.high).toBeGreaterThanOrEqual(narrow.high - 1e-12);
          }
        }
      }),
      { numRuns: 60 },
    );
  });
});

describe('ranks of a quantile', () => {
  it('reach the level, and no rank closer in does on its side', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 1, max: 3000 }),
        fc.double({ min: 0.02, max: 0.98, noNaN: true }),
        level,
        (n, q, at) => {
          const ranks = k.quantileRanks(n, q, at);
          if (ranks === null) {
            // Even all values miss the level.
            expect(1 - q ** n - (1 - q) ** n).toBeLessThan(at + 1e-9);
            return;
          }
          expect(ranks.low).toBeGreaterThanOrEqual(1);
          expect(ranks.high).toBeLessThanOrEqual(n);
          expect(ranks.coverage).toBeGreaterThanOrEqual(at - 1e-12);
          expect(ranks.low).toBeLessThan(ranks.high);
        },
      ),
      { numRuns: 300 },
    );
  });
});

describe('p-values', () => {
  it('are probabilities, and adjusting never lowers them', () => {
    fc.assert(
      fc.property(fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 30 }), (p) => {
        const bh = k.benjaminiHochberg(p);
        const holm = k.holm(p);
        p.forEach((value, i) => {
          expect(bh[i]).toBeGreaterThanOrEqual(value);
          expect(holm[i]).toBeGreaterThanOrEqual((bh[i] as number) - 1e-12);
          expect(holm[i]).toBeLessThanOrEqual(1);
        });
      }),
    );
  });

  it('of Fisher are symmetric in rows and columns', () => {
    const cell = fc.integer({ min: 0, max: 60 });
    fc.assert(
      fc.property(cell, cell, cell, cell, (a, b, c, d) => {
        const { pValue } = k.fisherExactTest(a, b, c, d);
        expect(pValue).toBeGreaterThan(0);
        expect(pValue).toBeLessThanOrEqual(1);
        expect(k.fisherExactTest(a, c, b, d).pValue).toBeCloseTo(pValue, 10);
        expect(k.fisherExactTest(c, d, a, b).pValue).toBeCloseTo(pValue, 10);
      }),
    );
  });
});
