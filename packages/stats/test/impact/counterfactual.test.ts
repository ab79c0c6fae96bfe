import { describe, expect, it } from 'vitest';
import {
  COUNTERFACTUAL_WARNINGS,
  type Counterfactual,
  type CounterfactualOptions,
  structuralCounterfactual,
} from '../../src/impact/index.js';
import { autoregressive, hasReference, loadTable, randomWalk, referenceValues } from './impact-data.js';

const arma = loadTable('arma_data.csv');
const available = hasReference && arma.length > 0;

function estimate(
  rows: readonly string[][],
  measure: number,
  controls: readonly number[],
  startsAt: number,
  shift = 0,
): Counterfactual {
  return structuralCounterfactual(
    {
      values: rows.map((row, t) => Number(row[measure]) + (t >= startsAt ? shift : 0)),
      startsAt,
      recording: 'unchanged',
    },
    {
      controls: controls.map((column) => ({
        name: `x${column}`,
        values: rows.map((row) => Number(row[column])),
      })),
      recipe: 'published',
      draws: 8000,
      burnIn: 500,
    },
  );
}

const from = (rows: readonly string[][], date: string): number => rows.findIndex((row) => row[0] === date);

interface Published {
  readonly pred: readonly [number, number];
  readonly pred_sd: readonly [number, number];
  readonly pred_ci_cum: readonly [number, number];
  readonly abs_cum?: number;
  readonly p?: number;
}

describe.skipIf(!available)('the published summaries of the R package', () => {
  const comparison = loadTable('comparison_data.csv');
  const volks = loadTable('volks_data.csv');
  const basque = loadTable('basque.csv');
  const google = loadTable('google_data.csv').filter((row) => row[0] !== '');

  it.each([
    ['pub-causalimpact-arma', () => estimate(arma, 1, [0], 70, 1)],
    ['pub-causalimpact-basque', () => estimate(basque, 1, [2], from(basque, '1976-01-01'))],
    ['pub-causalimpact-comparison', () => estimate(comparison, 1, [2, 3, 4], from(comparison, '2019-07-15'))],
    ['pub-causalimpact-volks', () => estimate(volks, 1, [2, 3], from(volks, '2015-09-20'))],
    ['pub-tfci-readme', () => estimate(arma, 1, [0], 70, 5)],
  ])('%s', (id, run) => {
    const wanted = referenceValues(id) as Published;
    const found = run();
    const sd = wanted.pred_sd[1];
    // 1,000 draws there, 8,000 here: point within 3 Monte Carlo errors (sd / 30), sd and limits within 7%.
    expect(Math.abs(found.cumulative.predicted.mean - wanted.pred[1])).toBeLessThan(0.11 * sd);
    expect(Math.abs(found.cumulative.predicted.deviation / sd - 1)).toBeLessThan(0.07);
    expect(Math.abs(found.cumulative.predicted.lower - wanted.pred_ci_cum[0])).toBeLessThan(0.25 * sd);
    expect(Math.abs(found.cumulative.predicted.upper - wanted.pred_ci_cum[1])).toBeLessThan(0.25 * sd);
    if (wanted.p !== undefined) expect(Math.abs(found.p - wanted.p)).toBeLessThan(0.012);
    if (wanted.abs_cum !== undefined) {
      expect(Math.abs(found.cumulative.effect.mean - wanted.abs_cum)).toBeLessThan(0.11 * sd);
    }
  });

  it('the fifth summary (Google): 3883 (134.2), interval 3614 to 4148, relative effect 21%', () => {
    const found = estimate(google, 0, [1, 2], 61);
    expect(found.cumulative.actual).toBe(4687);
    expect(Math.abs(found.cumulative.predicted.mean - 3883)).toBeLessThan(0.11 * 134.2);
    expect(Math.abs(found.cumulative.predicted.deviation / 134.2 - 1)).toBeLessThan(0.07);
    expect(found.relative?.mean).toBeCloseTo(0.21, 1);
    expect(found.p).toBeLessThan(0.003);
  });
});

const aa = { draws: 300, burnIn: 100 };

/** Share of series without any effect for which the 95% interval of the sum leaves out 0. */
function falsePositives(
  series: readonly { values: number[]; control?: number[] }[],
  options: CounterfactualOptions,
): number {
  const claims = series.filter(({ values, control }) => {
    const { effect } = structuralCounterfactual(
      { values, startsAt: 52, recording: 'unchanged' },
      { ...aa, ...options, controls: control ? [{ name: 'x', values: control }] : [] },
    ).cumulative;
    return effect.lower > 0 || effect.upper < 0;
  });
  return claims.length / series.length;
}

const SERIES = 100;
const worlds = {
  'white noise, no control': Array.from({ length: SERIES }, (_, s) => ({ values: autoregressive(72, 0, s) })),
  'AR .6, no control': Array.from({ length: SERIES }, (_, s) => ({ values: autoregressive(72, 0.6, s) })),
  'random walk, no control': Array.from({ length: SERIES }, (_, s) => ({ values: randomWalk(72, s) })),
  'AR .6 error + good control': Array.from({ length: SERIES }, (_, s) => {
    const control = autoregressive(72, 0.9, `control ${s}`);
    const error = autoregressive(72, 0.6, s);
    return { values: error.map((value, t) => 2 * control[t]! + 0.5 * value), control };
  }),
};

describe.skipIf(!hasReference)('sim-causalimpact-aa: claims of an effect that is not there', () => {
  const wanted = referenceValues('sim-causalimpact-aa') as Record<string, number>;

  it.each(Object.keys(worlds) as (keyof typeof worlds)[])('%s', (world) => {
    for (const levelScale of [0.01, 0.1]) {
      const published = wanted[`${world}, prior_level_sd=${levelScale}`] as number;
      const found = falsePositives(worlds[world], { recipe: 'published', levelScale });
      // +-.1 as stated, and +-.1 more for the two Monte Carlo errors (80 and 100 series). The random walk at
      // .01 alone lies above: there the Gibbs chain of the reference stays where it starts (0.60 from a wiggly
      // level, 0.85 from a smooth one, same data); this sampler integrates the level out and does not.
      const room = world === 'random walk, no control' && levelScale === 0.01 ? 0.3 : 0.2;
      expect(found, `level sd ${levelScale}`).toBeGreaterThan(published - 0.2);
      expect(found, `level sd ${levelScale}`).toBeLessThan(published + room);
    }
    // The learned level sd: at most one in five where the fixed one claims up to four in five.
    expect(falsePositives(worlds[world], {})).toBeLessThan(0.2);
  });
});

describe('the structural counterfactual', () => {
  const control = autoregressive(80, 0.9, 'control');
  const values = control.map(
    (value, t) => 50 + 3 * value + 0.5 * autoregressive(80, 0, 'noise')[t]! + (t >= 60 ? 4 : 0),
  );
  const intervention = { values, startsAt: 60, recording: 'unchanged' } as const;
  const controls = [
    { name: 'market', values: control },
    ...[1, 2, 3, 4].map((i) => ({ name: `noise ${i}`, values: autoregressive(80, 0, `useless ${i}`) })),
  ];

  it('finds a planted effect and the control that matters', () => {
    const found = structuralCounterfactual(intervention, { controls });
    expect(found.average.effect.lower).toBeLessThan(4);
    expect(found.average.effect.upper).toBeGreaterThan(4);
    expect(found.average.effect.lower).toBeGreaterThan(2);
    expect(found.p).toBeLessThan(0.01);
    expect(found.warnings).toEqual([]);
    const [market, ...noise] = found.inclusion;
    expect(market?.probability).toBeGreaterThan(0.99);
    for (const { probability } of noise) expect(probability).toBeLessThan(0.7);
  });

  it('is the same for the same seed, and in other units', () => {
    const one = structuralCounterfactual(intervention, { controls, draws: 200, seed: 5 });
    const again = structuralCounterfactual(intervention, { controls, draws: 200, seed: 5 });
    expect(again.cumulative).toEqual(one.cumulative);
    const cents = structuralCounterfactual(
      { ...intervention, values: values.map((value) => 100 * value + 1000) },
      { controls, draws: 200, seed: 5 },
    );
    expect(cents.cumulative.effect.mean / one.cumulative.effect.mean).toBeCloseTo(100, 6);
    expect(cents.p).toBe(one.p);
  });

  it('warns without controls and when recording is unknown', () => {
    const found = structuralCounterfactual({ ...intervention, recording: 'unknown' }, { draws: 100 });
    expect(found.warnings).toEqual([
      COUNTERFACTUAL_WARNINGS.NO_CONTROLS,
      COUNTERFACTUAL_WARNINGS.RECORDING_UNKNOWN,
    ]);
  });

  it('has no relative effect where a prediction of 0 is possible', () => {
    const centred = values.map((value) => value - 50);
    expect(
      structuralCounterfactual({ ...intervention, values: centred }, { draws: 200 }).relative,
    ).toBeNull();
  });

  it('takes missing periods and a washout', () => {
    const holes = values.map((value, t) => (t % 10 === 3 ? null : value));
    const found = structuralCounterfactual(
      { ...intervention, values: holes, washout: 4 },
      { controls, draws: 300 },
    );
    const used = holes.slice(64).filter((value): value is number => value !== null);
    expect(found.cumulative.actual).toBeCloseTo(
      used.reduce((a, b) => a + b, 0),
      9,
    );
    expect(found.average.effect.mean).toBeCloseTo(4, 0);
    expect(found.expected.every(Number.isFinite)).toBe(true);
  });

  it.each([
    [
      { controls: [{ name: 'short', values: [1, 2] }] },
      'IMPACT_SHAPE',
      'control short has 2 values, 80 expected',
    ],
    [
      { controls: [{ name: 'flat', values: Array<number>(80).fill(1) }] },
      'IMPACT_CONSTANT',
      'control flat never changes',
    ],
    [
      { controls: [{ name: 'holes', values: [Number.NaN, ...control.slice(1)] }] },
      'IMPACT_VALUE',
      'control holes is not usable at position 0',
    ],
    [{ draws: 5 }, 'IMPACT_OPTION', 'draws is not usable: 5'],
    [{ levelScale: 0 }, 'IMPACT_OPTION', 'levelScale is not usable: 0'],
  ])('refuses %#', (options, code, text) => {
    expect(() => structuralCounterfactual(intervention, options)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(text) as string }),
    );
  });
});
