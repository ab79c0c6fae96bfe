import { describe, expect, it } from 'vitest';
import { createRandom } from '../../src/random/index.js';
import {
  adjustForCalendar,
  autocorrelations,
  breakInterval,
  classicalDecomposition,
  cusumTest,
  durbinWatson,
  findAnomalies,
  findChangepoints,
  ljungBox,
  median,
  normalisedMad,
  restoreCalendar,
  stlDecomposition,
  workingDays,
} from '../../src/series/index.js';
import { airPassengers, available, farthest, nile, referenceValues, ukGas } from './series-data.js';

describe.skipIf(!available)('changes against R', () => {
  it('run-r-breakpoints_nile: partitions, criterion, date and its interval', () => {
    const wanted = referenceValues('run-r-breakpoints_nile') as {
      bp: number;
      ci: number[];
      rss: number[];
      bic: number[];
    };
    const found = findChangepoints(nile, { autocorrelation: 0, most: 5 });
    expect(found.breaks).toEqual([wanted.bp]);
    expect(
      farthest(
        found.table.map((row) => row.cost),
        wanted.rss,
      ),
    ).toBeLessThan(1e-9);
    expect(
      farthest(
        found.table.map((row) => row.criterion),
        wanted.bic,
      ),
    ).toBeLessThan(1e-9);
    const { lower, at, upper } = breakInterval(nile, wanted.bp);
    expect([lower, at, upper]).toEqual(wanted.ci);
  });

  it('finds the Nile break with every criterion, robustly, and allowing for autocorrelation', () => {
    for (const options of [{}, { robust: true }, { criterion: 'mbic' as const }, { autocorrelation: 0.3 }]) {
      expect(findChangepoints(nile, options).breaks).toEqual([28]);
    }
  });

  it('splits the gas series as strucchange does', () => {
    // breakpoints(log(UKgas) ~ 1): optimum 47, 71; confint 43-49 and 59-78.
    const logs = ukGas.map(Math.log);
    const found = findChangepoints(logs, { autocorrelation: 0 });
    expect(found.breaks).toEqual([47, 71]);
    expect(found.table.slice(0, 4).map((row) => row.breaks)).toEqual([[], [51], [47, 71], [32, 51, 71]]);
    expect(breakInterval(logs, 47, { to: 71 })).toEqual({ at: 47, lower: 43, upper: 49 });
    expect(breakInterval(logs, 71, { from: 47 })).toEqual({ at: 71, lower: 59, upper: 78 });
  });

  it('splits straight lines as strucchange does', () => {
    // breakpoints(Nile ~ seq_along(Nile)): RSS and BIC of 0 to 5 breaks.
    const found = findChangepoints(nile, { shape: 'line', shortest: 15, autocorrelation: 0 });
    const rss = [
      2221263.64792679, 1580175.07642697, 1483851.711508, 1441761.23351842, 1404578.8383654, 1381505.78137802,
    ];
    const bic = [1298.44487887, 1278.20632983, 1285.732397, 1296.67033058, 1307.8730465, 1320.03221221];
    expect(
      farthest(
        found.table.map((row) => row.cost),
        rss,
      ),
    ).toBeLessThan(1e-9);
    expect(
      farthest(
        found.table.map((row) => row.criterion),
        bic,
      ),
    ).toBeLessThan(1e-9);
    expect(found.breaks).toEqual([28]);
  });

  it('run-r-ols_cusum_nile', () => {
    const wanted = referenceValues('run-r-ols_cusum_nile') as { stat: number; p: number };
    const found = cusumTest(nile);
    expect(farthest([found.statistic, found.p], [wanted.stat, wanted.p])).toBeLessThan(1e-8);
    // sctest(efp(log(UKgas) ~ 1, type = "OLS-CUSUM")).
    const gas = cusumTest(ukGas.map(Math.log));
    expect(farthest([gas.statistic], [3.939426744])).toBeLessThan(1e-9);
    // R's p is 1 minus a probability: good to 1e-16 absolute only.
    expect(Math.abs(gas.p - 6.62803146e-14)).toBeLessThan(2e-16);
  });

  it('run-r-stl_air_first3 and further spans', () => {
    const logs = airPassengers.map(Math.log);
    const wanted = referenceValues('run-r-stl_air_first3') as {
      seasonal: number[];
      trend: number[];
      remainder: number[];
    };
    const found = stlDecomposition(logs, { period: 12 });
    expect(farthest(found.season.slice(0, 3), wanted.seasonal)).toBeLessThan(1e-9);
    expect(farthest(found.trend.slice(0, 3), wanted.trend)).toBeLessThan(1e-9);
    expect(farthest(found.remainder.slice(0, 3), wanted.remainder)).toBeLessThan(1e-9);
    // stl(log(AirPassengers), 7): first three months and month 100.
    const short = stlDecomposition(logs, { period: 12, seasonSpan: 7 });
    const at = [0, 1, 2, 99];
    expect(
      farthest(
        at.map((t) => short.season[t]!),
        [-0.0915586385402594, -0.050783144911822, 0.0663175998087263, -0.0333002218493711],
      ),
    ).toBeLessThan(1e-10);
    expect(
      farthest(
        at.map((t) => short.trend[t]!),
        [4.80911271448895, 4.81390871133216, 4.81870470817538, 5.87302303228732],
      ),
    ).toBeLessThan(1e-12);
  });

  it('Ljung-Box of the Nile', () => {
    // Box.test(resid(lm(Nile ~ 1)), 5, type = "Ljung").
    const found = ljungBox(Float64Array.from(nile), 5);
    expect(farthest([found.statistic], [63.97171235])).toBeLessThan(1e-9);
    // R's p is 1 - pchisq, good to 1e-16 absolute only.
    expect(Math.abs(found.p - 1.83109083e-12)).toBeLessThan(2e-16);
  });
});

/** Noise whose neighbours correlate by `phi`, standard deviation 1. */
function errors(length: number, phi: number, seed: number): number[] {
  const random = createRandom(seed);
  let value = random.standardNormal();
  return Array.from({ length }, () => {
    const now = value;
    value = phi * value + Math.sqrt(1 - phi * phi) * random.standardNormal();
    return now;
  });
}

describe('changepoints', () => {
  it('finds nothing in a constant and everything in clean steps', () => {
    expect(findChangepoints(Array<number>(30).fill(3)).breaks).toEqual([]);
    const steps = Array.from({ length: 60 }, (_, t) => (t < 20 ? 1 : t < 40 ? 5 : 2));
    expect(findChangepoints(steps).breaks).toEqual([20, 40]);
    const bend = Array.from({ length: 40 }, (_, t) => (t < 20 ? t : 40 - t));
    expect(findChangepoints(bend, { shape: 'line' }).breaks).toHaveLength(1);
  });

  it('is not misled by outliers when robust', () => {
    const noisy = errors(80, 0, 4).map((value, t) => value + (t >= 40 ? 4 : 0));
    const spiked = noisy.map((value, t) => (t === 10 || t === 25 || t === 60 ? value + 40 : value));
    expect(findChangepoints(spiked, { robust: true, shortest: 3 }).breaks).toEqual([40]);
    expect(findChangepoints(spiked, { shortest: 3, autocorrelation: 0 }).breaks).not.toEqual([40]);
  });

  it('takes missing periods as missing', () => {
    const steps: (number | null)[] = errors(60, 0, 9).map((value, t) => value + (t < 30 ? 0 : 8));
    for (const t of [3, 4, 29, 30, 50]) steps[t] = null;
    const [at] = findChangepoints(steps).breaks;
    expect(at).toBeGreaterThanOrEqual(29);
    expect(at).toBeLessThanOrEqual(31);
    expect(findChangepoints(steps, { robust: true }).breaks).toHaveLength(1);
  });

  it('allows for autocorrelation: far fewer false breaks', () => {
    const series = Array.from({ length: 100 }, (_, seed) => errors(100, 0.6, seed));
    const share = (autocorrelation: 'estimate' | 0): number =>
      series.filter((y) => findChangepoints(y, { autocorrelation }).breaks.length > 0).length / series.length;
    expect(share(0)).toBeGreaterThan(0.6);
    expect(share('estimate')).toBeLessThan(0.25);
  });

  it('prunes without losing the optimum beyond 2,000 periods', () => {
    const levels = [0, 3, -1, 2, 2.8, 0];
    const noise = errors(2400, 0, 5);
    const y = noise.map((value, t) => value + levels[Math.floor(t / 400)]!);
    const found = findChangepoints(y, { shortest: 30, autocorrelation: 0 });
    expect(found.method).toBe('pruned');
    expect(found.breaks).toHaveLength(5);
    for (const [i, at] of found.breaks.entries()) expect(Math.abs(at - 400 * (i + 1))).toBeLessThan(25);
    const modified = findChangepoints(y, { shortest: 30, autocorrelation: 0, criterion: 'mbic' });
    expect(modified.breaks).toEqual(found.breaks);
  });

  it.each([
    [() => findChangepoints([1, 2, 3]), 'SERIES_TOO_SHORT'],
    [() => findChangepoints(errors(50, 0, 1), { autocorrelation: 1 }), 'SERIES_OPTION'],
    [() => findChangepoints(errors(2001, 0, 1), { robust: true }), 'SERIES_OPTION'],
    [() => findChangepoints(errors(50, 0, 1), { robust: true, shape: 'line' }), 'SERIES_OPTION'],
    [() => findChangepoints(errors(2001, 0, 1), { criterion: 'aic' as 'bic' }), 'SERIES_OPTION'],
    [() => cusumTest([1, 2]), 'SERIES_TOO_SHORT'],
    [() => breakInterval([1, 2, 3, 4], 1), 'SERIES_TOO_SHORT'],
    [() => breakInterval(errors(30, 0, 1), 15, { from: -5 }), 'SERIES_OPTION'],
    [() => breakInterval(errors(30, 0, 1), 15, { from: Number.NaN }), 'SERIES_OPTION'],
    [() => breakInterval(errors(30, 0, 1), 15, { to: 31 }), 'SERIES_OPTION'],
    [() => stlDecomposition([1, null, 3, 4, 5, 6], { period: 2 }), 'SERIES_MISSING'],
    [() => stlDecomposition([1, 2, 3, 4], { period: 2 }), 'SERIES_TOO_SHORT'],
    [() => findAnomalies([1, 2, 3]), 'SERIES_TOO_SHORT'],
    [() => classicalDecomposition([1, 0, 1, 2], 2, 'multiplicative'), 'SERIES_NOT_POSITIVE'],
    [() => ljungBox(new Float64Array(5), 5), 'SERIES_OPTION'],
  ])('refuses %#', (act, code) => {
    expect(act).toThrow(expect.objectContaining({ code }));
  });
});

describe('anomalies', () => {
  const season = [5, 9, 2, 4, 8, 12, 20, 15, 7, 6, 3, 9];
  const clean = errors(72, 0, 21).map((value, t) => 50 + 0.2 * t + season[t % 12]! + 0.5 * value);

  it.each(['medians', 'stl'] as const)('finds planted outliers and nothing else (%s)', (decomposition) => {
    const y = clean.map((value, t) => (t === 30 ? value + 9 : t === 55 ? value - 12 : value));
    const found = findAnomalies(y, { period: 12, decomposition });
    expect(found.anomalies.map((anomaly) => anomaly.at)).toEqual([30, 55]);
    expect(found.anomalies[0]!.deviations).toBeGreaterThan(0);
    expect(found.anomalies[1]!.deviations).toBeLessThan(0);
    expect(findAnomalies(clean, { period: 12, decomposition }).anomalies).toEqual([]);
  });

  it('never calls a missing period unusual', () => {
    const y: (number | null)[] = [...clean];
    y[12] = null;
    y[13] = null;
    const found = findAnomalies(y, { period: 12 });
    expect(found.anomalies).toEqual([]);
    expect(found.expected[12]).toBeNaN();
  });

  it('shows the one departure from a constant', () => {
    const y = Array<number>(24).fill(4);
    y[10] = 5;
    expect(findAnomalies(y).anomalies.map((anomaly) => anomaly.at)).toEqual([10]);
    expect(findAnomalies(Array<number>(24).fill(4)).anomalies).toEqual([]);
  });

  it.each([1, 12])('expects a steep climb, period %d: the trend must not follow every value', (period) => {
    // The running median once took the middle of a climbing window for its median: the range held 79%.
    let inside = 0;
    for (let seed = 0; seed < 40; seed++) {
      const y = errors(72, 0, seed).map((value, t) => 100 + t + (period > 1 ? season[t % 12]! : 0) + value);
      const { lower, upper } = findAnomalies(y, { period });
      y.forEach((value, t) => {
        if (lower[t]! <= value && value <= upper[t]!) inside++;
      });
    }
    expect(inside / (40 * 72)).toBeGreaterThan(0.94);
  });

  it('raises few false alarms', () => {
    // 0.05 false discovery rate: about one series in twenty of pure noise may show anything at all.
    const alarms = Array.from(
      { length: 200 },
      (_, seed) => findAnomalies(errors(60, 0, seed)).anomalies.length,
    );
    expect(alarms.filter((count) => count > 0).length / 200).toBeLessThan(0.15);
  });
});

describe('the calendar', () => {
  it('counts working days', () => {
    // 2024: January 23, February 21 (leap year), March 21 weekdays; one holiday on Monday 1 January.
    const starts = ['2024-01-01', '2024-02-01', '2024-03-01', '2024-04-01'];
    expect([...workingDays(starts)]).toEqual([23, 21, 21]);
    expect([...workingDays(starts, { holidays: ['2024-01-01', '2024-02-03'] })]).toEqual([22, 21, 21]);
    expect([...workingDays(['1969-12-29', '1970-01-05'])]).toEqual([5]);
    expect([...workingDays(['2024-01-01', '2024-01-08'], { weekend: [5, 6] })]).toEqual([5]);
  });

  it('brings months to equal length and back', () => {
    const { values, typicalDays } = adjustForCalendar([230, null, 210], [23, 21, 21]);
    expect(typicalDays).toBeCloseTo(65 / 3, 12);
    expect(values[0]).toBeCloseTo((10 * 65) / 3, 10);
    expect(values[1]).toBeNaN();
    expect([...restoreCalendar([values[0]!], [23], typicalDays)][0]).toBeCloseTo(230, 10);
  });

  it.each([
    [() => workingDays(['2024-02-30', '2024-03-01']), 'SERIES_OPTION'],
    [() => workingDays(['2024-03-01', '2024-02-01']), 'SERIES_OPTION'],
    [() => adjustForCalendar([5], [0]), 'SERIES_RANGE'],
    [() => adjustForCalendar([5], [1, 2]), 'SERIES_LENGTHS'],
  ])('refuses %#', (act, code) => {
    expect(act).toThrow(expect.objectContaining({ code }));
  });
});

describe('small measures by hand', () => {
  it.each([
    [median([3, 1, 2]), 2],
    [median([4, 1, 3, 2]), 2.5],
    [normalisedMad([1, 2, 3, 4, 100]), 1.482602218505602],
    // 1, 2, 3 about 2: (-1)(0) + (0)(1) = 0 over 2; lag 2: (-1)(1) / 2.
    [autocorrelations(Float64Array.of(1, 2, 3), 2)[1]!, -0.5],
    // Differences 2, -2 squared are 8; squares 3.
    [durbinWatson(Float64Array.of(-1, 1, -1)), 8 / 3],
  ])('case %#', (found, wanted) => {
    expect(found).toBeCloseTo(wanted, 12);
  });
});
