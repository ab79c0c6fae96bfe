import { describe, expect, test } from 'vitest';
import { hasData } from '../data.js';
import { mapFile, mapRows, pick, sorted } from '../mapped.js';

const seed = (name: string) => mapFile(`fivetran/intercom/${name}_data.csv`);

describe.skipIf(!hasData('fivetran/intercom'))('Intercom as Fivetran lands it', () => {
  test('of six and three versions of two conversations the active ones count', async () => {
    const { rows, ignored } = await seed('conversation_history');
    expect(sorted(pick(rows['ticket'], 'ticket_id', 'status'))).toEqual([
      ['intercom:156643300001311', 'closed'],
      ['intercom:156643300001372', 'closed'],
    ]);
    expect(ignored).toEqual({ 'earlier version': 7 });
  });

  test('an active version of no length is not dropped', async () => {
    const { rows, ignored } = await seed('company_history');
    expect([rows['account']?.length, ignored]).toEqual([9, {}]);
  });

  test('parts: one note to colleagues, eight closings', async () => {
    const { rows } = await seed('conversation_part_history');
    expect(
      pick(rows['ticket_message'], 'message_id', 'ticket_id', 'author', 'author_user_id', 'is_public'),
    ).toEqual([['intercom:6862013567', 'intercom:12', 'agent', 'intercom:4077639', false]]);
    expect(pick(rows['ticket_event'], 'ticket_id', 'field', 'occurred_at', 'new_value')[0]).toEqual([
      'intercom:11',
      'status',
      '2020-06-08 20:57:28',
      'closed',
    ]);
    expect(rows['ticket_event']).toHaveLength(8);
  });
});

test('a conversation of the API brings its parts, its times and its rating', async () => {
  const headers = [
    'type',
    'id',
    'created_at',
    'updated_at',
    'source',
    'state',
    'priority',
    'admin_assignee_id',
    'conversation_rating',
    'statistics',
    'conversation_parts',
  ];
  const parts = JSON.stringify({
    conversation_parts: [
      { id: '1', part_type: 'comment', created_at: 1704103200, author: { type: 'admin', id: '9' } },
      { id: '2', part_type: 'comment', created_at: 1704106800, author: { type: 'user', id: 'u1' } },
      { id: '3', part_type: 'close', created_at: 1704110400, author: { type: 'admin', id: '9' } },
    ],
  });
  const { rows } = await mapRows('conversations', headers, [
    [
      'conversation',
      '77',
      '1704099600',
      '1704110400',
      '{"type":"conversation","author":{"type":"user","id":"u1"}}',
      'closed',
      'priority',
      '9',
      '{"rating":5,"remark":"great","created_at":1704114000}',
      '{"first_admin_reply_at":1704103200,"time_to_admin_reply":3600,"count_reopens":1}',
      parts,
    ],
  ]);
  // 1704099600 is 2024-01-01 09:00 UTC.
  expect(
    pick(
      rows['ticket'],
      'ticket_id',
      'requester_person_id',
      'channel',
      'status',
      'created_at',
      'first_response_at',
      'source_first_response_seconds',
      'reopen_count',
    ),
  ).toEqual([
    [
      'intercom:77',
      'intercom:u1',
      'chat',
      'closed',
      '2024-01-01 09:00:00',
      '2024-01-01 10:00:00',
      '3600.000000',
      '1',
    ],
  ]);
  expect(pick(rows['ticket_message'], 'message_id', 'author', 'author_user_id', 'author_person_id')).toEqual([
    ['intercom:1', 'agent', 'intercom:9', null],
    ['intercom:2', 'customer', null, 'intercom:u1'],
  ]);
  expect(pick(rows['ticket_event'], 'new_value', 'occurred_at')).toEqual([['closed', '2024-01-01 12:00:00']]);
  expect(
    pick(rows['survey_response'], 'score', 'scale_min', 'scale_max', 'comment', 'agent_user_id'),
  ).toEqual([['5.000000', '1.000000', '5.000000', 'great', 'intercom:9']]);
});
