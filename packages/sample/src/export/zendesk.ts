import { utcText } from '../time/berlin.js';
import { endInstant, historyDay } from '../time/periods.js';
import { instantAt } from '../time/berlin.js';
import type { AccountLog, Ticket } from '../world/events.js';
import type { Staff } from '../world/staff.js';
import { CsvTable } from './csv-table.js';
import { zendeskLayouts } from './zendesk-layouts.js';

/** When Fivetran brought the rows: two hours after the last day. */
const syncedAt = endInstant + 2 * 3600 + 17 * 60;
const synced = { constants: { _fivetran_synced: utcText(syncedAt) } };

/** The help desk as Fivetran lands it: one table a file, UTC, ids in digits. */
export class ZendeskExport {
  readonly organizations: CsvTable;
  readonly users: CsvTable;
  readonly groups: CsvTable;
  readonly tickets: CsvTable;
  readonly comments: CsvTable;
  readonly history: CsvTable;

  constructor(directory: string) {
    const table = (
      name: keyof typeof zendeskLayouts,
      filled: readonly string[],
      constants: Record<string, string> = {},
    ): CsvTable =>
      new CsvTable(directory, `zendesk/${name}.csv`, zendeskLayouts[name], filled, {
        constants: { ...synced.constants, ...constants },
      });
    this.organizations = table('organization', ['id', 'created_at', 'external_id', 'name', 'updated_at'], {
      shared_comments: 'FALSE',
      shared_tickets: 'FALSE',
    });
    this.users = table(
      'user',
      ['id', 'created_at', 'email', 'external_id', 'name', 'organization_id', 'phone', 'role', 'updated_at'],
      {
        active: 'TRUE',
        chat_only: 'FALSE',
        locale: 'de',
        moderator: 'FALSE',
        suspended: 'FALSE',
        verified: 'TRUE',
      },
    );
    this.groups = table('group', ['id', 'created_at', 'name', 'updated_at'], { _fivetran_deleted: 'FALSE' });
    this.tickets = table(
      'ticket',
      [
        'id',
        'assignee_id',
        'created_at',
        'group_id',
        'organization_id',
        'priority',
        'requester_id',
        'status',
        'subject',
        'submitter_id',
        'type',
        'updated_at',
        'via_channel',
        'merged_ticket_ids',
      ],
      { allow_channelback: 'FALSE', has_incidents: 'FALSE', is_public: 'TRUE', followup_ids: '[]' },
    );
    this.comments = table('ticket_comment', ['id', 'body', 'created', 'public', 'ticket_id', 'user_id'], {
      facebook_comment: 'FALSE',
      tweet: 'FALSE',
      voice_comment: 'FALSE',
    });
    this.history = table('ticket_field_history', ['field_name', 'ticket_id', 'updated', 'user_id', 'value']);
  }

  get tables(): readonly CsvTable[] {
    return [this.groups, this.organizations, this.users, this.tickets, this.comments, this.history];
  }

  writeStaff(staff: Staff): void {
    const start = utcText(instantAt(historyDay, 0));
    const seen = new Set<string>();
    for (const agent of staff.agents) {
      if (!seen.has(agent.groupId)) this.groups.write(agent.groupId, start, agent.group, start);
      seen.add(agent.groupId);
      this.users.write(agent.id, start, agent.email, '', agent.name, '', '', 'agent', start);
    }
  }

  writeAccount(log: AccountLog): void {
    const { company } = log;
    if (!company || log.tickets.length === 0) return;
    const founded = utcText(company.createdAt);
    this.organizations.write(company.zendeskId, founded, company.id, company.name, founded);
    for (const contact of log.contacts) {
      if (contact.zendeskId === '') continue;
      const created = utcText(contact.createdAt);
      this.users.write(
        contact.zendeskId,
        created,
        contact.email,
        contact.id,
        `${contact.firstName} ${contact.lastName}`,
        company.zendeskId,
        contact.phone,
        'end-user',
        created,
      );
    }
    for (const ticket of log.tickets) this.#writeTicket(ticket, company.zendeskId);
  }

  #writeTicket(ticket: Ticket, organizationId: string): void {
    const requesterId = ticket.requester.zendeskId;
    const last = ticket.statuses.at(-1);
    this.tickets.write(
      ticket.id,
      ticket.assignedAt === null ? '' : ticket.agent.id,
      utcText(ticket.createdAt),
      ticket.agent.groupId,
      organizationId,
      ticket.priority,
      requesterId,
      last?.status ?? 'new',
      `Request ${ticket.id}`,
      ticket.isAgentCreated ? ticket.agent.id : requesterId,
      ticket.topic,
      utcText(last?.at ?? ticket.createdAt),
      ticket.channel,
      `[${ticket.mergedTickets.join(', ')}]`,
    );
    for (const message of ticket.messages) {
      const author = message.author === 'customer' ? requesterId : ticket.agent.id;
      this.comments.write(
        message.id,
        'Text removed',
        utcText(message.at),
        message.isPublic ? 'TRUE' : 'FALSE',
        ticket.id,
        author,
      );
    }
    const created = utcText(ticket.createdAt);
    this.history.write('priority', ticket.id, created, requesterId, ticket.priority);
    this.history.write('group_id', ticket.id, created, requesterId, ticket.agent.groupId);
    if (ticket.assignedAt !== null) {
      this.history.write(
        'assignee_id',
        ticket.id,
        utcText(ticket.assignedAt),
        ticket.agent.id,
        ticket.agent.id,
      );
    }
    for (const event of ticket.statuses) {
      const actor = event.status === 'new' ? requesterId : ticket.agent.id;
      this.history.write('status', ticket.id, utcText(event.at), actor, event.status);
    }
  }
}
