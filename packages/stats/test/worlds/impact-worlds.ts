import {
  assessImpact,
  type RandomSource,
  segmentedRegression,
  staggeredAdoption,
  structuralCounterfactual,
} from '@bellwether/stats';
import type { CoverageWorld, Drawn } from './coverage-world.js';

/** Stationary noise of deviation 1 / sqrt(1 - phi^2); a random walk at phi = 1. */
function noise(random: RandomSource, length: number, phi: number): number[] {
  let value = phi < 1 ? random.standardNormal() / Math.sqrt(1 - phi * phi) : 0;
  return Array.from({ length }, () => {
    value = phi * value + random.standardNormal();
    return value;
  });
}

const ends = (
  { lower, upper }: { lower: number | null; upper: number | null },
  truth: number,
): Drawn | null => (lower === null ? null : { low: lower, high: upper, truth });

/** A line whose level rises by 2 and whose slope by 0.1 a period; the mean effect follows. */
function regressionWorld(length: number, startsAt: number, phi: number, test: number): CoverageWorld {
  const after = length - startsAt;
  const promised = test > 0 ? 'level' : 'none';
  return {
    name: `step and bend, ${length} periods, change at ${startsAt}, phi ${phi}`,
    level: 0.95,
    samples: { test, bench: 2000 },
    figures: { 'segmented regression, effect': promised, 'segmented regression, level change': promised },
    once: (random) => {
      const values = noise(random, length, phi).map((value, t) => {
        const change = t >= startsAt ? 2 + 0.1 * (t - startsAt + 1) : 0;
        return 50 + 0.05 * t + change + value;
      });
      const fit = segmentedRegression({ values, startsAt, recording: 'unchanged' });
      return {
        'segmented regression, effect': ends(fit.effect, 2 + (0.1 * (after + 1)) / 2),
        'segmented regression, level change': ends(fit.levelChange, 2),
      };
    },
  };
}

/** A measure that follows a control, or wanders by itself, with 3 added after the change. */
function counterfactualWorld(
  name: string,
  make: (random: RandomSource) => { values: number[]; control: number[] | null },
  samples: CoverageWorld['samples'],
  promised: 'level' | 'least' | 'none',
): CoverageWorld {
  const startsAt = 52;
  return {
    name: `${name}, 72 periods, change at ${startsAt}`,
    level: 0.95,
    samples,
    figures: { 'counterfactual, mean effect': promised, 'counterfactual, one period': promised },
    once: (random) => {
      const { values, control } = make(random);
      const found = structuralCounterfactual(
        {
          values: values.map((value, t) => value + (t >= startsAt ? 3 : 0)),
          startsAt,
          recording: 'unchanged',
        },
        { draws: 400, ...(control ? { controls: [{ name: 'control', values: control }] } : {}) },
      );
      const t = startsAt + random.below(20);
      return {
        'counterfactual, mean effect': ends(found.average.effect, 3),
        'counterfactual, one period': { low: found.lower[t]!, high: found.upper[t]!, truth: values[t]! },
      };
    },
  };
}

/** Teams that adopt at three dates and some never; the effect is 1 at once and 0.2 more each period. */
function adoptionWorld(units: number, test: number): CoverageWorld {
  const dates = [6, 8, 10];
  const periods = 14;
  // Mean over the (equal) groups of each group's mean effect since adoption.
  const overall = dates.reduce((sum, date) => sum + 1 + (0.2 * (periods - date - 1)) / 2, 0) / dates.length;
  const cells = dates.flatMap((date) =>
    Array.from({ length: periods - date }, (_, since) => 1 + 0.2 * since),
  );
  const simple = cells.reduce((sum, effect) => sum + effect, 0) / cells.length;
  return {
    name: `${units} teams, half adopt over three dates`,
    level: 0.95,
    samples: { test, bench: 1000 },
    figures: { 'staggered adoption, overall': 'level', 'staggered adoption, all team-periods': 'level' },
    once: (random) => {
      const market = noise(random, periods, 0.9);
      const panel = Array.from({ length: units }, (_, i) => {
        const adoptedAt = i < units / 2 ? dates[i % dates.length]! : null;
        const own = 3 * random.standardNormal();
        const values = noise(random, periods, 0.5).map((value, t) => {
          const effect = adoptedAt !== null && t >= adoptedAt ? 1 + 0.2 * (t - adoptedAt) : 0;
          return own + market[t]! + effect + value;
        });
        return { id: String(i), adoptedAt, values };
      });
      const found = staggeredAdoption(panel, { recording: 'unchanged', draws: 199 });
      return {
        'staggered adoption, overall': ends(found.overall, overall),
        'staggered adoption, all team-periods': ends(found.simple, simple),
      };
    },
  };
}

/** The whole answer, when the measure really changed. */
function answerWorld(samples: CoverageWorld['samples']): CoverageWorld {
  return {
    name: 'answer with calibration, step of 3 at 60 of 90 periods, phi 0.3',
    level: 0.95,
    samples,
    figures: { 'impact answer, mean effect': 'level' },
    once: (random) => {
      const values = noise(random, 90, 0.3).map((value, t) => 50 + (t >= 60 ? 3 : 0) + value);
      return {
        'impact answer, mean effect': ends(assessImpact({ values, startsAt: 60, recording: 'unchanged' }), 3),
      };
    },
  };
}

const following = (random: RandomSource) => {
  const control = noise(random, 72, 0.9);
  return { control, values: noise(random, 72, 0).map((value, t) => 100 + 2 * control[t]! + value) };
};
const alone = (phi: number) => (random: RandomSource) => ({
  control: null,
  values: noise(random, 72, phi).map((value) => 100 + value),
});

export const IMPACT_WORLDS: readonly CoverageWorld[] = [
  regressionWorld(24, 14, 0.3, 0),
  regressionWorld(48, 30, 0, 0),
  regressionWorld(48, 30, 0.6, 0),
  regressionWorld(200, 120, 0.3, 400),
  regressionWorld(104, 70, 0.6, 0),
  counterfactualWorld('follows a control', following, { test: 100, bench: 500 }, 'least'),
  counterfactualWorld('white noise, no control', alone(0), { test: 100, bench: 500 }, 'least'),
  counterfactualWorld('AR 0.6, no control', alone(0.6), { test: 0, bench: 500 }, 'none'),
  counterfactualWorld('random walk, no control', alone(1), { test: 0, bench: 500 }, 'none'),
  answerWorld({ test: 40, bench: 300 }),
  adoptionWorld(12, 0),
  adoptionWorld(60, 100),
];
