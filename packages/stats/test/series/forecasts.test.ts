import { describe, expect, it } from 'vitest';
import {
  evaluateEts,
  fitLocalLevel,
  fitTheta,
  type Forecast,
  forecastAccuracy,
  forecastEts,
  forecastHoltWinters,
  forecastTheta,
  holtWinters,
  localLevelLikelihood,
  randomWalkDrift,
  seasonalNaive,
} from '../../src/series/index.js';
import {
  airPassengers,
  available,
  farthest,
  nile,
  referenceValues,
  ukGas,
  usAccidents,
  wwwUsage,
} from './series-data.js';

interface ForecastEntry {
  readonly mean: readonly number[];
  readonly lo95: readonly number[];
  readonly hi95: readonly number[];
}

const methods: readonly (readonly [string, () => Forecast])[] = [
  ['run-r-theta_nile', () => forecastTheta(fitTheta(nile), 5)],
  ['run-r-theta_www', () => forecastTheta(fitTheta(wwwUsage), 5)],
  ['run-r-snaive_air', () => seasonalNaive(airPassengers, 12, { period: 12 })],
  ['run-r-drift_nile', () => randomWalkDrift(nile, 5)],
];

const holdout = { history: airPassengers.slice(0, 120), actual: airPassengers.slice(120) };

/** R 4.2.2: ets(window(AirPassengers, end = c(1958, 12))), ETS(M,Ad,M); seasons latest first. */
const holdoutEts = {
  smoothing: {
    alpha: 0.745856269796881,
    beta: 0.0188686065955047,
    gamma: 0.000286356895441943,
    phi: 0.979283227396813,
  },
  level: 120.667046381062,
  slope: 1.73745551269439,
  season: [
    0.897775013879244, 0.79642860470045, 0.918982578554619, 1.05759966417119, 1.20724464805858,
    1.21801199039968, 1.11128271871301, 0.977927043155107, 0.983754469293311, 1.02526038894597,
    0.897288073066016,
  ],
};

describe.skipIf(!available)('simple forecasts against R forecast 8.20', () => {
  it.each(methods)('%s', (id, run) => {
    const wanted = referenceValues(id) as ForecastEntry;
    const found = run();
    expect(farthest(found.mean, wanted.mean)).toBeLessThan(1e-4);
    expect(farthest(found.lower, wanted.lo95)).toBeLessThan(1e-4);
    expect(farthest(found.upper, wanted.hi95)).toBeLessThan(1e-4);
  });

  it.each([
    // R 4.2.2: thetaf(y, h)$mean and $lower.
    [
      'months',
      airPassengers,
      12,
      [
        440.0781911, 428.3842806, 489.7070987, 475.7046277, 479.6703887, 545.3662722, 602.7520018,
        601.1007631, 523.9514922, 456.6271449, 397.9537347, 447.6449087, 454.5297689, 442.4134545,
      ],
      [
        418.9967186, 400.8826245, 457.0229482, 438.5540382, 438.535502, 500.6003085, 554.6281604, 549.8385283,
        469.7322214, 399.6039749, 338.2582195, 385.3916588, 389.8198027, 375.3366899,
      ],
    ],
    [
      'quarters',
      ukGas,
      4,
      [999.7439171, 660.097642, 387.1894672, 718.360743, 1016.076373, 670.8375553],
      [847.9642649, 504.0985354, 227.0820668, 554.2478609, 848.053468, 498.9935712],
    ],
    [
      'accidents',
      usAccidents,
      12,
      [8270.693806, 7508.923867, 8322.124807],
      [7759.002181, 6924.524589, 7673.112701],
    ],
  ] as const)('seasonal Theta: %s', (_, series, period, mean, lower) => {
    const fit = fitTheta(series, { period });
    const found = forecastTheta(fit, mean.length);
    expect(farthest(found.mean, mean)).toBeLessThan(2e-4);
    // R puts the season back into the mean only; errors of a seasonally scaled series scale with it too.
    const unseasoned = found.mean.map((value, h) => (value - found.lower[h]!) / fit.index[h % period]!);
    const wanted = mean.map((value, h) => value - lower[h]!);
    expect(farthest(unseasoned, wanted)).toBeLessThan(1e-3);
  });

  it.each([
    // R 4.2.2: snaive and rwf(drift = TRUE).
    [
      'seasonal naive, quarters',
      () => seasonalNaive(ukGas, 6, { period: 4 }),
      [1163.9, 613.1, 347.4, 782.8, 1163.9, 613.1],
      [1080.500829, 529.7008285, 264.0008285, 699.4008285, 1045.955761, 495.1557606],
    ],
    [
      'drift',
      () => randomWalkDrift(airPassengers, 3),
      [434.2377622, 436.4755245, 438.7132867],
      [367.8496703, 342.2631522, 322.9299674],
    ],
  ] as const)('%s', (_, run, mean, lower) => {
    const found = run();
    expect(farthest(found.mean, mean)).toBeLessThan(1e-8);
    expect(farthest(found.lower, lower)).toBeLessThan(1e-8);
  });

  it('run-r-holtwinters_air: classical Holt-Winters', () => {
    const wanted = referenceValues('run-r-holtwinters_air') as {
      alpha: number;
      beta: number;
      gamma: number;
      sse: number;
      pred12: number[];
    };
    const fit = holtWinters(airPassengers, 12);
    expect(fit.sumOfSquares).toBeLessThanOrEqual(wanted.sse * (1 + 1e-9));
    expect(
      farthest([fit.alpha, fit.beta, fit.gamma], [wanted.alpha, wanted.beta, wanted.gamma]),
    ).toBeLessThan(1e-3);
    expect(farthest(forecastHoltWinters(fit, 12), wanted.pred12)).toBeLessThan(1e-4);
    // R: HoltWinters(AirPassengers, seasonal = "additive").
    const additive = holtWinters(airPassengers, 12, 'additive');
    expect(additive.sumOfSquares).toBeLessThan(21860.185);
    expect(forecastHoltWinters(additive, 2)[0]).toBeCloseTo(453.4977, 1);
  });

  it.each([
    ['run-r-holdout_air_snaive', () => seasonalNaive(holdout.history, 24, { period: 12 }).mean, 1e-9],
    [
      'run-r-holdout_air_theta',
      () => forecastTheta(fitTheta(holdout.history, { period: 12 }), 24).mean,
      1e-3,
    ],
    [
      'run-r-holdout_air_ets',
      () => {
        const seasons = [...holdoutEts.season, 12 - holdoutEts.season.reduce((a, b) => a + b, 0)].reverse();
        const fit = evaluateEts(holdout.history, 'MAdM', {
          period: 12,
          smoothing: holdoutEts.smoothing,
          initial: { level: holdoutEts.level, slope: holdoutEts.slope, season: Float64Array.from(seasons) },
        });
        // R adds the slope undamped in the first step: see ets.test.ts.
        const slope = fit.state.slope / fit.smoothing.phi;
        return forecastEts({ ...fit, state: { ...fit.state, slope } }, 24).mean;
      },
      1e-8,
    ],
  ] as const)('%s', (id, forecast, tolerance) => {
    const wanted = referenceValues(id) as Record<string, number>;
    const found = forecastAccuracy(holdout.history, holdout.actual, forecast(), { period: 12 });
    const pairs: readonly (readonly [number | null, string])[] = [
      [found.meanError, 'ME'],
      [found.rootMeanSquaredError, 'RMSE'],
      [found.meanAbsoluteError, 'MAE'],
      [found.meanPercentageError, 'MPE'],
      [found.meanAbsolutePercentageError, 'MAPE'],
      [found.meanAbsoluteScaledError, 'MASE'],
      [found.errorAutocorrelation, 'ACF1'],
      [found.theilU, "Theil's U"],
    ];
    for (const [value, name] of pairs) {
      expect(Math.abs((value as number) / (wanted[name] as number) - 1), name).toBeLessThan(tolerance);
    }
  });
});

describe.skipIf(!available)('the local level model of the Nile', () => {
  const mean = nile.reduce((a, b) => a + b, 0) / nile.length;
  const variance = nile.reduce((sum, y) => sum + (y - mean) ** 2, 0) / (nile.length - 1);
  const start = { mean: nile[0] as number, variance: 1e4 * variance };

  it('pub-nile-durbin-koopman: published variances', () => {
    const wanted = referenceValues('pub-nile-durbin-koopman') as { var_eps: number; var_eta: number };
    const fit = fitLocalLevel(nile);
    expect(Math.abs(fit.noiseVariance / wanted.var_eps - 1)).toBeLessThan(1e-3);
    expect(Math.abs(fit.stepVariance / wanted.var_eta - 1)).toBeLessThan(1e-3);
  });

  it('run-r-structts_nile: the likelihood at its variances, and an optimum no lower', () => {
    const wanted = referenceValues('run-r-structts_nile') as {
      level_var: number;
      eps_var: number;
      loglik: number;
    };
    const at = localLevelLikelihood(nile, { step: wanted.level_var, noise: wanted.eps_var }, { start });
    expect(Math.abs(at - wanted.loglik)).toBeLessThan(1e-10);
    const fit = fitLocalLevel(nile, { start });
    expect(fit.logLikelihood).toBeGreaterThan(wanted.loglik);
    // R stops early: run to the end (factr = 0.01) it gives 1469.17102 and 15098.52464, not 1469.14662.
    expect(Math.abs(fit.stepVariance / 1469.17102026 - 1)).toBeLessThan(1e-6);
    expect(Math.abs(fit.noiseVariance / 15098.52463569 - 1)).toBeLessThan(1e-6);
  });
});

describe('simple forecasts by hand', () => {
  it('repeats the last season, also over a gap', () => {
    expect([...seasonalNaive([1, 2, null, 4], 4, { period: 2 }).mean]).toEqual([1, 4, 1, 4]);
  });

  it('walks on along the mean step', () => {
    expect([...randomWalkDrift([1, 3, 5, null], 2).mean]).toEqual([9, 11]);
  });

  it('leaves out periods without an actual value, whatever was forecast for them', () => {
    const found = forecastAccuracy([1, 2, 3], [4, null, 8], [3, Number.NaN, 5]);
    expect(found.meanError).toBe(2);
    expect(found.meanAbsoluteError).toBe(2);
  });

  it('has no percentage error against an actual of 0', () => {
    const found = forecastAccuracy([1, 2, 3], [0, 2], [1, 1]);
    expect(found.meanAbsolutePercentageError).toBeNull();
    expect(found.meanAbsoluteError).toBe(1);
    expect(found.meanAbsoluteScaledError).toBe(1);
  });

  it.each([
    [() => seasonalNaive([1], 1), 'SERIES_TOO_SHORT'],
    [() => seasonalNaive([1, 2, 3], 2, { period: 12 }), 'SERIES_TOO_SHORT'],
    [() => randomWalkDrift([1, 2], 1), 'SERIES_TOO_SHORT'],
    [() => holtWinters([1, 0, 2, 3, 1, 2], 2), 'SERIES_NOT_POSITIVE'],
    [() => holtWinters([1, null, 2, 3, 1, 2], 2), 'SERIES_MISSING'],
    [() => fitLocalLevel([1, 2, 3]), 'SERIES_TOO_SHORT'],
    [
      () => localLevelLikelihood([1, 2], { step: 1, noise: 1 }, { start: { mean: 0, variance: -1 } }),
      'SERIES_OPTION',
    ],
    [() => forecastAccuracy([1], [1, 2], [1]), 'SERIES_LENGTHS'],
    [() => forecastAccuracy([1, 2], [1, 2], [1, Number.NaN]), 'SERIES_RANGE'],
    [() => forecastAccuracy([1, 2], [1, 2], [Number.POSITIVE_INFINITY, 2]), 'SERIES_RANGE'],
    [() => forecastAccuracy([1, 2], [1, 2], [null as never, 2]), 'SERIES_RANGE'],
    [() => seasonalNaive([1, 2, 3], 0), 'SERIES_OPTION'],
    [() => seasonalNaive([1, 2, 3], 1, { level: 95 }), 'SERIES_OPTION'],
  ])('refuses %#', (act, code) => {
    expect(act).toThrow(expect.objectContaining({ code }));
  });
});
