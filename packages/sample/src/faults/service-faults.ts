import type { Cell } from '../export/csv-table.js';
import type { Anchors, FaultInjector, FaultNote } from './injector.js';

const ticketBase = 9_900_000;
const messageBase = 990_000_000_000;
const strayUser = '399000000001';

const note = (
  kind: string,
  rule: string,
  column: string | null,
  id: string | null,
  must: FaultNote['must'],
  what: string,
): FaultNote => ({ kind, rule, column, id, must, what });

/** Faults of the help desk and of the survey tool. Extra tickets are of 2022 and of a user of their own. */
export function injectServiceFaults(inject: FaultInjector, anchors: Anchors): void {
  inject.row(inject.exporter.zendesk.users, {
    id: strayUser,
    created_at: '2022-01-10 09:00:00',
    email: 'stray@zusatz.example',
    name: 'Stray Requester',
    organization_id: anchors.organizationId,
    role: 'end-user',
    updated_at: '2022-01-10 09:00:00',
  });
  ticketFaults(inject, anchors);
  surveyFaults(inject, anchors);
}

interface ExtraTicket {
  readonly id: string;
  readonly cells: Record<string, Cell>;
}

/** A ticket answered after two hours, solved after three and closed four days later. */
function extraTicket(inject: FaultInjector, anchors: Anchors): ExtraTicket {
  const id = inject.freshNumber(ticketBase);
  return {
    id,
    cells: {
      id,
      assignee_id: anchors.ticket.agent.id,
      created_at: '2022-06-07 08:00:00',
      group_id: anchors.ticket.agent.groupId,
      organization_id: anchors.organizationId,
      priority: 'normal',
      requester_id: strayUser,
      status: 'closed',
      subject: `Request ${id}`,
      submitter_id: strayUser,
      type: 'question',
      updated_at: '2022-06-11 11:00:00',
      via_channel: 'email',
      merged_ticket_ids: '[]',
    },
  };
}

function tellHistory(
  inject: FaultInjector,
  anchors: Anchors,
  id: string,
  changes: {
    readonly firstEvent?: string;
    readonly reply?: string;
    /** Fault of the reply. */
    readonly about?: (message: string) => FaultNote;
  } = {},
): void {
  const { history, comments } = inject.exporter.zendesk;
  const agent = anchors.ticket.agent.id;
  const say = (at: string, user: string, about?: (id: string) => FaultNote): void => {
    const message = inject.freshNumber(messageBase);
    inject.row(
      comments,
      { id: message, body: 'Text removed', created: at, public: 'TRUE', ticket_id: id, user_id: user },
      about?.(message),
    );
  };
  say('2022-06-07 08:00:00', strayUser);
  say(changes.reply ?? '2022-06-07 10:00:00', agent, changes.about);
  const turn = (field: string, at: string, value: string): void => {
    inject.row(history, { field_name: field, ticket_id: id, updated: at, user_id: agent, value });
  };
  turn('priority', '2022-06-07 08:00:00', 'normal');
  turn('status', changes.firstEvent ?? '2022-06-07 08:00:00', 'new');
  turn('status', '2022-06-07 11:00:00', 'solved');
  turn('status', '2022-06-11 11:00:00', 'closed');
}

function ticketFaults(inject: FaultInjector, anchors: Anchors): void {
  const { tickets, comments, history } = inject.exporter.zendesk;
  const add = (
    changes: Record<string, Cell>,
    past: Parameters<typeof tellHistory>[3] | null,
    about: (id: string) => FaultNote,
  ): void => {
    const ticket = extraTicket(inject, anchors);
    inject.row(tickets, { ...ticket.cells, ...changes }, about(ticket.id));
    if (past) tellHistory(inject, anchors, ticket.id, past);
  };
  add({}, { firstEvent: '2022-06-07 01:00:00' }, (id) =>
    note(
      'history-before-creation',
      'T-07',
      'created_at',
      id,
      'flagged',
      'its history begins seven hours earlier',
    ),
  );
  const early = extraTicket(inject, anchors);
  inject.row(tickets, early.cells);
  tellHistory(inject, anchors, early.id, {
    reply: '2022-06-07 07:30:00',
    about: (message) =>
      note(
        'answer-before-question',
        'T-05',
        'created',
        message,
        'flagged',
        'answered half an hour before the ticket came',
      ),
  });
  add({ created_at: '' }, {}, (id) =>
    note(
      'ticket-without-creation',
      'V-02',
      'created_at',
      id,
      'flagged',
      'no creation time: no response time either',
    ),
  );
  add({ status: 'deleted' }, null, (id) =>
    note('deleted-ticket', 'V-04', 'status', id, 'ignored', 'deleted, yet still exported'),
  );
  const stray = inject.freshNumber(messageBase);
  inject.row(
    comments,
    {
      id: stray,
      body: 'Text removed',
      created: '2022-06-08 09:00:00',
      public: 'TRUE',
      ticket_id: '99999999',
      user_id: strayUser,
    },
    note('message-of-unknown-ticket', 'K-03', 'ticket_id', stray, 'flagged', 'no such ticket'),
  );
  inject.copy(
    history,
    history.lastRow,
    note(
      'event-twice',
      'T-12',
      null,
      String(history.lastRow[1]),
      'deduplicated',
      'the same change once more',
    ),
  );
}

function surveyFaults(inject: FaultInjector, anchors: Anchors): void {
  const { responses, invitations, productUsage } = inject.exporter.plain;
  const wild = inject.freshNumber(9_900_000);
  inject.row(
    responses,
    {
      'Response ID': `R${wild}`,
      'Survey ID': 'nps',
      'Responded At': '2023-03-01T10:00:00Z',
      Score: 11,
      'Contact ID': anchors.contact.id,
      Email: anchors.contact.email,
      'Account ID': anchors.company.id,
      Channel: 'email',
    },
    note('score-out-of-range', 'V-05', 'Score', `R${wild}`, 'quarantined', '11 on a scale from 0 to 10'),
  );
  // An earlier answer to an invitation that was answered again: the later one counts.
  const earlier = [...inject.exporter.plain.lastScored];
  const repeated = `R${inject.freshNumber(9_900_000)}`;
  earlier[responses.filled.indexOf('Response ID')] = repeated;
  earlier[responses.filled.indexOf('Responded At')] = minuteEarlier(
    String(earlier[responses.filled.indexOf('Responded At')]),
  );
  earlier[responses.filled.indexOf('Score')] = 1;
  inject.copy(
    responses,
    earlier,
    note(
      'answered-twice',
      'V-08',
      'Invitation ID',
      repeated,
      'deduplicated',
      'an earlier answer to the same invitation',
    ),
  );
  inject.row(
    invitations,
    {
      'Survey ID': 'nps',
      'Person ID': anchors.contact.id,
      'Sent At': '2022-03-01T10:00:00Z',
      Delivered: 'true',
      Channel: 'email',
    },
    note('invitation-without-id', 'K-01', 'Invitation ID', null, 'quarantined', 'no id'),
  );
  inject.row(
    productUsage,
    {
      'Account ID': anchors.subscriber.id,
      Day: '2021-12-05',
      Feature: 'routing',
      Events: 3,
      'Duration Seconds': 120,
    },
    note(
      'usage-before-subscription',
      'T-05',
      'Day',
      anchors.subscriber.id,
      'flagged',
      'used before the company was a customer',
    ),
  );
}

const minuteEarlier = (instant: string): string =>
  new Date(Date.parse(instant) - 60_000).toISOString().replace('.000Z', 'Z');
