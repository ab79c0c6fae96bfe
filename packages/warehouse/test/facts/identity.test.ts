import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/index.js';
import { temporaryWorkspace } from '../temporary.js';
import { accountLinks, personAccounts, samePersons } from './oracle/identity.js';
import { instantBetween, maybe, oneOf, rarely, table, uniqueBy, worldOf } from './worlds/arbitrary.js';
import { checkWorlds } from './worlds/check-worlds.js';
import { clearWorlds, insertWorlds, type World } from './worlds/world.js';

const zone = 'UTC';
const settings = `organisation: { name: Test, time_zone: UTC, currency: EUR, as_of: "2025-06-30" }\n`;
const source = fc.constantFrom('crm', 'desk', 'billing');
const anAccount = fc
  .tuple(source, fc.integer({ min: 1, max: 6 }))
  .map(([from, number]) => `${from}:~a${number}`);
const aPerson = fc.integer({ min: 1, max: 5 }).map((number) => `crm:~p${number}`);

const accounts = table(
  'account_id',
  'a',
  6,
  {
    external_id: rarely(
      fc.oneof(anAccount, oneOf('~a1', '~a2', '~a3', 'unknown', 'd41d8cd98f00b204e9800998ecf8427e')),
      3,
    ),
    email: maybe(
      oneOf(
        'me@~acme.com',
        ' ME@~Acme.com',
        'you@~acme.com',
        'x@~blue.co.uk',
        'test@test.com',
        '~x@gmail.com',
        'no mail',
      ),
      3,
    ),
    domain: rarely(
      oneOf(
        '~acme.com',
        'www.~acme.com',
        'https://shop.~acme.com/buy',
        '~blue.co.uk',
        'gmail.com',
        '~red.io',
      ),
      2,
    ),
    is_deleted: rarely(oneOf(true), 8),
  },
  0,
  source,
);

const merge = (entity: string, ids: fc.Arbitrary<string>) =>
  uniqueBy(
    table(null, '', 3, {
      entity: oneOf(entity),
      losing_id: ids,
      winning_id: ids,
      merged_at: instantBetween('2025-01-01', '2025-01-02'),
    }),
    'losing_id',
  );

const separation = (entity: string, ids: fc.Arbitrary<string>) =>
  uniqueBy(table(null, '', 3, { entity: oneOf(entity), one_id: ids, other_id: ids }), 'one_id', 'other_id');

const identityWorld: fc.Arbitrary<World> = worldOf({
  account: accounts,
  person: table('person_id', 'p', 5, {
    account_id: rarely(anAccount, 3),
    role: maybe(oneOf('customer', 'agent'), 2),
    email: maybe(
      oneOf('me@~acme.com', 'Me@~acme.com', 'you@~red.io', 'example@email.com', '~x@gmail.com'),
      5,
    ),
  }),
  entity_merge: fc
    .tuple(merge('account', anAccount), merge('person', aPerson))
    .map(([one, other]) => [...one, ...other]),
  entity_separation: fc
    .tuple(separation('account', anAccount), separation('person', aPerson))
    .map(([one, other]) => [...one, ...other]),
});

describe('who is who in random worlds', () => {
  it('accounts and people are linked by what identifies them where nobody keeps them apart, and by nothing else', async () => {
    const checked = await checkWorlds({
      settings,
      zone,
      worlds: identityWorld,
      count: 1500,
      seed: 801,
      checks: {
        account_link: {
          sql: 'SELECT source_id, account_id FROM resolved.account_link',
          oracle: accountLinks,
        },
        same_person: {
          sql: `SELECT a.person_id AS one, b.person_id AS other FROM resolved.person a
                JOIN resolved.person b ON b.respondent_id = a.respondent_id AND b.person_id > a.person_id`,
          oracle: samePersons,
        },
        person_account: { sql: 'SELECT person_id, account_id FROM resolved.person', oracle: personAccounts },
      },
    });
    expect(checked).toBeGreaterThan(0);
  });

  it('a placeholder address links nothing, not even by its domain', async () => {
    const home = await temporaryWorkspace(settings);
    try {
      const world: World = {
        account: [
          { account_id: 'crm:1', email: 'test@test.com' },
          { account_id: 'desk:2', email: 'TEST@test.com' },
        ],
      };
      await insertWorlds(home.workspace, [world], zone);
      await refreshFacts(home.workspace, 'all');
      expect(await home.workspace.engine.rows('SELECT * FROM resolved.account_link')).toEqual([]);
    } finally {
      await home.close();
    }
  });

  it('the order of the rows decides nothing', async () => {
    const worlds = fc.sample(identityWorld, { numRuns: 300, seed: 802 });
    const turned = worlds.map((world) =>
      Object.fromEntries(Object.entries(world).map(([entity, rows]) => [entity, [...rows].reverse()])),
    );
    const home = await temporaryWorkspace(settings);
    try {
      const resolve = async (list: readonly World[]) => {
        await clearWorlds(home.workspace);
        await insertWorlds(home.workspace, list, zone);
        await refreshFacts(home.workspace, 'all');
        return {
          links: await home.workspace.engine.rows('SELECT * FROM resolved.account_link ORDER BY ALL'),
          people: await home.workspace.engine.rows(
            'SELECT person_id, respondent_id, account_id FROM resolved.person ORDER BY ALL',
          ),
        };
      };
      const forwards = await resolve(worlds);
      expect(forwards.links.length).toBeGreaterThan(0);
      expect(await resolve(turned)).toEqual(forwards);
      console.info(`${worlds.length} worlds resolved alike from first to last row and from last to first`);
    } finally {
      await home.close();
    }
  });
});
