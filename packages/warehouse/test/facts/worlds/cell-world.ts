import fc from 'fast-check';
import {
  dayBetween,
  maybe,
  moneyBetween,
  oneOf,
  rarely,
  refer,
  table,
  uniqueBy,
  worldOf,
} from './arbitrary.js';
import type { Value, World } from './world.js';

/** Filled, empty, and what people type when a form insists. */
const filled = (value: string): fc.Arbitrary<Value> =>
  oneOf(value, value, null, '', '  ', 'n/a', 'N/A ', 'Unknown', '-', '0', 'tbd', '1900-01-01', '100');
const created = maybe(dayBetween('2025-01-20', '2025-03-10'), 8);
const common = {
  created_at: created,
  is_test: rarely(oneOf(true, false), 6),
  is_deleted: rarely(oneOf(true), 8),
};

const merges = uniqueBy(
  fc
    .tuple(
      ...(['account', 'deal', 'lead', 'person', 'ticket'] as const).map((entity) =>
        table(null, '', 1, {
          entity: oneOf<string>(entity),
          losing_id: refer(entity, 3),
          winning_id: refer(entity, 3),
        }),
      ),
    )
    .map((lists) => lists.flat()),
  'losing_id',
);

/** Records whose required fields are filled, empty or filled with nothing. */
export const cellWorld: fc.Arbitrary<World> = worldOf({
  account: table('account_id', 'account', 3, {
    ...common,
    name: filled('~Acme'),
    industry: filled('Retail'),
    country: filled('DE'),
    owner_user_id: filled('crm:~u1'),
    type: maybe(oneOf('customer', 'prospect', 'test', 'internal', 'competitor')),
  }),
  deal: table('deal_id', 'deal', 3, {
    ...common,
    account_id: maybe(refer('account', 3)),
    owner_user_id: filled('crm:~u1'),
    amount: maybe(fc.oneof(moneyBetween(0, 2), moneyBetween(100, 200)), 3),
    closed_at: maybe(dayBetween('2025-02-01', '2025-03-10'), 2),
    status: maybe(oneOf('open', 'won', 'lost')),
  }),
  lead: table('lead_id', 'lead', 3, {
    ...common,
    created_at: dayBetween('2025-01-20', '2025-03-10'),
    channel: filled('Referral'),
    email: filled('me@~acme.com'),
    owner_user_id: filled('crm:~u1'),
  }),
  person: table('person_id', 'person', 3, {
    ...common,
    email: filled('me@~acme.com'),
    account_id: maybe(refer('account', 3)),
  }),
  ticket: table('ticket_id', 'ticket', 3, {
    ...common,
    created_at: dayBetween('2025-01-20', '2025-03-10'),
    account_id: maybe(refer('account', 3)),
    category: filled('billing'),
    priority: filled('high'),
    status: maybe(oneOf('open', 'deleted')),
    is_spam: rarely(oneOf(true), 8),
    merged_into_ticket_id: rarely(refer('ticket', 3), 8),
  }),
  entity_merge: merges,
});
