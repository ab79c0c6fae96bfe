import { describe, expect, test } from 'vitest';
import { hasData } from '../data.js';
import { mapFile, mapRows, pick, sorted } from '../mapped.js';

const seed = (name: string) => mapFile(`fivetran/zendesk/${name}_data.csv`);

describe.skipIf(!hasData('fivetran/zendesk'))('Zendesk as Fivetran lands it', () => {
  test('ticket 102 was solved once, however often the event is written', async () => {
    const { rows, ignored } = await seed('ticket_field_history');
    const solved = pick(rows['ticket_event'], 'ticket_id', 'field', 'occurred_at', 'new_value').filter(
      ([id]) => id === 'zendesk:102',
    );
    expect(solved.filter(([, , , value]) => value === 'solved')).toEqual([
      ['zendesk:102', 'status', '2020-02-10 08:36:38', 'solved'],
    ]);
    // 38 rows: 3 repetitions and one change of requester, which is no event of the model.
    expect(rows['ticket_event']).toHaveLength(34);
    expect(ignored).toEqual({
      'the same event as an earlier row (T-12)': 3,
      'holds nothing for ticket_event': 1,
    });
  });

  test('a history that begins before its ticket is loaded as it stands: rule T-07 speaks later', async () => {
    const { rows } = await seed('ticket_field_history');
    const events = pick(rows['ticket_event'], 'ticket_id', 'field', 'occurred_at', 'new_value').filter(
      ([id]) => id === 'zendesk:11071',
    );
    expect(events.slice(0, 4)).toEqual([
      ['zendesk:11071', 'status', '2020-08-28 11:01:27', 'open'],
      ['zendesk:11071', 'assignee', '2020-08-28 11:01:27', 'zendesk:1111'],
      ['zendesk:11071', 'priority', '2020-08-28 11:01:27', 'normal'],
      ['zendesk:11071', 'status', '2020-08-29 11:01:27', 'pending'],
    ]);
  });

  test('deleted tickets are kept and marked, merged ones name the ticket that stays', async () => {
    const { rows } = await seed('ticket');
    expect(pick(rows['ticket'], 'ticket_id', 'status', 'is_deleted', 'channel').slice(0, 2)).toEqual([
      ['zendesk:1595', 'deleted', true, 'web'],
      ['zendesk:16988', 'solved', false, 'email'],
    ]);
    expect(pick(rows['ticket'], 'is_deleted').flat().filter(Boolean)).toHaveLength(2);
    expect(pick(rows['entity_merge'], 'entity', 'losing_id', 'winning_id')).toEqual([
      ['ticket', 'zendesk:1967', 'zendesk:1966'],
    ]);
  });

  test('business hours count from Monday, in IANA zones', async () => {
    const { rows } = await seed('schedule');
    // 7680 minutes after Sunday 00:00 are Friday 08:00, which is 4 × 1440 + 480 = 6240 after Monday 00:00.
    expect(sorted(pick(rows['schedule_interval'], 'starts_minute', 'ends_minute', 'time_zone'))).toEqual([
      ['1920', '2640', 'America/Los_Angeles'],
      ['3360', '4080', 'America/Los_Angeles'],
      ['480', '1200', 'America/Los_Angeles'],
      ['4800', '5520', 'America/Los_Angeles'],
      ['6240', '6960', 'America/Los_Angeles'],
    ]);
  });

  test('agents are users of the help desk, everybody is a person', async () => {
    const { rows } = await seed('user');
    expect(rows['person']).toHaveLength(10);
    expect(pick(rows['crm_user'], 'user_id', 'name', 'role')).toEqual([
      ['zendesk:1111', 'Arthur Agent', 'agent'],
    ]);
  });

  test('who wrote a comment is left to the role of the user', async () => {
    const { rows, compiled } = await seed('ticket_comment');
    expect(compiled.entities[0]?.later).toEqual(['author']);
    expect(
      pick(
        rows['ticket_message'],
        'message_id',
        'author_user_id',
        'author_person_id',
        'is_public',
        '_problems',
      )[0],
    ).toEqual(['zendesk:1030820361033', 'zendesk:402935450113', 'zendesk:402935450113', true, []]);
  });
});

describe('Zendesk by its API and its views', () => {
  test('an hour on Sunday wraps to the end of the week', async () => {
    const headers = ['id', 'name', 'time_zone', 'start_time', 'end_time'];
    const { rows } = await mapRows('schedule', headers, [['1', 'Weekend', 'Berlin', '600', '960']]);
    // Sunday 10:00 to 16:00 is 6 × 1440 + 600 to 6 × 1440 + 960 after Monday 00:00.
    expect(pick(rows['schedule_interval'], 'starts_minute', 'ends_minute', 'time_zone')).toEqual([
      ['9240', '9600', 'Europe/Berlin'],
    ]);
  });

  test('ratings: asked, answered, never asked', async () => {
    const headers = [
      'id',
      'ticket_id',
      'requester_id',
      'assignee_id',
      'score',
      'comment',
      'created_at',
      'updated_at',
    ];
    const { rows, ignored } = await mapRows('satisfaction_ratings', headers, [
      ['1', '10', '5', '1', 'good', 'thanks', '2024-01-01T10:00:00Z', '2024-01-02T10:00:00Z'],
      ['2', '11', '6', '1', 'bad', null, '2024-01-01T11:00:00Z', '2024-01-01T12:00:00Z'],
      ['3', '12', '7', '1', 'offered', null, '2024-01-01T12:00:00Z', '2024-01-01T12:00:00Z'],
      ['4', '13', '8', '1', 'unoffered', null, '2024-01-01T13:00:00Z', '2024-01-01T13:00:00Z'],
    ]);
    expect(pick(rows['survey_response'], 'response_id', 'score', 'scale_max', 'responded_at_date')).toEqual([
      ['zendesk:1', '1.000000', '1.000000', '2024-01-02'],
      ['zendesk:2', '0.000000', '1.000000', '2024-01-01'],
    ]);
    expect(rows['survey_invitation']).toHaveLength(3);
    expect(ignored).toEqual({ 'nobody was asked': 1 });
  });

  test('targets of service levels stand in the metric events', async () => {
    const headers = ['id', 'ticket_id', 'metric', 'instance_id', 'type', 'time', 'sla'];
    const sla = '{"target":60,"business_hours":true,"policy":{"id":1,"title":"Gold"}}';
    const { rows } = await mapRows('ticket_metric_events', headers, [
      ['1', '10', 'reply_time', '1', 'apply_sla', '2024-01-01T10:00:00Z', sla],
      ['2', '10', 'reply_time', '2', 'apply_sla', '2024-01-01T12:00:00Z', sla],
      ['3', '10', 'reply_time', '1', 'fulfill', '2024-01-01T10:30:00Z', null],
    ]);
    expect(
      pick(rows['ticket_sla'], 'ticket_id', 'target', 'policy', 'target_seconds', 'in_business_hours'),
    ).toEqual([
      ['zendesk:10', 'first_response', 'Gold', '3600.000000', true],
      ['zendesk:10', 'next_response', 'Gold', '3600.000000', true],
    ]);
  });

  test('a view export: times of the source in seconds, "-" is no priority', async () => {
    const headers = [
      'Id',
      'Subject',
      'Status',
      'Requester',
      'Created at',
      'Solved at',
      'Priority',
      'Assignee',
      'Group',
      'Via',
      'Satisfaction Score',
      'Reopens',
      'Replies',
      'First reply time in minutes',
    ];
    const { rows } = await mapRows('tickets', headers, [
      [
        '35',
        'Help',
        'Solved',
        'Ada',
        '2024-01-01 10:00',
        '2024-01-02 10:00',
        '-',
        'Tom',
        'Support',
        'Mail',
        'Not Offered',
        '1',
        '2',
        '90',
      ],
    ]);
    expect(
      pick(
        rows['ticket'],
        'ticket_id',
        'status',
        'priority',
        'satisfaction',
        'reopen_count',
        'reply_count',
        'source_first_response_seconds',
      ),
    ).toEqual([['zendesk:35', 'solved', null, null, '1', '2', '5400.000000']]);
  });
});
