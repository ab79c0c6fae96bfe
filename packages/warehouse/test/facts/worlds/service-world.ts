import fc from 'fast-check';
import {
  dayBetween,
  instantBetween,
  maybe,
  oneOf,
  rarely,
  refer,
  table,
  uniqueBy,
  worldOf,
} from './arbitrary.js';
import { accountMerges, accountTable } from './revenue-world.js';
import type { World } from './world.js';

/** Nine days around the end of summer time in Berlin, 2025-10-26. */
const first = '2025-10-20';
const last = '2025-10-29';
const instant = instantBetween(first, last);
const dueInstant = instantBetween('2025-10-20', '2025-11-03');

const merges = fc
  .tuple(
    accountMerges,
    uniqueBy(
      table(null, '', 1, { entity: oneOf('ticket'), losing_id: refer('t', 4), winning_id: oneOf('crm:~t9') }),
      'losing_id',
    ),
  )
  .map(([accounts, tickets]) => [...accounts, ...tickets]);

/** Requests for help with statuses, answers, reopenings and changes of schedule. */
export const serviceWorld: fc.Arbitrary<World> = worldOf({
  account: accountTable,
  entity_merge: merges,
  crm_user: table('user_id', 'u', 3, { role: maybe(oneOf('agent', 'bot', 'integration')) }),
  person: table('person_id', 'p', 3, { account_id: maybe(refer('a', 4)) }),
  ticket: table('ticket_id', 't', 4, {
    requester_person_id: maybe(refer('p', 3), 6),
    account_id: maybe(refer('a', 4), 2),
    category: maybe(oneOf('billing', 'login'), 4),
    status: maybe(oneOf('new', 'open', 'pending', 'solved', 'closed', 'deleted')),
    created_at: instant,
    first_response_at: maybe(instant, 2),
    first_solved_at: rarely(instant, 3),
    solved_at: maybe(instant, 2),
    closed_at: rarely(instant, 4),
    reply_count: maybe(oneOf(0, 1, 2)),
    reopen_count: rarely(oneOf(0, 1), 3),
    schedule_id: maybe(oneOf('early', 'unknown')),
    is_spam: rarely(oneOf(true), 12),
    is_test: rarely(oneOf(true), 12),
    is_deleted: rarely(oneOf(true), 12),
    merged_into_ticket_id: rarely(refer('t', 4), 12),
  }),
  ticket_event: uniqueBy(
    fc
      .tuple(
        table(null, '', 8, {
          ticket_id: refer('t', 4),
          field: oneOf('status'),
          occurred_at: instant,
          new_value: oneOf('new', 'open', 'pending', 'on_hold', 'solved', 'closed'),
        }),
        table(null, '', 3, {
          ticket_id: refer('t', 4),
          field: oneOf('schedule'),
          occurred_at: instant,
          new_value: oneOf('early', 'late', 'default'),
        }),
      )
      .map(([statuses, schedules]) => [...statuses, ...schedules]),
    'ticket_id',
    'field',
    'occurred_at',
    'new_value',
  ),
  ticket_sla: uniqueBy(
    table(null, '', 5, {
      ticket_id: refer('t', 4),
      target: oneOf('first_response', 'next_response', 'resolution'),
      policy: maybe(oneOf('Gold', 'Silver')),
      target_seconds: maybe(oneOf(3600, 28800, 172800), 4),
      in_business_hours: rarely(oneOf(true, false), 3),
      applied_at: maybe(instant, 5),
      due_at: rarely(fc.oneof(dueInstant, dayBetween('2025-10-22', '2025-11-03')), 2),
      completed_at: maybe(fc.oneof(instant, instant, dayBetween(first, last)), 2),
      is_met: rarely(oneOf(true, false), 3),
    }),
    'ticket_id',
    'target',
  ),
  ticket_message: table('message_id', 'm', 8, {
    ticket_id: refer('t', 4),
    sent_at: instant,
    author: maybe(oneOf('customer', 'agent', 'bot', 'system')),
    author_user_id: maybe(refer('u', 3), 2),
    is_public: maybe(oneOf(true, true, false)),
    is_automated: rarely(oneOf(true, false), 5),
  }),
});
