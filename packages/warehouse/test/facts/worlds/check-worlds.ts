import { findEntity } from '@bellwether/model';
import fc from 'fast-check';
import { refreshFacts, type Workspace } from '../../../src/index.js';
import { temporaryWorkspace } from '../../temporary.js';
import { clearWorlds, insertWorlds, type Row, untagged, type World, worldOf } from './world.js';

export interface Check {
  /** SELECT of what the warehouse built; an id in each row tells its world. */
  readonly sql: string;
  /** The same rows, worked out slowly from the canonical rows of one world. */
  readonly oracle: (world: World) => readonly Row[];
}

export interface Checks {
  readonly settings: string;
  readonly zone: string;
  readonly worlds: fc.Arbitrary<World>;
  /** How many worlds to check; `BELLWETHER_ORACLE_RUNS` multiplies. */
  readonly count: number;
  readonly seed: number;
  readonly checks: Readonly<Record<string, Check>>;
}

const perBatch = 400;

interface Difference {
  readonly index: number;
  readonly check: string;
  readonly expected: readonly string[];
  readonly built: readonly string[];
}

const textOf = (row: Row): string =>
  JSON.stringify(Object.fromEntries(Object.entries(row).sort(([a], [b]) => (a < b ? -1 : 1))));

/** Builds the facts of a batch of worlds and gives the first difference to the oracle of each world that has one. */
const differences = async (
  workspace: Workspace,
  worlds: readonly World[],
  { zone, checks }: Checks,
): Promise<Difference[]> => {
  await clearWorlds(workspace);
  await insertWorlds(workspace, worlds, zone);
  await refreshFacts(workspace, 'all');
  const found = new Map<number, Difference>();
  const only = process.env['BELLWETHER_CHECK'];
  for (const [check, { sql, oracle }] of Object.entries(checks)) {
    if (only !== undefined && check !== only) continue;
    const built = new Map<number, string[]>();
    for (const row of (await workspace.engine.rows(sql)) as Row[]) {
      const index = worldOf(row);
      built.set(index, [...(built.get(index) ?? []), textOf(untagged(row))]);
    }
    for (const [index, world] of worlds.entries()) {
      const expected = oracle(world)
        .map((row) => textOf(row))
        .sort();
      const actual = (built.get(index) ?? []).sort();
      if (expected.join('\n') !== actual.join('\n') && !found.has(index)) {
        found.set(index, { index, check, expected, built: actual });
      }
    }
  }
  return [...found.values()];
};

const mustStand = (entity: string, column: string): boolean =>
  column === 'pipeline' ||
  findEntity(entity)?.key.includes(column) === true ||
  findEntity(entity)?.columns[column]?.required === true;

/** A world with one of its rows, or one of the values of a row, taken away: every such world. */
const smaller = (world: World): World[] =>
  Object.entries(world).flatMap(([entity, rows]) =>
    rows.flatMap((row, at) => [
      { ...world, [entity]: rows.filter((_, other) => other !== at) },
      ...Object.keys(row)
        .filter((name) => row[name] !== null && !mustStand(entity, name))
        .map((name) => ({
          ...world,
          [entity]: rows.map((other, index) => (index === at ? { ...row, [name]: null } : other)),
        })),
    ]),
  );

/** Takes rows and values away while the same check still fails: a whole round is one build. */
const shrink = async (workspace: Workspace, first: World, failing: string, options: Checks) => {
  let world = first;
  let difference: Difference | undefined;
  for (let round = 0; round < 60; round += 1) {
    const candidates = smaller(world);
    const found = await differences(workspace, candidates, options).catch(() => []);
    const next = found.find(({ check }) => check === failing);
    const candidate = next && candidates[next.index];
    if (!next || !candidate) break;
    difference = next;
    world = candidate;
  }
  return { world, difference };
};

const tidy = (world: World): World =>
  Object.fromEntries(
    Object.entries(world)
      .filter(([, rows]) => rows.length > 0)
      .map(([entity, rows]) => [
        entity,
        rows.map((row) => Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null))),
      ]),
  );

/**
 * Checks random worlds against their oracles, many worlds in one workspace. On a difference throws with the smallest
 * world found, what the oracle says and what the warehouse built. Gives the number of worlds checked.
 */
export const checkWorlds = async (options: Checks): Promise<number> => {
  const home = await temporaryWorkspace(options.settings);
  try {
    const seed = Number(process.env['BELLWETHER_SEED'] ?? options.seed);
    const times = Number(process.env['BELLWETHER_ORACLE_RUNS'] ?? 1);
    const count = Number(process.env['BELLWETHER_WORLDS'] ?? times * options.count);
    const worlds = fc.sample(options.worlds, { numRuns: count, seed });
    for (let start = 0; start < worlds.length; start += perBatch) {
      const batch = worlds.slice(start, start + perBatch);
      const found = await differences(home.workspace, batch, options);
      const [first] = found;
      const world = first && batch[first.index];
      if (!first || !world) continue;
      const small = await shrink(home.workspace, world, first.check, options);
      const shown = small.difference ?? first;
      const kinds = Map.groupBy(found, ({ check }) => check);
      throw new Error(
        [
          `${found.length} of ${batch.length} worlds differ (${[...kinds].map(([kind, list]) => `${kind}: ${list.length}`).join(', ')}), seed ${seed}`,
          `world: ${JSON.stringify(tidy(small.world), null, 1)}`,
          `${shown.check}, the oracle:\n  ${shown.expected.join('\n  ')}`,
          `${shown.check}, the warehouse:\n  ${shown.built.join('\n  ')}`,
        ].join('\n'),
      );
    }
    console.info(`${worlds.length} worlds equal their oracle: ${Object.keys(options.checks).join(', ')}`);
    return worlds.length;
  } finally {
    await home.close();
  }
};
