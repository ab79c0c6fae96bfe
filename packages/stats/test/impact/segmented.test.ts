import { describe, expect, it } from 'vitest';
import {
  type Intervention,
  type SegmentedRegression,
  segmentedRegression,
  type SegmentedRegressionOptions,
} from '../../src/impact/index.js';
import { autoregressive, hasReference, LAW, logDrivers, referenceValues } from './impact-data.js';

const available = hasReference && logDrivers.length > 0;
const season = { period: 12, form: 'phases' } as const;
const law: Intervention = { values: logDrivers, startsAt: LAW, recording: 'unchanged' };

/** R's names of the coefficients. */
const named = {
  '(Intercept)': 'intercept',
  time: 'time',
  law: 'level change',
  post: 'slope change',
} as const;

function compare(
  fit: SegmentedRegression,
  key: 'estimate' | 'standardError',
  wanted: Readonly<Record<string, number>>,
  tolerance: number,
): void {
  for (const [name, value] of Object.entries(wanted)) {
    const found = fit.coefficients.find((row) => row.name === named[name as keyof typeof named]);
    expect(Math.abs((found?.[key] ?? Number.NaN) / value - 1), `${name} ${key}`).toBeLessThan(tolerance);
  }
}

interface RegressionEntry {
  readonly coef: Record<string, number>;
  readonly se_ols: Record<string, number>;
  readonly se_nw12: Record<string, number>;
  readonly se_nw12_adj?: Record<string, number>;
  readonly sigma?: number;
  readonly r2?: number;
  readonly dw?: number;
}

describe.skipIf(!available)('the seat-belt law against R', () => {
  it.each([
    ['run-r-its_seatbelts', true],
    ['run-r-its_seatbelts_levelonly', false],
  ])('%s', (id, slopeChange) => {
    const wanted = referenceValues(id) as RegressionEntry;
    const fit = (options: SegmentedRegressionOptions): SegmentedRegression =>
      segmentedRegression(law, { season, slopeChange, ...options });
    const plain = fit({ errors: 'independent' });
    compare(plain, 'estimate', wanted.coef, 1e-9);
    compare(plain, 'standardError', wanted.se_ols, 1e-9);
    compare(fit({ errors: 'newey-west' }), 'standardError', wanted.se_nw12, 1e-9);
    compare(fit({ errors: 'newey-west', adjust: true }), 'standardError', wanted.se_nw12_adj ?? {}, 1e-9);
    if (wanted.sigma !== undefined) {
      expect(plain.sigma).toBeCloseTo(wanted.sigma, 10);
      expect(plain.rSquared).toBeCloseTo(wanted.r2 as number, 10);
      expect(plain.durbinWatson).toBeCloseTo(wanted.dw as number, 10);
    }
  });

  it('run-r-ljungbox_its', () => {
    const wanted = referenceValues('run-r-ljungbox_its') as { stat: number; p: number };
    const found = segmentedRegression(law, { season, errors: 'independent' }).ljungBox;
    expect(found?.degrees).toBe(12);
    expect(Math.abs((found?.statistic ?? 0) / wanted.stat - 1)).toBeLessThan(1e-9);
    expect(Math.abs((found?.p ?? 0) / wanted.p - 1)).toBeLessThan(1e-5);
  });

  it('restricted maximum likelihood with AR(1) errors', () => {
    // nlme 3.1 (R 4.2.2): gls(..., corCAR1 fixed, REML), phi by optimize(tol = 1e-9).
    const fit = segmentedRegression(law, { season });
    expect(fit.phi).toBeCloseTo(0.421055761433, 6);
    expect(fit.sigma).toBeCloseTo(0.1370915767, 8);
    expect(fit.logLikelihood).toBeCloseTo(91.1723553956, 8);
    compare(
      fit,
      'estimate',
      {
        '(Intercept)': 4.878544366325535,
        time: -0.000898163086394,
        law: -0.202756423236018,
        post: 0.005488693033932,
      },
      1e-7,
    );
    compare(
      fit,
      'standardError',
      {
        '(Intercept)': 0.044591555052054,
        time: 0.000333888874071,
        law: 0.088346003061268,
        post: 0.006138262019582,
      },
      1e-6,
    );
    // n - k - 1 = 192 - 15 - 1.
    expect(fit.degrees).toBe(176);
  });

  it('missing months and a washout are gaps in time, not neighbours', () => {
    // nlme as above without rows 20, 21, 60 and 170 to 172.
    const values = logDrivers.map((value, t) => ([19, 20, 59].includes(t) ? null : value));
    const fit = segmentedRegression({ ...law, values, washout: 3 }, { season });
    expect(fit.phi).toBeCloseTo(0.409999546, 6);
    expect(fit.sigma).toBeCloseTo(0.135599484, 8);
    expect(fit.logLikelihood).toBeCloseTo(88.28777578, 7);
    compare(fit, 'estimate', { law: -0.33857920484322, post: 0.01343252366475 }, 1e-7);
    compare(fit, 'standardError', { law: 0.11461382647465, post: 0.00743699426123 }, 1e-6);
  });
});

describe('segmented regression', () => {
  const noise = autoregressive(60, 0.3, 'segmented');

  it('recovers a planted effect, its level, slope and mean', () => {
    const values = Array.from({ length: 60 }, (_, t) => 10 + 0.5 * t + (t >= 40 ? 4 + 0.25 * (t - 39) : 0));
    const wobble = values.map((value, t) => value + 1e-6 * noise[t]!);
    const fit = segmentedRegression({ values: wobble, startsAt: 40, recording: 'unchanged' });
    expect(fit.levelChange.estimate).toBeCloseTo(4, 4);
    expect(fit.slopeChange?.estimate).toBeCloseTo(0.25, 5);
    // Mean of 4 + 0.25 s over s = 1..20.
    expect(fit.effect.estimate).toBeCloseTo(4 + 0.25 * 10.5, 4);
    expect(fit.counterfactual[59]).toBeCloseTo(39.5, 3);
    expect(fit.fitted[59]).toBeCloseTo(48.5, 3);
  });

  it('sees an early reaction', () => {
    const values = noise.map((value, t) => 0.2 * value + (t >= 37 ? 5 : 0));
    const fit = segmentedRegression({ values, startsAt: 40, recording: 'unchanged' }, { anticipation: 3 });
    expect(fit.anticipation?.estimate).toBeCloseTo(5, 0);
    expect(fit.anticipation?.p).toBeLessThan(0.001);
  });

  it('scales with the measure and ignores its level', () => {
    const one = segmentedRegression({ values: noise, startsAt: 40, recording: 'unchanged' });
    const moved = noise.map((value) => 1000 * value - 7000);
    const other = segmentedRegression({ values: moved, startsAt: 40, recording: 'unchanged' });
    expect(other.effect.estimate / one.effect.estimate).toBeCloseTo(1000, 3);
    expect(other.effect.lower / one.effect.lower).toBeCloseTo(1000, 3);
    expect(other.effect.p).toBeCloseTo(one.effect.p, 6);
  });

  it('takes the season as phases or as waves', () => {
    const wave = Array.from(
      { length: 72 },
      (_, t) => 20 + 5 * Math.sin((2 * Math.PI * t) / 12) + (t >= 50 ? 3 : 0),
    );
    const values = wave.map((value, t) => value + 0.01 * autoregressive(72, 0, 'wave')[t]!);
    for (const form of ['phases', 'harmonics'] as const) {
      const fit = segmentedRegression(
        { values, startsAt: 50, recording: 'unchanged' },
        { season: { period: 12, form }, slopeChange: false },
      );
      expect(fit.effect.estimate).toBeCloseTo(3, 1);
    }
  });

  it.each([
    [
      { recording: 'changed-with-intervention', measure: 'calls logged' },
      {},
      'IMPACT_RECORDING_CHANGED',
      'no effect can be estimated: the recording of calls logged changed with the intervention',
    ],
    [
      { startsAt: 5 },
      {},
      'IMPACT_TOO_SHORT',
      'series is too short: 5 usable periods before the change, 8 needed; take a longer history',
    ],
    [
      { startsAt: 58 },
      {},
      'IMPACT_TOO_SHORT',
      '2 usable periods after the change, 3 needed; wait for more periods',
    ],
    [
      { startsAt: 0 },
      {},
      'IMPACT_START',
      'start of the change is not usable: 0; pass a position from 1 to 59',
    ],
    [{ startsAt: 60 }, {}, 'IMPACT_START', 'pass a position from 1 to 59'],
    [
      { values: [1, 2, Number.NaN, ...noise] },
      {},
      'IMPACT_VALUE',
      'the measure is not usable at position 2: NaN',
    ],
    [{ values: Array<number>(60).fill(3) }, {}, 'IMPACT_CONSTANT', 'never changes before the intervention'],
    [
      { recording: 'dunno' },
      {},
      'IMPACT_OPTION',
      "recording is not usable: 'dunno'; say unchanged, changed-with-intervention or unknown",
    ],
    [{}, { level: 95 }, 'IMPACT_OPTION', 'level is not usable: 95; pass a share'],
    [
      { values: noise.slice(0, 18), startsAt: 12 },
      { season },
      'IMPACT_TOO_SHORT',
      'use harmonics instead of phases',
    ],
    [
      {},
      { season: { period: 4, form: 'waves' as never } },
      'IMPACT_OPTION',
      "season form is not usable: 'waves'; say phases or harmonics",
    ],
    [{}, { anticipation: 39 }, 'IMPACT_OPTION', 'anticipation is not usable: 39; pass at most 32'],
  ])('refuses %#', (change, options, code, text) => {
    const intervention = { values: noise, startsAt: 40, recording: 'unchanged', ...change } as Intervention;
    expect(() => segmentedRegression(intervention, options)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(text) as string }),
    );
  });
});

describe.skipIf(!hasReference)('sim-coverage-false-positives: claims of an effect that is not there', () => {
  // |t| > 2 for the level change of a model without season. The published cells and these simulations each have
  // a Monte Carlo error of about .01 (2,000 series); 600 here add .02.
  it.each([
    ['its n=24 T0=14 phi=0', 24, 14, 0],
    ['its n=24 T0=14 phi=0.6', 24, 14, 0.6],
    ['its n=48 T0=30 phi=0.3', 48, 30, 0.3],
    ['its n=104 T0=70 phi=0.6', 104, 70, 0.6],
  ])('%s', (cell, length, startsAt, phi) => {
    const wanted = (
      referenceValues('sim-coverage-false-positives') as Record<
        string,
        { ols: number; newey_west4: number; prais_winsten: number }
      >
    )[cell]!;
    const count = { independent: 0, 'newey-west': 0, ar1: 0 };
    const series = 600;
    for (let seed = 0; seed < series; seed++) {
      const values = autoregressive(length, phi, seed);
      for (const errors of ['independent', 'newey-west', 'ar1'] as const) {
        const fit = segmentedRegression({ values, startsAt, recording: 'unchanged' }, { errors, lags: 4 });
        if (Math.abs(fit.levelChange.t) > 2) count[errors]++;
      }
    }
    expect(Math.abs(count.independent / series - wanted.ols)).toBeLessThan(0.05);
    expect(Math.abs(count['newey-west'] / series - wanted.newey_west4)).toBeLessThan(0.06);
    // Restricted likelihood claims no more than the reference's Prais-Winsten, and less than either of these.
    expect(count.ar1 / series).toBeLessThan(wanted.prais_winsten + 0.04);
    if (phi > 0) expect(count.ar1).toBeLessThan(Math.min(count.independent, count['newey-west']));
  });
});
