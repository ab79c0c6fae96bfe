import {
  breakInterval,
  combinedForecast,
  findAnomalies,
  fitEts,
  fitTheta,
  forecastEts,
  forecastTheta,
  type RandomSource,
  randomWalkDrift,
  seasonalNaive,
  selectEts,
} from '@bellwether/stats';
import type { CoverageWorld, Drawn } from './coverage-world.js';

interface Ends {
  readonly lower: Float64Array;
  readonly upper: Float64Array;
}

/** Periods observed and periods ahead; one outcome a sample is looked at, so that samples are independent. */
const SEEN = 72;
const AHEAD = 6;
const LEVEL = 0.9;

const series = (value: (t: number) => number): number[] =>
  Array.from({ length: SEEN + AHEAD }, (_, t) => value(t));
const WORLDS = {
  'random walk': (random: RandomSource) => {
    let value = 100;
    return series(() => (value += random.standardNormal()));
  },
  'random walk with drift': (random: RandomSource) => {
    let value = 100;
    return series(() => (value += 0.5 + random.standardNormal()));
  },
  'AR 0.6 about a level': (random: RandomSource) => {
    let value = random.standardNormal() / 0.8;
    return series(() => 50 + (value = 0.6 * value + random.standardNormal()));
  },
  'level that steps a little': (random: RandomSource) => {
    let level = 100;
    return series(() => (level += 0.4 * random.standardNormal()) + random.standardNormal());
  },
  'season that walks': (random: RandomSource) => {
    const phases = Array.from({ length: 12 }, () => 10 * random.standardNormal());
    return series((t) => (phases[t % 12]! += random.standardNormal()));
  },
  'trend and season': (random: RandomSource) =>
    series((t) => 100 + t + 10 * Math.sin((2 * Math.PI * t) / 12) + 3 * random.standardNormal()),
} as const;

type Forecaster = (history: readonly number[], period: number) => Ends;
const options = { level: LEVEL } as const;
const FORECASTS: Readonly<Record<string, Forecaster>> = {
  'seasonal naive': (y, period) => seasonalNaive(y, AHEAD, { ...options, period }),
  drift: (y) => randomWalkDrift(y, AHEAD, options),
  'ETS, ANN': (y) => forecastEts(fitEts(y, 'ANN'), AHEAD, options),
  'ETS, chosen': (y, period) => forecastEts(selectEts(y, { period }).best, AHEAD, options),
  Theta: (y, period) => forecastTheta(fitTheta(y, { period }), AHEAD, options),
  'combined, conformal': (y, period) => combinedForecast(y, { ...options, horizon: AHEAD, period }),
};

function forecastWorld(
  world: keyof typeof WORLDS,
  figures: CoverageWorld['figures'],
  samples: CoverageWorld['samples'],
): CoverageWorld {
  const period = world.includes('season') ? 12 : 1;
  return {
    name: `${world}, ${SEEN} periods, 1 to ${AHEAD} ahead`,
    level: LEVEL,
    samples,
    figures,
    once: (random) => {
      const y = WORLDS[world](random);
      const ahead = random.below(AHEAD);
      const history = y.slice(0, SEEN);
      return Object.fromEntries(
        Object.keys(figures).map((name): [string, Drawn] => {
          const { lower, upper } = FORECASTS[name]!(history, period);
          return [name, { low: lower[ahead]!, high: upper[ahead]!, truth: y[SEEN + ahead]! }];
        }),
      );
    },
  };
}

/** One step up in a series of independent noise; the date is found as the best split of all. */
function breakWorld(shift: number, test: number, promised: 'least' | 'none'): CoverageWorld {
  return {
    name: `one step of ${shift} deviations after 60 of 100 periods`,
    level: 0.95,
    samples: { test, bench: 4000 },
    figures: { 'date of the break (Bai 1997)': promised },
    once: (random) => {
      const y = Array.from({ length: 100 }, (_, t) => (t >= 60 ? shift : 0) + random.standardNormal());
      const whole = y.reduce((sum, value) => sum + value, 0);
      let [before, best, found] = [0, Number.NEGATIVE_INFINITY, 5];
      for (let t = 1; t <= 95; t++) {
        before += y[t - 1]!;
        const explained = before ** 2 / t + (whole - before) ** 2 / (100 - t);
        if (t >= 5 && explained > best) [best, found] = [explained, t];
      }
      const { lower, upper } = breakInterval(y, found);
      return { 'date of the break (Bai 1997)': { low: lower, high: upper, truth: 60 } };
    },
  };
}

/** The range in which an ordinary period is expected. */
function rangeWorld(period: number, test: number, promised: 'level' | 'least'): CoverageWorld {
  return {
    name: period === 1 ? 'level and noise, 72 periods' : 'trend, season and noise, 72 periods',
    level: 0.95,
    samples: { test, bench: 2000 },
    figures: { 'expected range of a period (anomalies)': promised },
    once: (random) => {
      const y = Array.from(
        { length: 72 },
        (_, t) =>
          100 + (period > 1 ? t + 10 * Math.sin((2 * Math.PI * t) / period) : 0) + random.standardNormal(),
      );
      const { lower, upper } = findAnomalies(y, { period });
      const t = random.below(72);
      return { 'expected range of a period (anomalies)': { low: lower[t]!, high: upper[t]!, truth: y[t]! } };
    },
  };
}

export const SERIES_WORLDS: readonly CoverageWorld[] = [
  forecastWorld(
    'random walk',
    { 'seasonal naive': 'level', drift: 'level', 'ETS, ANN': 'level', 'combined, conformal': 'level' },
    { test: 150, bench: 1000 },
  ),
  forecastWorld('random walk with drift', { drift: 'level', Theta: 'none' }, { test: 500, bench: 1000 }),
  forecastWorld(
    'level that steps a little',
    { 'ETS, ANN': 'level', 'ETS, chosen': 'none', Theta: 'level', 'combined, conformal': 'level' },
    { test: 100, bench: 1000 },
  ),
  forecastWorld(
    'AR 0.6 about a level',
    { 'ETS, chosen': 'none', Theta: 'none', 'combined, conformal': 'none' },
    { test: 0, bench: 1000 },
  ),
  forecastWorld('season that walks', { 'seasonal naive': 'level' }, { test: 500, bench: 4000 }),
  forecastWorld(
    'trend and season',
    { 'ETS, chosen': 'none', Theta: 'none', 'combined, conformal': 'none' },
    { test: 0, bench: 500 },
  ),
  breakWorld(0.7, 0, 'none'),
  breakWorld(1.5, 1000, 'least'),
  rangeWorld(1, 200, 'level'),
  rangeWorld(12, 80, 'least'),
];
