import {
  calibrationLine,
  compareAuc,
  drawNormal,
  liftAtCapacity,
  logistic,
  logisticProfileInterval,
  logisticRegression,
  normalCdf,
  type RandomSource,
  reliability,
  rocAuc,
} from '@bellwether/stats';
import type { CoverageWorld } from './coverage-world.js';

const list = <T>(size: number, value: (i: number) => T): T[] =>
  Array.from({ length: size }, (_, i) => value(i));

/** Outcomes with log-odds intercept + slope x of a standard normal x. */
function outcomes(random: RandomSource, rows: number, intercept: number, slope: number) {
  const x = list(rows, () => drawNormal(random));
  const p = x.map((value) => logistic(intercept + slope * value));
  return { x, p, y: p.map((chance) => random.uniform() < chance) };
}

/** Mean of the true probabilities of some rows. */
function meanOf(p: readonly number[], rows: readonly number[]): number {
  return rows.reduce((sum, row) => sum + p[row]!, 0) / rows.length;
}

function regressionWorld(rows: number, test: number, promised: 'level' | 'none'): CoverageWorld {
  return {
    name: `logistic, ${rows} rows, one in five with the event`,
    level: 0.95,
    samples: { test, bench: 4000 },
    figures: {
      'coefficient, Wald': promised,
      'coefficient, profile': promised,
      'calibration slope': promised,
      'reliability, third bucket of five': 'least',
      'precision at a capacity of a fifth': 'least',
    },
    once: (random) => {
      const { x, p, y } = outcomes(random, rows, -1.6, 0.8);
      const columns = [{ name: 'x', source: 'x', values: Float64Array.from(x) }];
      const fit = logisticRegression(columns, y);
      const line = calibrationLine(p, y);
      const order = list(rows, (i) => i).sort((a, b) => p[a]! - p[b]!);
      const fifth = rows / 5;
      const bucket = reliability(p, y, { buckets: 5 }).rows[2]!.interval;
      const called = liftAtCapacity(p, y, fifth).interval;
      return {
        'coefficient, Wald': { ...fit.coefficients[1]!, truth: 0.8 },
        'coefficient, profile': { ...logisticProfileInterval(columns, y, fit, 'x'), truth: 0.8 },
        'calibration slope': { low: line.slopeLow, high: line.slopeHigh, truth: 1 },
        'reliability, third bucket of five': {
          ...bucket,
          truth: meanOf(p, order.slice(2 * fifth, 3 * fifth)),
        },
        'precision at a capacity of a fifth': { ...called, truth: meanOf(p, order.slice(4 * fifth)) },
      };
    },
  };
}

/** Two scores that are normal in either class, a distance apart: the area is Phi(distance / sqrt(2)). */
function rankingWorld(
  events: number,
  others: number,
  distances: readonly [number, number],
  test: number,
  promised: 'level' | 'none',
): CoverageWorld {
  const [first, second] = distances.map((distance) => normalCdf(distance / Math.SQRT2)) as [number, number];
  return {
    name: `AUC ${first.toFixed(2)}, ${events} events, ${others} others`,
    level: 0.95,
    samples: { test, bench: 10_000 },
    figures: { 'AUC, DeLong': promised, 'difference of two AUCs, DeLong': 'level' },
    once: (random) => {
      const y = list(events + others, (i) => i < events);
      const [a, b]: [number[], number[]] = [[], []];
      for (const event of y) {
        const shared = drawNormal(random);
        const own = drawNormal(random);
        a.push(shared + (event ? distances[0] : 0));
        b.push(0.6 * shared + 0.8 * own + (event ? distances[1] : 0));
      }
      return {
        'AUC, DeLong': { ...rocAuc(a, y), truth: first },
        'difference of two AUCs, DeLong': { ...compareAuc(a, b, y), truth: first - second },
      };
    },
  };
}

export const RISK_WORLDS: readonly CoverageWorld[] = [
  regressionWorld(50, 0, 'none'),
  regressionWorld(500, 200, 'level'),
  rankingWorld(15, 60, [1.9, 1.2], 0, 'none'),
  rankingWorld(60, 240, [1.2, 0.8], 1000, 'level'),
];
