import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refreshFacts } from '../../src/index.js';
import { temporaryWorkspace } from '../temporary.js';
import { excludedRecords, halfCountedDeals } from './oracle/exclusions.js';
import { checkWorlds } from './worlds/check-worlds.js';
import { returnsWorld, revenueWorld } from './worlds/revenue-world.js';
import { salesWorld } from './worlds/sales-world.js';
import { serviceWorld } from './worlds/service-world.js';
import { voiceWorld } from './worlds/voice-world.js';
import { insertWorlds, type Row, type World } from './worlds/world.js';

const zone = 'Europe/Berlin';
const asOf = '2025-06-30';
const half = `('disqualified', 'negative_cycle')`;

const worlds: fc.Arbitrary<World> = fc.oneof(
  salesWorld,
  serviceWorld,
  voiceWorld,
  revenueWorld,
  returnsWorld,
);

describe('records that no figure counts', () => {
  it('have a reason, each of them, and nothing that is counted has one', async () => {
    const checked = await checkWorlds({
      settings: `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "${asOf}" }\n`,
      zone,
      worlds,
      count: 1600,
      seed: 811,
      checks: {
        excluded: {
          sql: `SELECT entity, record_id FROM facts.exclusion WHERE reason NOT IN ${half}`,
          oracle: (world) => excludedRecords(world, zone, asOf),
        },
        half_counted: {
          sql: `SELECT record_id, reason FROM facts.exclusion WHERE reason IN ${half}`,
          oracle: (world) => halfCountedDeals(world, zone, asOf),
        },
      },
    });
    expect(checked).toBeGreaterThan(0);
  });

  it('say which reason it is', async () => {
    const day = { created_at: '2025-01-01' };
    const deal = (name: string, rest: Row): Row => ({ deal_id: `crm:~${name}`, ...day, ...rest });
    const order = (name: string, rest: Row): Row => ({
      order_id: `crm:~${name}`,
      account_id: 'crm:~a',
      ordered_at: '2025-01-01',
      ...rest,
    });
    const answer = (name: string, rest: Row): Row => ({
      response_id: `crm:~${name}`,
      kind: 'nps',
      responded_at: `2025-01-0${name.length}`,
      score: 9,
      ...rest,
    });
    const world: World = {
      account: [
        { account_id: 'crm:~a' },
        { account_id: 'crm:~test', type: 'test' },
        { account_id: 'crm:~ours', type: 'internal' },
        { account_id: 'crm:~old' },
      ],
      entity_merge: [
        { entity: 'account', losing_id: 'crm:~old', winning_id: 'crm:~a' },
        { entity: 'deal', losing_id: 'crm:~twice', winning_id: 'crm:~kept' },
      ],
      deal: [
        deal('kept', { status: 'won', closed_at: '2025-02-01' }),
        deal('twice', { status: 'won' }),
        deal('gone', { is_deleted: true, is_test: false }),
        deal('try', { is_test: true }),
        deal('of-test', { account_id: 'crm:~test' }),
        deal('no', { status: 'disqualified' }),
        deal('back', { status: 'lost', closed_at: '2024-12-01' }),
      ],
      lead: [
        { lead_id: 'crm:~first', email: 'me@~acme.org', ...day },
        { lead_id: 'crm:~second', email: 'me@~acme.org', created_at: '2025-01-20' },
      ],
      order: [
        order('bought', { net: 10 }),
        order('stopped', { net: 10, status: 'cancelled' }),
        order('reversal', { net: -10, cancels_order_id: 'crm:~bought-once' }),
        order('bought-once', { net: 10 }),
        order('of-us', { net: 10, account_id: 'crm:~ours' }),
      ],
      ticket: [
        { ticket_id: 'crm:~asked', ...day },
        { ticket_id: 'crm:~spam', is_spam: true, ...day },
        { ticket_id: 'crm:~joined', merged_into_ticket_id: 'crm:~asked', ...day },
      ],
      survey_response: [
        answer('1', { invitation_id: 'crm:~i' }),
        answer('22', { invitation_id: 'crm:~i' }),
        answer('333', { score: 11 }),
        answer('4444', { score: null }),
      ],
    };
    const reasons: Row = {
      'account test': 'test',
      'account ours': 'internal',
      'account old': 'merged',
      'deal twice': 'merged',
      'deal gone': 'deleted',
      'deal try': 'test',
      'deal of-test': 'excluded_account',
      'deal no': 'disqualified',
      'deal back': 'negative_cycle',
      'lead second': 'same_person',
      'order stopped': 'cancelled',
      'order reversal': 'returned',
      'order bought-once': 'returned',
      'order of-us': 'excluded_account',
      'ticket spam': 'spam',
      'ticket joined': 'merged',
      'survey_response 1': 'answered_again',
      'survey_response 333': 'off_the_scale',
      'survey_response 4444': 'skipped',
    };
    const home = await temporaryWorkspace(
      `organisation: { name: Test, time_zone: ${zone}, currency: EUR, as_of: "${asOf}" }\n`,
    );
    try {
      await insertWorlds(home.workspace, [world], zone);
      await refreshFacts(home.workspace, 'all');
      const rows = await home.workspace.engine.rows('SELECT entity, record_id, reason FROM facts.exclusion');
      expect(
        Object.fromEntries(
          rows.map((row) => [
            `${String(row['entity'])} ${String(row['record_id']).replace('crm:w0x', '')}`,
            row['reason'],
          ]),
        ),
      ).toEqual(reasons);
    } finally {
      await home.close();
    }
  });
});
