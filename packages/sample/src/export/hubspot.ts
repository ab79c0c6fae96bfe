import { localMinuteText } from '../time/berlin.js';
import { isoDay } from '../time/days.js';
import { lostStage, openStages, pipeline, wonStage } from '../simulate/deal.js';
import type { AccountLog, Contact, Deal, Lead } from '../world/events.js';
import type { Staff } from '../world/staff.js';
import { type Cell, CsvTable } from './csv-table.js';
import { moneyText } from './money-text.js';

const stageLabels = [...openStages.map((stage) => stage.label), wonStage, lostStage];
const entered = stageLabels.map((label) => `Date entered "${label} (${pipeline})"`);
const leadStatuses: Readonly<Record<Lead['status'], string>> = {
  New: 'New',
  Attempting: 'Attempted to Contact',
  Connected: 'Connected',
  Qualified: 'Open Deal',
  Disqualified: 'Unqualified',
};
const permissionSets = { representative: 'Sales', success_manager: 'Service', manager: 'Manager' } as const;
const byteOrderMark = { byteOrderMark: true };

/** What HubSpot's own export button gives: labels as headers, local minutes, a byte order mark. */
export class HubspotExport {
  readonly companies: CsvTable;
  readonly contacts: CsvTable;
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
      'Merged Record IDs',
    ]);
    this.contacts = table('contacts', [
      'Record ID',
      'First Name',
      'Last Name',
      'Email',
      'Phone Number',
      'Job Title',
      'Contact owner',
      'Lead Status',
      'Original Traffic Source',
      'Campaign ID',
      'HubSpot Score',
      'Became a Lead Date',
      'Became a Sales Qualified Lead Date',
      'Became an Opportunity Date',
      'Became a Customer Date',
      'Associated Company IDs (Primary)',
      'Associated Deal IDs',
      'Create Date',
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
      'Qualified Date',
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
      'First Name',
      'Last Name',
      'Email',
      'Main team',
      'Status',
      'Seat',
      'Permission set',
      'Created',
    ]);
  }

  get tables(): readonly CsvTable[] {
    return [this.users, this.companies, this.contacts, this.deals, this.activities];
  }

  writeStaff(staff: Staff): void {
    for (const user of staff.members) {
      const [firstName, lastName] = user.name.split(' ') as [string, string];
      this.users.write(
        user.id,
        firstName,
        lastName,
        user.email,
        user.team,
        'Active',
        user.role === 'representative' ? 'Sales Seat' : 'Service Seat',
        permissionSets[user.role],
        isoDay(user.startedDay),
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
        '',
      );
    }
    const companyId = company?.id ?? '';
    for (const contact of log.contacts) {
      const lead = log.leads.find((candidate) => candidate.contact === contact && !candidate.isRepeat);
      this.#writeContact(contact, lead ?? null, companyId);
    }
    for (const deal of log.deals) this.#writeDeal(deal, log, companyId);
  }

  /** A contact is a lead from the day HubSpot says so; a colleague who came with the deal never was one. */
  #writeContact(contact: Contact, lead: Lead | null, companyId: string): void {
    const created = localMinuteText(contact.createdAt);
    const converted = lead === null || lead.convertedAt === null ? '' : localMinuteText(lead.convertedAt);
    this.contacts.write(
      contact.id,
      contact.firstName,
      contact.lastName,
      contact.email,
      contact.phone,
      contact.title,
      lead?.owner.name ?? '',
      lead === null ? '' : leadStatuses[lead.status],
      lead?.channel.source ?? '',
      lead?.campaign?.id ?? '',
      lead?.score ?? '',
      lead === null ? '' : localMinuteText(lead.createdAt),
      lead === null || lead.qualifiedAt === null ? '' : localMinuteText(lead.qualifiedAt),
      lead?.dealId === null ? '' : converted,
      lead?.dealId === null ? converted : '',
      companyId,
      lead?.dealId ?? '',
      created,
      converted === '' ? created : converted,
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
      deal.qualifiedAt === null ? '' : localMinuteText(deal.qualifiedAt),
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
