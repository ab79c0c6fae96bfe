import { localMinuteText } from '../time/berlin.js';
import { isoDay } from '../time/days.js';
import { lostStage, openStages, pipeline, wonStage } from '../simulate/deal.js';
import type { AccountLog, Contact, Deal, Lead } from '../world/events.js';
import type { Staff } from '../world/staff.js';
import { type Cell, CsvTable } from './csv-table.js';
import { moneyText } from './money-text.js';

const stageLabels = [...openStages.map((stage) => stage.label), wonStage, lostStage];
const entered = stageLabels.map((label) => `Date entered "${label} (${pipeline})"`);
const byteOrderMark = { byteOrderMark: true };

/** What HubSpot's own export button gives: labels as headers, local minutes, a byte order mark. */
export class HubspotExport {
  readonly companies: CsvTable;
  readonly contacts: CsvTable;
  readonly leads: CsvTable;
  readonly deals: CsvTable;
  readonly activities: CsvTable;
  readonly users: CsvTable;

  constructor(directory: string) {
    const table = (name: string, columns: readonly string[]): CsvTable =>
      new CsvTable(directory, `hubspot/${name}.csv`, columns, columns, byteOrderMark);
    this.companies = table('companies', [
      'Record ID',
      'Company name',
      'Company Domain Name',
      'Industry',
      'Segment',
      'Number of Employees',
      'Country/Region',
      'City',
      'Plan',
      'Company owner',
      'Original Traffic Source',
      'Create Date',
      'Last Modified Date',
    ]);
    this.contacts = table('contacts', [
      'Record ID',
      'First Name',
      'Last Name',
      'Email',
      'Phone Number',
      'Job Title',
      'Associated Company IDs (Primary)',
      'Create Date',
      'Last Modified Date',
    ]);
    this.leads = table('leads', [
      'Record ID',
      'Lead Name',
      'Lead Stage',
      'Lead owner',
      'Original Traffic Source',
      'Campaign ID',
      'HubSpot Score',
      'Create Date',
      'Qualified Date',
      'Converted Date',
      'Associated Contact IDs',
      'Associated Company IDs (Primary)',
      'Associated Deal IDs',
      'Last Modified Date',
    ]);
    this.deals = table('deals', [
      'Record ID',
      'Deal Name',
      'Pipeline',
      'Deal Stage',
      'Amount',
      'Currency',
      'Close Date',
      'Create Date',
      'Deal owner',
      'Deal Type',
      'Deal probability',
      'Closed Lost Reason',
      'Original Traffic Source',
      'Associated Company IDs (Primary)',
      'Associated Contact IDs',
      'Last Modified Date',
      ...entered,
    ]);
    this.activities = table('activities', [
      'Record ID',
      'Activity type',
      'Activity date',
      'Activity assigned to',
      'Associated Deal IDs',
      'Associated Company IDs',
    ]);
    this.users = table('users', [
      'User ID',
      'Name',
      'Email',
      'Role',
      'Team',
      'Active',
      'Licensed',
      'Hire Date',
      'Left At',
    ]);
  }

  get tables(): readonly CsvTable[] {
    return [this.users, this.companies, this.contacts, this.leads, this.deals, this.activities];
  }

  writeStaff(staff: Staff): void {
    for (const user of staff.members) {
      this.users.write(
        user.id,
        user.name,
        user.email,
        user.role,
        user.team,
        user.leftDay === null ? 'true' : 'false',
        'true',
        isoDay(user.startedDay),
        user.leftDay === null ? '' : isoDay(user.leftDay),
      );
    }
  }

  writeAccount(log: AccountLog): void {
    const { company } = log;
    if (company) {
      this.companies.write(
        company.id,
        company.name,
        company.domain,
        company.industry,
        company.segment,
        company.employees,
        company.country,
        company.city,
        company.plan,
        company.owner.name,
        company.channel.source,
        localMinuteText(company.createdAt),
        localMinuteText(company.createdAt),
      );
    }
    const companyId = company?.id ?? '';
    for (const contact of log.contacts) this.#writeContact(contact, companyId);
    for (const lead of log.leads) this.#writeLead(lead, companyId);
    for (const deal of log.deals) this.#writeDeal(deal, log, companyId);
  }

  #writeContact(contact: Contact, companyId: string): void {
    const created = localMinuteText(contact.createdAt);
    this.contacts.write(
      contact.id,
      contact.firstName,
      contact.lastName,
      contact.email,
      contact.phone,
      contact.title,
      companyId,
      created,
      created,
    );
  }

  #writeLead(lead: Lead, companyId: string): void {
    const created = localMinuteText(lead.createdAt);
    this.leads.write(
      lead.id,
      `${lead.contact.firstName} ${lead.contact.lastName}`,
      lead.status,
      lead.owner.name,
      lead.channel.source,
      lead.campaign?.id ?? '',
      lead.score,
      created,
      lead.qualifiedAt === null ? '' : localMinuteText(lead.qualifiedAt),
      lead.convertedAt === null ? '' : localMinuteText(lead.convertedAt),
      lead.contact.id,
      lead.convertedAt === null ? '' : companyId,
      lead.dealId ?? '',
      lead.convertedAt === null ? created : localMinuteText(lead.convertedAt),
    );
  }

  #writeDeal(deal: Deal, log: AccountLog, companyId: string): void {
    const last = deal.stages.at(-1);
    const times = new Map(deal.stages.map((entry) => [entry.stage, localMinuteText(entry.enteredAt)]));
    const row: Cell[] = [
      deal.id,
      deal.name,
      pipeline,
      last?.stage ?? '',
      deal.amount === null ? '' : moneyText(deal.amount),
      'EUR',
      deal.closedAt === null ? `${isoDay(deal.expectedCloseDay)} 12:00` : localMinuteText(deal.closedAt),
      localMinuteText(deal.createdAt),
      deal.owner.name,
      deal.type === 'new' ? 'New Business' : 'Existing Business',
      deal.probability,
      deal.lostReason,
      log.company?.channel.source ?? '',
      companyId,
      deal.contact.id,
      localMinuteText(last?.enteredAt ?? deal.createdAt),
      ...stageLabels.map((label) => times.get(label) ?? ''),
    ];
    this.deals.write(...row);
    for (const activity of deal.activities) {
      this.activities.write(
        activity.id,
        activity.kind,
        localMinuteText(activity.occurredAt),
        activity.owner.name,
        deal.id,
        companyId,
      );
    }
  }
}
