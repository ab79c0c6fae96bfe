import { describe, expect, it } from 'vitest';
import { type PanelUnit, staggeredAdoption, type StaggeredOptions } from '../../src/impact/index.js';
import { createRandom } from '../../src/random/index.js';

/** Adoption period (null never) and six periods of 20 units. */
const table: readonly (readonly [number | null, readonly number[]])[] = [
  [2, [23, 25, 35, 34, 38, 43]],
  [2, [26, 29, 32, 36, 40, 43]],
  [2, [16, 17, 24, 29, 32, 37]],
  [2, [16, 15, 21, 24, 28, 30]],
  [2, [29, 31, 36, 37, 41, 45]],
  [2, [21, 24, 29, 34, 34, 41]],
  [4, [18, 24, 23, 28, 32, 38]],
  [4, [10, 10, 14, 15, 25, 25]],
  [4, [26, 26, 29, 29, 39, 40]],
  [4, [12, 14, 20, 19, 29, 28]],
  [4, [10, 15, 15, 18, 25, 28]],
  [4, [26, 27, 29, 35, 38, 44]],
  [4, [20, 22, 20, 22, 30, 34]],
  [null, [18, 23, 24, 25, 26, 30]],
  [null, [27, 29, 32, 35, 36, 39]],
  [null, [21, 24, 27, 26, 30, 32]],
  [null, [12, 17, 19, 20, 22, 23]],
  [null, [11, 13, 18, 16, 22, 21]],
  [null, [16, 18, 20, 23, 22, 28]],
  [null, [23, 25, 30, 29, 31, 36]],
];
const units: readonly PanelUnit[] = table.map(([adoptedAt, values], i) => ({
  id: `team ${i}`,
  adoptedAt,
  values,
}));
const options: StaggeredOptions = { recording: 'unchanged' };

/** csdid 0.4.3 (Python), est_method "reg", no covariates, varying base. */
const oracle = [
  {
    controls: 'never',
    anticipation: 0,
    groupTime: [
      -1.33333333, 3, 5.26190476, 6.28571429, 7.76190476, -0.71428571, -1.28571429, 1.71428571, 5.28571429,
      5.14285714,
    ],
    simple: [5.443609022556391, 0.6357],
    overall: [5.381868131868133, 0.6036],
    groups: [5.57738095, 5.21428571],
    event: [-0.71428571, -1.28571429, 0.30769231, 4.23076923, 5.1978022, 6.28571429, 7.76190476],
  },
  {
    controls: 'not-yet',
    anticipation: 0,
    groupTime: [
      -0.97619048, 3.64285714, 5.04761905, 6.28571429, 7.76190476, -0.0989011, -1.28571429, 1.71428571,
      5.28571429, 5.14285714,
    ],
    simple: [5.511278195488721, 0.6287],
    overall: [5.431318681318682, 0.6024],
    groups: [5.68452381, 5.21428571],
    event: [-0.0989011, -1.28571429, 0.47252747, 4.52747253, 5.0989011, 6.28571429, 7.76190476],
  },
  {
    controls: 'never',
    anticipation: 1,
    groupTime: [
      -1.33333333, 1.66666667, 3.92857143, 4.95238095, 6.42857143, -0.71428571, -1.28571429, 1.71428571, 7,
      6.85714286,
    ],
    simple: [5.2330827067669174, 0.6223],
    overall: [5.68956043956044, 0.5786],
    groups: [4.24404762, 6.92857143],
    event: [-0.71428571, -1.28571429, 0.30769231, 4.53846154, 5.50549451, 4.95238095, 6.42857143],
  },
  {
    controls: 'not-yet',
    anticipation: 1,
    groupTime: [
      -0.97619048, 2.66666667, 3.92857143, 4.95238095, 6.42857143, -0.71428571, -1.28571429, 1.71428571, 7,
      6.85714286,
    ],
    simple: [5.390977443609023, 0.6339],
    overall: [5.804945054945056, 0.5866],
    groups: [4.49404762, 6.92857143],
    event: [-0.71428571, -1.28571429, 0.47252747, 5, 5.50549451, 4.95238095, 6.42857143],
  },
] as const;

describe('staggered adoption against csdid', () => {
  it.each(oracle)(
    '$controls treated, anticipation $anticipation',
    ({ controls, anticipation, ...wanted }) => {
      const found = staggeredAdoption(units, { ...options, controls, anticipation });
      const close = (list: readonly { readonly estimate: number }[], numbers: readonly number[]): void => {
        expect(list).toHaveLength(numbers.length);
        for (const [i, row] of list.entries()) expect(row.estimate).toBeCloseTo(numbers[i]!, 7);
      };
      close(found.groupTime, wanted.groupTime);
      close(found.byGroup, wanted.groups);
      close(found.event, wanted.event);
      expect(found.simple.estimate).toBeCloseTo(wanted.simple[0], 10);
      expect(found.overall.estimate).toBeCloseTo(wanted.overall[0], 10);
      // Its standard errors are asymptotic (divisor n, no allowance for small groups): ours are wider.
      for (const [effect, error] of [
        [found.simple, wanted.simple[1]],
        [found.overall, wanted.overall[1]],
      ] as const) {
        expect(effect.standardError! / error).toBeGreaterThan(0.95);
        expect(effect.standardError! / error).toBeLessThan(1.35);
        expect(effect.lower!).toBeLessThan(effect.estimate);
        expect(effect.upper!).toBeGreaterThan(effect.estimate);
      }
    },
  );
});

describe('staggered adoption', () => {
  it('is difference in differences for two units and two periods', () => {
    const found = staggeredAdoption(
      [
        { id: 'a', adoptedAt: 1, values: [10, 17] },
        { id: 'b', adoptedAt: null, values: [4, 6] },
      ],
      options,
    );
    // (17 - 10) - (6 - 4).
    expect(found.overall.estimate).toBe(5);
    expect(found.overall.lower).toBeNull();
    expect(found.warnings[0]).toContain('no interval: at least two clusters');
  });

  it('uses later adopters until they adopt, when all adopt in the end', () => {
    const all = units.filter((unit) => unit.adoptedAt !== null);
    const found = staggeredAdoption(all, options);
    // Nobody is left to compare with once the second group adopts in period 4.
    expect(found.groupTime.filter((cell) => !cell.placebo).map((cell) => [cell.group, cell.period])).toEqual([
      [2, 2],
      [2, 3],
    ]);
    expect(() => staggeredAdoption(all, { ...options, controls: 'never' })).toThrow(
      expect.objectContaining({
        code: 'IMPACT_PANEL',
        message: expect.stringContaining('use not-yet adopters as controls') as string,
      }),
    );
  });

  it('leaves out units that adopted before there was anything to compare with, and missing cells', () => {
    const early = [...units, { id: 'early', adoptedAt: 0, values: [99, 99, 99, 99, 99, 99] }];
    const found = staggeredAdoption(early, options);
    expect(found.excluded).toEqual(['early']);
    expect(found.overall.estimate).toBeCloseTo(5.431318681318682, 10);
    const holes = units.map((unit, i) => ({
      ...unit,
      values: unit.values.map((value, t) => (i === 3 && t === 5 ? null : value)),
    }));
    const cell = staggeredAdoption(holes, options).groupTime.find((c) => c.group === 2 && c.period === 5);
    expect(cell?.treated).toBe(5);
  });

  it('does not change with unit levels or common movements, and scales', () => {
    const moved = units.map((unit, i) => ({
      ...unit,
      values: unit.values.map((value, t) => 3 * (value! + 100 * i + 7 * t * t)),
    }));
    const found = staggeredAdoption(moved, { ...options, draws: 99 });
    expect(found.overall.estimate).toBeCloseTo(3 * 5.431318681318682, 8);
  });

  it('counts a cluster once', () => {
    const doubled = units.flatMap((unit) => [
      { ...unit, cluster: unit.id },
      { ...unit, id: `${unit.id} again`, cluster: unit.id },
    ]);
    const once = staggeredAdoption(units, options).overall;
    const twice = staggeredAdoption(doubled, options).overall;
    expect(twice.estimate).toBeCloseTo(once.estimate, 10);
    // Twice the rows of the same clusters are no more evidence.
    expect(twice.standardError! / once.standardError!).toBeCloseTo(1, 9);
  });

  it('covers about what it says, and rarely sees a trend before adoption', () => {
    let covered = 0;
    let trends = 0;
    const worlds = 60;
    for (let seed = 0; seed < worlds; seed++) {
      const random = createRandom(seed);
      const panel = Array.from({ length: 24 }, (_, i): PanelUnit => {
        const adoptedAt = i < 8 ? 3 : i < 16 ? 5 : null;
        const level = 5 * random.standardNormal();
        return {
          id: String(i),
          adoptedAt,
          values: Array.from(
            { length: 8 },
            (_, t) =>
              level + 0.5 * t + random.standardNormal() + (adoptedAt !== null && t >= adoptedAt ? 2 : 0),
          ),
        };
      });
      const found = staggeredAdoption(panel, { ...options, draws: 199, seed });
      if (found.overall.lower! <= 2 && 2 <= found.overall.upper!) covered++;
      if (found.preTrendP! < 0.05) trends++;
    }
    expect(covered / worlds).toBeGreaterThan(0.88);
    expect(trends / worlds).toBeLessThan(0.12);
  });

  it.each([
    [[units[0]!], {}, 'IMPACT_PANEL', 'too few units: 1'],
    [[units[0]!, units[0]!], {}, 'IMPACT_PANEL', "unit occurs twice: 'team 0'"],
    [
      [units[0]!, { id: 'x', adoptedAt: null, values: [1] }],
      {},
      'IMPACT_PANEL',
      'unit x has another length: 1; pass 6 values',
    ],
    [
      [units[0]!, { id: 'x', adoptedAt: 1.5, values: units[0]!.values }],
      {},
      'IMPACT_PANEL',
      'adoption of unit x: 1.5',
    ],
    [
      [units[0]!, { id: 'x', adoptedAt: null, values: [1, 2, 3, 4, 5, Number.NaN] }],
      {},
      'IMPACT_PANEL',
      'unit x, period 5: NaN',
    ],
    [units.slice(13), {}, 'IMPACT_PANEL', 'no unit adopts within the periods'],
    [
      units,
      { recording: 'changed-with-intervention', measure: 'visits' },
      'IMPACT_RECORDING_CHANGED',
      'the recording of visits changed',
    ],
    [units, { controls: 'all' }, 'IMPACT_OPTION', "controls is not usable: 'all'; say never or not-yet"],
  ])('refuses %#', (panel, change, code, text) => {
    expect(() => staggeredAdoption(panel, { ...options, ...change } as StaggeredOptions)).toThrow(
      expect.objectContaining({ code, message: expect.stringContaining(text) as string }),
    );
  });
});
