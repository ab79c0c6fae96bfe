import { isoInstant } from '../time/berlin.js';
import { addBusinessSeconds } from '../time/business-hours.js';
import { isoDay } from '../time/days.js';
import { surveys } from '../simulate/survey.js';
import type { AccountLog, Company, Ticket } from '../world/events.js';
import type { Staff } from '../world/staff.js';
import { type Cell, CsvTable } from './csv-table.js';
import { accountReference, contactReference, ticketReference, userReference } from './references.js';

/** Files with plain headers: the survey tool, usage logs of product and CRM, form hits, service targets. */
export class PlainExport {
  readonly surveys: CsvTable;
  readonly invitations: CsvTable;
  readonly responses: CsvTable;
  readonly productUsage: CsvTable;
  readonly crmUsage: CsvTable;
  readonly touchpoints: CsvTable;
  readonly targets: CsvTable;
  readonly leads: CsvTable;
  /** The last answer that holds a score. */
  lastScored: readonly Cell[] = [];

  constructor(directory: string) {
    const table = (path: string, columns: readonly string[]): CsvTable =>
      new CsvTable(directory, path, columns);
    this.surveys = table('surveys/survey.csv', [
      'Survey ID',
      'Kind',
      'Question',
      'Scale Min',
      'Scale Max',
      'Higher Is Better',
      'Positive From',
    ]);
    this.invitations = table('surveys/survey_invitation.csv', [
      'Invitation ID',
      'Survey ID',
      'Person ID',
      'Account ID',
      'Ticket ID',
      'Sent At',
      'Delivered',
      'Channel',
    ]);
    this.responses = table('surveys/survey_response.csv', [
      'Response ID',
      'Survey ID',
      'Responded At',
      'Score',
      'Contact ID',
      'Email',
      'Account ID',
      'Ticket ID',
      'Invitation ID',
      'Channel',
    ]);
    this.productUsage = table('usage/product_usage_daily.csv', [
      'Account ID',
      'Day',
      'Feature',
      'Events',
      'Duration Seconds',
    ]);
    this.crmUsage = table('usage/crm_usage_daily.csv', [
      'User',
      'Day',
      'Logins',
      'Records Created',
      'Records Updated',
      'Activities Logged',
    ]);
    this.touchpoints = table('marketing/touchpoint.csv', [
      'Touchpoint ID',
      'Person ID',
      'Occurred At',
      'Kind',
      'Is Action',
      'Channel',
      'Campaign ID',
    ]);
    this.leads = table('marketing/lead.csv', [
      'Lead ID',
      'Person ID',
      'Email',
      'Created At',
      'Lead Source',
      'Campaign ID',
      'Lead Status',
      'Converted At',
    ]);
    this.targets = table('helpdesk/ticket_sla.csv', [
      'Ticket ID',
      'Target',
      'Policy',
      'Target Seconds',
      'In Business Hours',
      'Applied At',
      'Due At',
      'Completed At',
    ]);
  }

  get tables(): readonly CsvTable[] {
    return [
      this.surveys,
      this.invitations,
      this.responses,
      this.productUsage,
      this.crmUsage,
      this.touchpoints,
      this.targets,
      this.leads,
    ];
  }

  writeSetting(staff: Staff): void {
    for (const [kind, { question, min, max }] of Object.entries(surveys)) {
      this.surveys.write(kind, kind, question, min, max, 'true', kind === 'csat' ? 4 : '');
    }
    for (const row of staff.usage) {
      this.crmUsage.write(
        userReference(row.user),
        isoDay(row.day),
        row.logins,
        row.created,
        row.updated,
        row.activities,
      );
    }
  }

  writeAccount(log: AccountLog): void {
    for (const touch of log.touchpoints) {
      this.touchpoints.write(
        touch.id,
        touch.contactId,
        isoInstant(touch.occurredAt),
        touch.kind,
        touch.isAction ? 'true' : 'false',
        touch.channel.id,
        touch.campaign ? `${touch.campaign.platform}_ads:${touch.campaign.id}` : '',
      );
    }
    // The form tool writes a line for a second inquiry too; HubSpot keeps one contact.
    for (const lead of log.leads) {
      if (!lead.isRepeat) continue;
      this.leads.write(
        lead.id,
        contactReference(lead.contact),
        lead.contact.email,
        isoInstant(lead.createdAt),
        lead.channel.source,
        lead.campaign ? `${lead.campaign.platform}_ads:${lead.campaign.id}` : '',
        'new',
        '',
      );
    }
    const { company } = log;
    if (!company) return;
    this.#writeSurveys(log, company);
    const account = accountReference(company);
    for (const row of log.usage)
      this.productUsage.write(account, isoDay(row.day), row.feature, row.events, row.seconds);
    for (const ticket of log.tickets) this.#writeTarget(ticket);
  }

  #writeSurveys(log: AccountLog, company: Company): void {
    const account = accountReference(company);
    for (const invitation of log.invitations) {
      const person = contactReference(invitation.contact);
      const ticket = invitation.ticket ? ticketReference(invitation.ticket) : '';
      this.invitations.write(
        invitation.id,
        invitation.survey,
        person,
        account,
        ticket,
        isoInstant(invitation.sentAt),
        invitation.isDelivered ? 'true' : 'false',
        'email',
      );
      for (const answer of invitation.answers) {
        this.responses.write(
          answer.id,
          invitation.survey,
          isoInstant(answer.at),
          answer.score,
          person,
          invitation.contact.email,
          account,
          ticket,
          invitation.id,
          'email',
        );
        if (answer.score !== null) this.lastScored = this.responses.lastRow;
      }
    }
  }

  #writeTarget(ticket: Ticket): void {
    if (ticket.exclusion !== 'none') return;
    const completedAt = targetCompletedAt(ticket);
    this.targets.write(
      ticketReference(ticket),
      'first_response',
      'Standard',
      ticket.target,
      'true',
      isoInstant(ticket.createdAt),
      isoInstant(addBusinessSeconds(ticket.createdAt, ticket.target)),
      completedAt === null ? '' : isoInstant(completedAt),
    );
  }
}

/** When the target of the first answer was fulfilled: by the answer, or by a solution without one. */
export function targetCompletedAt(ticket: Ticket): number | null {
  const answer = ticket.messages.find(
    (message, index) =>
      message.author === 'agent' && message.isPublic && !(ticket.isAgentCreated && index === 0),
  );
  const solved = ticket.statuses.find((event) => event.status === 'solved');
  const times = [answer?.at, solved?.at].filter((at) => at !== undefined);
  return times.length === 0 ? null : Math.min(...times);
}
