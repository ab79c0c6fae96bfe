import * as fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { assessImpact, type Intervention, placeboInTime } from '../../src/impact/index.js';
import { autoregressive, LAW, logDrivers } from './impact-data.js';

describe('placebo in time', () => {
  // Twelve periods before, change at 12, three after; refits need four before and two after.
  const plan = { startsAt: 12, length: 15, minimumBefore: 4, minimumAfter: 2 };

  it('uses windows of one length, all before the change', () => {
    const seen: string[] = [];
    const found = placeboInTime(plan, ({ from, startsAt, to }) => {
      seen.push(`${from}-${startsAt}-${to}`);
      return { effect: startsAt, p: 0.5 };
    });
    // Window after: min(3, (12 - 4) / 3) = 2; before: 4, as 40 dates are out of reach. Dates 4 to 10.
    expect(seen).toEqual(['8-12-14', '0-4-6', '1-5-7', '2-6-8', '3-7-9', '4-8-10', '5-9-11', '6-10-12']);
    expect(found.shortened).toBe(true);
  });

  it('ranks the real effect among the pretended ones', () => {
    const run = (effect: (startsAt: number) => number) =>
      placeboInTime(plan, ({ startsAt }) => ({
        effect: effect(startsAt),
        p: startsAt % 2 === 0 ? 0.01 : 0.9,
      }));
    // Seven dates; larger than all: (1 + 0) / 8; three of them as large: (1 + 3) / 8, whatever the sign.
    expect(run((at) => (at === 12 ? -9 : at / 2)).p).toBe(1 / 8);
    expect(run((at) => (at === 12 ? 8 : at)).p).toBe(4 / 8);
    // Even dates 4, 6, 8, 10 claim an effect.
    expect(run(() => 0).falsePositiveRate).toBe(4 / 7);
    expect(run(() => 0).attainable).toBe(1 / 8);
  });

  it('says so when there is no earlier date', () => {
    const found = placeboInTime({ ...plan, startsAt: 5, length: 9 }, () => ({ effect: 1, p: 0.2 }));
    expect(found).toMatchObject({ p: null, falsePositiveRate: null, attainable: null, dates: [] });
  });

  it('calibrates nothing when the real window of that length cannot be fitted', () => {
    const found = placeboInTime(plan, ({ startsAt }) => (startsAt === 12 ? null : { effect: 1, p: 0.2 }));
    expect(found).toMatchObject({ real: null, p: null, dates: [] });
  });

  it('lengthens the windows when there are dates to spare, and can thin them', () => {
    const found = placeboInTime({ ...plan, startsAt: 100, length: 110, wanted: 20 }, () => ({
      effect: 1,
      p: 0.2,
    }));
    expect(found.dates).toHaveLength(20);
    expect(found.windowBefore).toBe(100 - 10 - 20 + 1);
    expect(
      placeboInTime({ ...plan, startsAt: 100, length: 110, most: 5 }, () => ({ effect: 1, p: 0.2 })).dates,
    ).toHaveLength(5);
  });
});

const noise = autoregressive(110, 0.3, 'answer');
const quiet: Intervention = {
  values: noise.map((value) => 100 + value),
  startsAt: 85,
  recording: 'unchanged',
  measure: 'orders',
};

describe('the plain answer', () => {
  it('tells a rise and a fall', () => {
    for (const [shift, verdict] of [
      [6, 'rose'],
      [-6, 'fell'],
    ] as const) {
      const values = quiet.values.map((value, t) => value! + (t >= 85 ? shift : 0));
      const found = assessImpact({ ...quiet, values }, { slopeChange: false });
      expect(found.verdict).toBe(verdict);
      expect(found.lower).toBeLessThan(shift);
      expect(found.upper).toBeGreaterThan(shift);
      expect(found.calibratedP).toBeLessThanOrEqual(0.05);
      expect(found.relative).toBeCloseTo(shift / 100, 1);
      expect(found.sentence).toMatch(
        new RegExp(`^orders ${verdict} by [0-9.]+ a period after the change \\(95% interval`),
      );
    }
  });

  it('cannot tell where nothing happened', () => {
    const found = assessImpact(quiet);
    expect(found.verdict).toBe('cannot tell');
    expect(found.sentence).toMatch(/^cannot tell whether orders changed: estimated effect/);
    expect(found.wouldBeWrongIf.map((caveat) => caveat.code)).toContain('not-distinguishable');
    expect(found.lower).toBeLessThan(found.upper);
  });

  it('cannot tell from a history too short to calibrate, however large the effect', () => {
    const values = noise.slice(0, 24).map((value, t) => 100 + value + (t >= 14 ? 20 : 0));
    const found = assessImpact({ values, startsAt: 14, recording: 'unchanged' }, { slopeChange: false });
    expect(found.modelP).toBeLessThan(0.001);
    expect(found.verdict).toBe('cannot tell');
    const few = found.wouldBeWrongIf.find((caveat) => caveat.code === 'few-dates');
    expect(few?.seen).toBe(true);
    expect(few?.text).toContain('at least 19 are needed');
  });

  it('answers with controls by the structural counterfactual', () => {
    const control = autoregressive(110, 0.9, 'market');
    const values = control.map((value, t) => 100 + 3 * value + 0.5 * noise[t]! + (t >= 85 ? 5 : 0));
    const found = assessImpact({ ...quiet, values }, { controls: [{ name: 'market', values: control }] });
    expect(found.method).toBe('structural counterfactual');
    expect(found.verdict).toBe('rose');
    expect(Math.abs(found.effect - 5)).toBeLessThan(1);
    const codes = found.wouldBeWrongIf.map((caveat) => caveat.code);
    expect(codes).toContain('controls-touched');
    expect(codes).not.toContain('no-controls');
  });

  it('names an early reaction, an unknown recording, and what never shows in the data', () => {
    const values = quiet.values.map((value, t) => value! + (t >= 82 ? 8 : 0));
    const found = assessImpact({ ...quiet, values, recording: 'unknown' }, { slopeChange: false });
    const seen = found.wouldBeWrongIf.filter((caveat) => caveat.seen).map((caveat) => caveat.code);
    expect(seen).toEqual(expect.arrayContaining(['recording-unknown', 'anticipation', 'no-controls']));
    const possible = found.wouldBeWrongIf.filter((caveat) => !caveat.seen).map((caveat) => caveat.code);
    expect(possible).toEqual(['concurrent-change', 'regression-to-the-mean']);
  });

  it('refuses a measure whose recording changed, by either method', () => {
    for (const method of ['segmented regression', 'structural counterfactual'] as const) {
      expect(() => assessImpact({ ...quiet, recording: 'changed-with-intervention' }, { method })).toThrow(
        expect.objectContaining({
          code: 'IMPACT_RECORDING_CHANGED',
          message: expect.stringContaining('the recording of orders changed with the intervention') as string,
        }),
      );
    }
  });

  it.skipIf(logDrivers.length === 0)('says what the seat-belt law did', () => {
    const found = assessImpact(
      { values: logDrivers, startsAt: LAW, recording: 'unchanged' },
      { season: { period: 12, form: 'phases' } },
    );
    expect(found.verdict).toBe('fell');
    expect(found.falsePositiveRate).toBeLessThan(0.1);
  });

  it('claims an effect about as rarely as it says', () => {
    // No effect: both p at most .05 is stricter than either alone.
    const claims = Array.from({ length: 40 }, (_, seed) =>
      assessImpact(
        { values: autoregressive(80, 0.5, `null ${seed}`), startsAt: 62, recording: 'unchanged' },
        { slopeChange: false },
      ),
    ).filter((answer) => answer.verdict !== 'cannot tell');
    expect(claims.length / 40).toBeLessThan(0.15);
  });

  it('is finite and ordered for any usable series', () => {
    fc.assert(
      fc.property(
        fc.array(
          fc.oneof(
            { weight: 8, arbitrary: fc.integer({ min: -1000, max: 1000 }) },
            { weight: 1, arbitrary: fc.constant(null) },
          ),
          {
            minLength: 36,
            maxLength: 50,
          },
        ),
        fc.constantFrom('segmented regression' as const, 'structural counterfactual' as const),
        (values, method) => {
          const before = values.slice(0, 26).filter((value) => value !== null);
          fc.pre(
            new Set(before).size > 3 &&
              before.length >= 16 &&
              values.slice(26).filter((v) => v !== null).length >= 6,
          );
          const found = assessImpact(
            { values, startsAt: 26, recording: 'unchanged' },
            { method, draws: 100 },
          );
          for (const value of [found.effect, found.lower, found.upper, found.modelP])
            expect(Number.isFinite(value)).toBe(true);
          expect(found.lower).toBeLessThanOrEqual(found.effect);
          expect(found.effect).toBeLessThanOrEqual(found.upper);
          expect(found.counterfactual.every(Number.isFinite)).toBe(true);
        },
      ),
      { numRuns: 20 },
    );
  });
});
