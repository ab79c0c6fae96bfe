import { entities, facts } from '@bellwether/model';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refreshFacts, type Workspace } from '../../src/index.js';
import { temporaryWorkspace } from '../temporary.js';
import { returnsWorld, revenueWorld } from './worlds/revenue-world.js';
import { salesWorld } from './worlds/sales-world.js';
import { serviceWorld } from './worlds/service-world.js';
import { voiceWorld } from './worlds/voice-world.js';
import { importWorlds, type Row, rowsIn, type World } from './worlds/world.js';

const zone = 'Europe/Berlin';
const settings = `
organisation: { name: Test, time_zone: ${zone}, currency: EUR }
customers: { lapse_days: 30 }
assumptions: { repeat_contact_days: 3 }
`;

/** Every fact, row by row, as sorted text. */
const everyFact = async (workspace: Workspace): Promise<Record<string, string[]>> => {
  const tables: Record<string, string[]> = {};
  for (const { name } of facts) {
    const rows = await workspace.engine.rows(`SELECT * FROM facts."${name}"`);
    tables[name] = rows.map((row) => JSON.stringify(row)).sort();
  }
  return tables;
};

/** Rows that only one side has, by fact. */
const difference = (built: Record<string, string[]>, expected: Record<string, string[]>) =>
  Object.fromEntries(
    Object.keys(expected).flatMap((name) => {
      const one = new Set(built[name]);
      const other = new Set(expected[name]);
      const extra = [...one].filter((row) => !other.has(row));
      const missing = [...other].filter((row) => !one.has(row));
      return extra.length + missing.length === 0 ? [] : [[name, { extra, missing }]];
    }),
  );

/** One row of a world, an earlier version of it, and in which of the imports it comes. */
interface Arrival {
  readonly entity: string;
  readonly row: Row;
  readonly before: Row | null;
  readonly at: number;
  readonly beforeAt: number;
}

const imports = 5;

/** Which imports bring which kind of record: an import of everything would have everything built whole. */
type Plan = Readonly<Record<string, readonly number[]>>;

const plan = (early: readonly string[]): fc.Arbitrary<Plan> =>
  fc.record(
    Object.fromEntries(
      entities.map(({ name }) => [
        name,
        early.includes(name)
          ? fc.constant([0])
          : fc
              .uniqueArray(fc.nat({ max: imports - 1 }), { minLength: 1, maxLength: 2 })
              .map((list) => list.toSorted((a, b) => a - b)),
      ]),
    ),
  );

/** A world that arrives by a plan: each row in one of its imports, some of them in an older version before. */
const arriving = (worlds: fc.Arbitrary<World>, by: Plan): fc.Arbitrary<Arrival[]> =>
  fc.tuple(worlds, worlds, fc.infiniteStream(fc.nat({ max: 11 }))).map(([world, other, dice]) => {
    const roll = (): number => Number(dice.next().value);
    return entities.flatMap(({ name, key }) =>
      rowsIn(world, name).map((row, index) => {
        const times = by[name] ?? [0];
        const at = times[roll() % times.length] ?? 0;
        const [first = 0] = times;
        const older = rowsIn(other, name)[index];
        const kept = Object.fromEntries(key.map((column) => [column, row[column] ?? null]));
        return {
          entity: name,
          row,
          before: older !== undefined && first < at && roll() < 6 ? { ...older, ...kept } : null,
          at,
          beforeAt: first,
        };
      }),
    );
  });

const batchOf = (arrivals: readonly Arrival[], number: number): World =>
  Object.fromEntries(
    entities.map(({ name }) => [
      name,
      arrivals
        .filter(({ entity }) => entity === name)
        .flatMap(({ row, before, at, beforeAt }) =>
          at === number ? [row] : before && beforeAt === number ? [before] : [],
        ),
    ]),
  );

interface Size {
  readonly workspaces: number;
  readonly worlds: number;
  readonly seed: number;
}

const check = async (worlds: fc.Arbitrary<World>, early: readonly string[], size: Size) => {
  const seed = Number(process.env['BELLWETHER_SEED'] ?? size.seed);
  const plans = fc.sample(plan(early), {
    numRuns: Number(process.env['BELLWETHER_WORKSPACES'] ?? size.workspaces),
    seed,
  });
  const kinds: Record<string, number> = {};
  for (const [index, by] of plans.entries()) {
    const histories = fc.sample(arriving(worlds, by), { numRuns: size.worlds, seed: seed + index });
    const home = await temporaryWorkspace(settings);
    try {
      for (let number = 0; number < imports; number += 1) {
        const batch = histories.map((arrivals) => batchOf(arrivals, number));
        const touched = await importWorlds(home.workspace, batch, zone, `b${number + 1}`);
        if (touched.size === 0) continue;
        const { kind } = await refreshFacts(home.workspace, { batchId: `b${number + 1}`, entities: touched });
        kinds[kind] = (kinds[kind] ?? 0) + 1;
      }
      const incremental = await everyFact(home.workspace);
      await refreshFacts(home.workspace, 'all');
      const found = difference(incremental, await everyFact(home.workspace));
      const world = /w(\d+)x/.exec(JSON.stringify(found))?.[1];
      const told = JSON.stringify({ found, seed, by, world: histories[Number(world)] }, null, 1);
      expect(Object.keys(found), told).toEqual([]);
    } finally {
      await home.close();
    }
  }
  console.info(
    `${plans.length} workspaces of ${size.worlds} worlds, import by import = at once (refreshes: ${JSON.stringify(kinds)})`,
  );
  expect(kinds['incremental'] ?? 0).toBeGreaterThan(0);
};

const identity = ['account', 'person', 'account_person', 'entity_merge', 'crm_user'];

/** Accounts with domains and people with addresses at them: a person's customer may be known only by these. */
const withDomains = (worlds: fc.Arbitrary<World>): fc.Arbitrary<World> =>
  fc.tuple(worlds, fc.infiniteStream(fc.nat({ max: 3 }))).map(([world, dice]) => ({
    ...world,
    account: rowsIn(world, 'account').map((row) => ({
      ...row,
      domain: ['~acme.com', '~blue.com', null, null][Number(dice.next().value)] ?? null,
    })),
    person: rowsIn(world, 'person').map((row) => ({
      ...row,
      email: ['me@~acme.com', 'you@~blue.com', 'me@~acme.com', null][Number(dice.next().value)] ?? null,
    })),
  }));

describe('facts refreshed import by import are those of one build at the end', () => {
  const kinds = {
    revenue: revenueWorld,
    sales: salesWorld,
    service: serviceWorld,
    voice: voiceWorld,
    returns: returnsWorld,
  };
  for (const [index, [name, worlds]] of Object.entries(kinds).entries()) {
    it(`${name}: records that arrive later, or change`, async () => {
      await check(worlds, identity, { workspaces: 4, worlds: 12, seed: 300 + 10 * index });
    });
    it(`${name}: accounts, people and users that arrive later, or change`, async () => {
      await check(withDomains(worlds), ['entity_merge'], {
        workspaces: 3,
        worlds: 8,
        seed: 400 + 10 * index,
      });
    });
  }
  it('all kinds of record in one workspace', async () => {
    const all = fc
      .tuple(revenueWorld, salesWorld, serviceWorld, voiceWorld)
      .map((parts) => Object.assign({}, ...parts) as World);
    await check(all, ['entity_merge'], { workspaces: 3, worlds: 8, seed: 500 });
  });
});
