import fc from 'fast-check';
import {
  dayBetween,
  instantBetween,
  maybe,
  moneyBetween,
  oneOf,
  rarely,
  refer,
  table,
  uniqueBy,
  worldOf,
} from './arbitrary.js';
import { accountMerges, accountTable } from './revenue-world.js';
import type { World } from './world.js';

const first = '2025-01-10';
const last = '2025-04-20';
const instant = instantBetween(first, last);
const day = dayBetween(first, last);

const merges = fc
  .tuple(
    accountMerges,
    uniqueBy(
      table(null, '', 1, { entity: oneOf('deal'), losing_id: refer('d', 4), winning_id: oneOf('crm:~d9') }),
      'losing_id',
    ),
  )
  .map(([accounts, deals]) => [...accounts, ...deals]);

export const userTable = table('user_id', 'u', 3, {
  name: maybe(oneOf('~Ada', '~Ben', '~Cleo')),
  role: maybe(oneOf('representative', 'representative', 'manager', 'integration')),
  team: maybe(oneOf('North', 'South')),
  is_licensed: maybe(oneOf(true, true, false), 2),
  is_active: maybe(oneOf(true, false), 2),
  started_at: maybe(instant, 2),
  left_at: rarely(instant, 3),
  is_deleted: rarely(oneOf(true), 8),
});

export const salesTables = {
  crm_user: userTable,
  pipeline_stage: table('stage_id', 'g', 6, {
    pipeline: oneOf('Sales ~', 'Sales ~', 'Partners ~'),
    name: oneOf('One', 'Two', 'Three', 'Four'),
    category: maybe(oneOf('open', 'open', 'open', 'won', 'lost')),
    position: maybe(oneOf(1, 2, 3, 4), 6),
    is_deleted: rarely(oneOf(true), 10),
  }),
  deal: table('deal_id', 'd', 4, {
    account_id: maybe(refer('a', 4), 2),
    owner_user_id: maybe(refer('u', 3)),
    stage_id: maybe(refer('g', 6)),
    type: maybe(oneOf('new', 'expansion', 'renewal')),
    amount: maybe(moneyBetween(100, 900), 3),
    created_at: maybe(instant, 8),
    qualified_at: maybe(instant, 2),
    closed_at: maybe(instant, 2),
    expected_close_on: maybe(day),
    lead_id: rarely(refer('h', 5), 3),
    status: maybe(oneOf('open', 'won', 'won', 'lost', 'disqualified'), 2),
    channel: maybe(oneOf('Paid Search ~', 'paid_search ~', 'Referral ~')),
    probability: maybe(oneOf(0.1, 0.5)),
    is_test: rarely(oneOf(true), 12),
    is_deleted: rarely(oneOf(true), 12),
  }),
  deal_party: uniqueBy(
    table(null, '', 3, {
      deal_id: refer('d', 4),
      account_id: maybe(refer('a', 4), 6),
      is_primary: maybe(oneOf(true, false)),
    }),
    'deal_id',
    'account_id',
  ),
  deal_line: table('deal_line_id', 'x', 3, {
    deal_id: refer('d', 4),
    quantity: maybe(oneOf(1, 2, 3)),
    unit_price: maybe(moneyBetween(1, 90)),
    amount: maybe(moneyBetween(1, 90), 2),
  }),
  // Two entries in one instant have no order that a source could tell: rare enough to leave out.
  deal_stage_history: uniqueBy(
    table(null, '', 8, {
      deal_id: refer('d', 4),
      stage_id: refer('g', 6),
      entered_at: instant,
      left_at: rarely(instantBetween('2025-04-21', '2025-05-05'), 5),
      origin: oneOf('source_history'),
    }),
    'deal_id',
    'entered_at',
  ),
  deal_field_history: uniqueBy(
    table(null, '', 3, {
      deal_id: refer('d', 4),
      field: oneOf('owner_user_id', 'owner_user_id', 'amount'),
      old_value: maybe(refer('u', 3)),
      new_value: maybe(refer('u', 3), 8),
      changed_at: instant,
    }),
    'deal_id',
    'field',
    'changed_at',
  ),
  activity: table('activity_id', 'y', 4, {
    kind: oneOf('call', 'email'),
    occurred_at: instant,
    user_id: maybe(refer('u', 3)),
    account_id: maybe(refer('a', 4), 2),
    deal_id: maybe(refer('d', 4)),
    is_automated: rarely(oneOf(true), 5),
    is_deleted: rarely(oneOf(true), 8),
  }),
  lead: table('lead_id', 'h', 5, {
    person_id: maybe(refer('p', 3), 2),
    email: maybe(oneOf('one@~mail.org', 'ONE@~mail.org ', 'two@~mail.org', ''), 3),
    account_id: maybe(refer('a', 4), 2),
    converted_account_id: rarely(refer('a', 4), 3),
    created_at: instantBetween('2024-10-01', '2025-04-20'),
    qualified_at: rarely(instant, 3),
    converted_at: rarely(instant, 3),
    status: maybe(oneOf('new', 'qualified', 'disqualified', 'converted', 'recycled')),
    score: maybe(oneOf(0, 24, 25, 49.5, 74, 75, 100)),
    owner_user_id: maybe(refer('u', 3)),
    is_test: rarely(oneOf(true), 12),
    is_deleted: rarely(oneOf(true), 12),
  }),
  quota: table('quota_id', 'q', 2, {
    owner_user_id: maybe(refer('u', 3)),
    team: maybe(oneOf('North', 'West')),
    started_on: day,
    ended_on: maybe(dayBetween('2025-03-01', '2025-05-31'), 2),
    amount: moneyBetween(1, 90000),
  }),
};

/** Leads, deals with stages, owners and lines, and the people who sell. */
export const salesWorld: fc.Arbitrary<World> = worldOf({
  account: accountTable,
  entity_merge: merges,
  ...salesTables,
});
