import {
  coxProfileInterval,
  coxRegression,
  drawExponential,
  drawUniform,
  kaplanMeier,
  medianSurvival,
  nelsonAalen,
  predictSurvival,
  type RandomSource,
  restrictedMean,
  survivalAt,
  weibullRegression,
} from '@bellwether/stats';
import type { CoverageWorld, Drawn } from './coverage-world.js';

/** Weibull times of shape `shape` and rate 1 (2 where x = 1), censored on [0.2, 2.5], some entering late. */
export function survivalSample(random: RandomSource, rows: number, late: boolean, two: boolean, shape = 1) {
  const [time, event, entry, x]: [number[], boolean[], number[], number[]] = [[], [], [], []];
  while (time.length < rows) {
    const level = two ? time.length % 2 : 0;
    const death = drawExponential(random, level === 1 ? 2 : 1) ** (1 / shape);
    const end = drawUniform(random, 0.2, 2.5);
    const start = late ? drawUniform(random, 0, 0.4) : 0;
    if (Math.min(death, end) <= start) continue;
    time.push(Math.min(death, end));
    event.push(death <= end);
    entry.push(start);
    x.push(level);
  }
  return { time, event, x, ...(late ? { entry } : {}) };
}

/** The last entry at or before `t`. */
function at(time: Float64Array, values: Float64Array, t: number): number | null {
  const after = time.findIndex((value) => value > t);
  return values[(after < 0 ? time.length : after) - 1] ?? null;
}

function curveWorld(rows: number, late: boolean, test: number, promised: 'level' | 'none'): CoverageWorld {
  return {
    name: `one group of ${rows}${late ? ', entering late' : ''}`,
    level: 0.95,
    samples: { test, bench: 4000 },
    figures: {
      'Kaplan-Meier, log-log': promised,
      'Kaplan-Meier, log': promised,
      'Kaplan-Meier, plain': promised,
      'Nelson-Aalen': promised,
      'median survival': promised,
      // Late entries leave few at risk early on, and the area hangs on them: measured, not promised.
      'restricted mean': late ? 'none' : promised,
    },
    once: (random) => {
      const data = survivalSample(random, rows, late, false);
      const band = (scale: 'log-log' | 'log' | 'plain'): Drawn | null => {
        const point = survivalAt(kaplanMeier(data, { band: scale }), 0.8);
        return point && { low: point.low, high: point.high, truth: Math.exp(-0.8) };
      };
      const curve = kaplanMeier(data);
      const hazard = nelsonAalen(data);
      // Rarely the follow-up is shorter than the horizon; then the mean over it is what can be asked.
      const horizon = curve.survival.at(-1)! > 0 ? Math.min(1, curve.time.at(-1)!) : 1;
      const mean = restrictedMean(curve, horizon);
      const low = at(hazard.time, hazard.low, 0.8);
      return {
        'Kaplan-Meier, log-log': band('log-log'),
        'Kaplan-Meier, log': band('log'),
        'Kaplan-Meier, plain': band('plain'),
        'Nelson-Aalen': low === null ? null : { low, high: at(hazard.time, hazard.high, 0.8), truth: 0.8 },
        'median survival': { ...medianSurvival(curve), truth: Math.LN2 },
        'restricted mean': { low: mean.low, high: mean.high, truth: -Math.expm1(-horizon) },
      };
    },
  };
}

function regressionWorld(rows: number, late: boolean, test: number): CoverageWorld {
  const shape = 1.5;
  return {
    name: `two groups, ${rows} in all${late ? ', entering late' : ''}`,
    level: 0.95,
    samples: { test, bench: 4000 },
    figures: {
      'Cox hazard ratio, Wald': 'level',
      'Cox hazard ratio, profile': 'level',
      'Cox predicted survival': 'level',
      'Weibull coefficient': 'level',
    },
    once: (random) => {
      const { x, ...data } = survivalSample(random, rows, late, true, shape);
      const cox = coxRegression({ ...data, covariates: { x } });
      const point = predictSurvival(cox, { x: 1 }, [0.6])[0]!;
      const weibull = weibullRegression({ ...data, covariates: { x } }).coefficients[1]!;
      return {
        'Cox hazard ratio, Wald': { ...cox.coefficients[0]!, truth: 2 },
        'Cox hazard ratio, profile': {
          ...coxProfileInterval({ ...data, covariates: { x } }, cox, 'x'),
          truth: 2,
        },
        'Cox predicted survival': point && { ...point, truth: Math.exp(-2 * 0.6 ** shape) },
        // A rate of 2 divides every quantile by 2^(1/shape).
        'Weibull coefficient': { ...weibull, truth: -Math.LN2 / shape },
      };
    },
  };
}

export const SURVIVAL_WORLDS: readonly CoverageWorld[] = [
  curveWorld(20, false, 0, 'none'),
  curveWorld(50, false, 0, 'none'),
  curveWorld(200, false, 500, 'level'),
  curveWorld(50, true, 0, 'none'),
  curveWorld(200, true, 0, 'none'),
  curveWorld(1000, true, 400, 'level'),
  regressionWorld(50, false, 0),
  regressionWorld(200, false, 300),
  regressionWorld(200, true, 300),
];
