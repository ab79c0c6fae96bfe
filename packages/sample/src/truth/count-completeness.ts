import { instantAt, localDay } from '../time/berlin.js';
import { historyDay, monthOf } from '../time/periods.js';
import type { AccountLog, Company } from '../world/events.js';
import type { Staff } from '../world/staff.js';
import type { Ledger } from './ledger.js';

/**
 * Required fields, filled or not, of every record of every source by its month of creation. One company is up to three
 * records: HubSpot's has all four fields, Stripe's no industry and no owner, Zendesk's a name only. What was created
 * before 2023 is there in January 2023; figures add up all months until the end of a period.
 */
class FieldCounter {
  readonly #ledger: Ledger;

  constructor(ledger: Ledger) {
    this.#ledger = ledger;
  }

  record(entity: string, createdAt: number, fields: Readonly<Record<string, boolean>>): void {
    const month = Math.max(0, monthOf(localDay(createdAt)));
    for (const [field, isFilled] of Object.entries(fields)) {
      const dims = this.#ledger.breakdown({ entity, field });
      this.#ledger.add('fields', month, 1, dims);
      if (isFilled) this.#ledger.add('fields_filled', month, 1, dims);
    }
  }
}

/** Help-desk agents are persons too, of no account. */
export function countAgents(ledger: Ledger, staff: Staff): void {
  const counter = new FieldCounter(ledger);
  for (const _agent of staff.agents)
    counter.record('person', instantAt(historyDay, 0), { email: true, account_id: false });
}

export function countCompleteness(ledger: Ledger, log: AccountLog): void {
  const counter = new FieldCounter(ledger);
  const { company } = log;
  if (company) countCompany(counter, log, company);
  for (const contact of log.contacts) {
    counter.record('person', contact.createdAt, { email: true, account_id: company !== null });
    if (contact.zendeskId !== '')
      counter.record('person', contact.createdAt, { email: true, account_id: true });
  }
  for (const lead of log.leads) {
    counter.record('lead', lead.createdAt, { channel: true, email: true, owner_user_id: !lead.isRepeat });
  }
  for (const deal of log.deals) {
    counter.record('deal', deal.createdAt, {
      account_id: true,
      owner_user_id: true,
      created_at: true,
      ...(deal.status === 'lost' ? {} : { amount: deal.amount !== null }),
      ...(deal.status === 'open' ? {} : { closed_at: true }),
    });
  }
  for (const ticket of log.tickets) {
    if (ticket.exclusion !== 'none') continue;
    counter.record('ticket', ticket.createdAt, { account_id: true, category: true, priority: true });
  }
}

function countCompany(counter: FieldCounter, log: AccountLog, company: Company): void {
  const account = (createdAt: number, isComplete: boolean, hasCountry: boolean): void =>
    counter.record('account', createdAt, {
      name: true,
      industry: isComplete,
      country: hasCountry,
      owner_user_id: isComplete,
    });
  account(company.createdAt, true, true);
  const first = log.subscriptions[0];
  if (first) account(first.startedAt, false, true);
  if (log.tickets.length > 0) account(company.createdAt, false, false);
}
