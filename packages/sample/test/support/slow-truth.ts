import { join } from 'node:path';
import { berlinDayOf, readCsv, readWorkbook, type Row, serialDay, text } from './files.js';

/**
 * A second way to the figures, slow and plain: from the exported files alone, with dates as ISO text and Intl for the
 * zone. It shares no code with the simulation or its counter.
 */
export class SlowTruth {
  readonly companies: Row[];
  readonly deals: Row[];
  readonly contacts: Row[];
  readonly tickets: Row[];
  readonly comments: Row[];
  readonly history: Row[];
  readonly book: Map<string, Row[]>;
  readonly #exports: string;

  constructor(directory: string) {
    this.#exports = join(directory, 'exports');
    this.companies = this.read('hubspot/companies.csv');
    this.deals = this.read('hubspot/deals.csv');
    this.contacts = this.read('hubspot/contacts.csv');
    const merged = new Set(
      this.read('zendesk/ticket.csv').flatMap(
        (ticket) => (ticket['merged_ticket_ids'] ?? '').match(/\d+/g) ?? [],
      ),
    );
    this.tickets = this.read('zendesk/ticket.csv').filter(
      (ticket) => ticket['status'] !== 'deleted' && !merged.has(ticket['id'] ?? ''),
    );
    this.comments = this.read('zendesk/ticket_comment.csv');
    this.history = this.read('zendesk/ticket_field_history.csv');
    this.book = readWorkbook(join(this.#exports, 'finance/finance.xlsx'));
  }

  read(path: string, skip = 0): Row[] {
    return readCsv(join(this.#exports, path), skip);
  }

  sheet(name: string): Row[] {
    return this.book.get(name) as Row[];
  }

  /** Days [from, to) of each account as a paying customer, by CRM id; `to` empty while it lasts. */
  spans(): Map<string, { from: string; to: string }[]> {
    const spans = new Map<string, { from: string; to: string }[]>();
    const crmOf = this.crmIds();
    const subscribers = new Set<string>();
    for (const row of this.read('stripe/subscription_history.csv')) {
      if (row['_fivetran_active'] !== 'TRUE') continue;
      const account = crmOf.get(row['customer_id'] ?? '') as string;
      subscribers.add(account);
      const paidFrom = row['trial_end'] || row['start_date'] || '';
      if (row['status'] === 'trialing' || (row['ended_at'] && text(row, 'ended_at') <= paidFrom)) continue;
      const span = { from: berlinDayOf(paidFrom), to: row['ended_at'] ? berlinDayOf(row['ended_at']) : '' };
      spans.set(account, [...(spans.get(account) ?? []), span]);
    }
    const orders = this.sheet('order').filter((order) => order['Status'] !== 'cancelled');
    const days = new Map<string, string[]>();
    for (const order of orders) {
      const account = text(order, 'Account ID');
      if (subscribers.has(account)) continue;
      days.set(account, [...(days.get(account) ?? []), serialDay(text(order, 'Order Date'))].sort());
    }
    for (const [account, list] of days) {
      const own: { from: string; to: string }[] = [];
      for (const day of list) {
        const last = own.at(-1);
        if (last && day <= last.to) last.to = plus(day, 365);
        else own.push({ from: day, to: plus(day, 365) });
      }
      spans.set(
        account,
        own.map((span) => ({ ...span, to: span.to > '2025-12-31' ? '' : span.to })),
      );
    }
    return spans;
  }

  crmIds(): Map<string, string> {
    return new Map(
      this.read('stripe/customer.csv').map((row) => [
        text(row, 'id'),
        (JSON.parse(text(row, 'metadata')) as { crm_id: string }).crm_id,
      ]),
    );
  }

  /** MRR in cents of each account at the start of a day. */
  mrrAt(day: string): Map<string, number> {
    const crmOf = this.crmIds();
    const prices = new Map(this.read('stripe/price.csv').map((row) => [text(row, 'id'), row]));
    const subscriptions = new Map(
      this.read('stripe/subscription_history.csv')
        .filter((row) => row['_fivetran_active'] === 'TRUE')
        .map((row) => [text(row, 'id'), row]),
    );
    const mrr = new Map<string, number>();
    for (const item of this.read('stripe/subscription_item.csv')) {
      const subscription = subscriptions.get(text(item, 'subscription_id')) as Row;
      const trialEnd = subscription['trial_end'] ?? '';
      const from = trialEnd > text(item, '_fivetran_start') ? trialEnd : text(item, '_fivetran_start');
      const to = text(item, '_fivetran_end');
      if (to <= from || subscription['status'] === 'trialing') continue;
      const isLive = berlinDayOf(from) < day && (to.startsWith('9999') || berlinDayOf(to) >= day);
      if (!isLive) continue;
      const price = prices.get(text(item, 'plan_id')) as Row;
      const months = price['recurring_interval'] === 'year' ? 12 : 1;
      const account = crmOf.get(text(subscription, 'customer_id')) as string;
      mrr.set(
        account,
        (mrr.get(account) ?? 0) + (Number(price['unit_amount']) * Number(item['quantity'])) / months,
      );
    }
    return mrr;
  }

  /** Revenue in cents by day: invoices that are not void, orders that stand, refunds negative. */
  revenue(): { day: string; cents: number }[] {
    const rates = new Map(
      this.sheet('fx_rate').map((row) => [serialDay(text(row, 'Date')), Number(row['Rate'])]),
    );
    const invoices = new Map(this.read('stripe/invoice.csv').map((row) => [text(row, 'id'), row]));
    const entries: { day: string; cents: number }[] = [];
    for (const line of this.read('stripe/invoice_line_item.csv')) {
      const invoice = invoices.get(text(line, 'invoice_id')) as Row;
      if (invoice['status'] === 'void') continue;
      const day = berlinDayOf(text(invoice, 'created'));
      const rate = line['currency'] === 'usd' ? (rates.get(day) as number) : 1;
      entries.push({ day, cents: Math.round(Number(line['amount']) * rate) });
    }
    for (const refund of this.read('stripe/refund.csv')) {
      entries.push({ day: berlinDayOf(text(refund, 'created')), cents: -Number(refund['amount']) });
    }
    const orders = new Map(this.sheet('order').map((row) => [text(row, 'Order ID'), row]));
    for (const line of this.sheet('order_line')) {
      const order = orders.get(text(line, 'Order ID')) as Row;
      if (order['Status'] === 'cancelled') continue;
      entries.push({
        day: serialDay(text(order, 'Order Date')),
        cents: Math.round(Number(line['Amount']) * 100),
      });
    }
    for (const refund of this.sheet('refund')) {
      entries.push({
        day: serialDay(text(refund, 'Refund Date')),
        cents: -Math.round(Number(refund['Refund Amount']) * 100),
      });
    }
    return entries;
  }

  /** Status changes of a ticket in order of time. */
  statuses(ticket: string): { at: string; status: string }[] {
    return this.history
      .filter((row) => row['ticket_id'] === ticket && row['field_name'] === 'status')
      .map((row) => ({ at: text(row, 'updated'), status: text(row, 'value') }))
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }

  /** Public messages of people in order of time, without the opening note of a ticket that an agent opened. */
  conversation(ticket: Row): { at: string; isAgent: boolean }[] {
    return this.comments
      .filter((row) => row['ticket_id'] === ticket['id'] && row['public'] === 'TRUE')
      .map((row) => ({ at: text(row, 'created'), isAgent: row['user_id'] !== ticket['requester_id'] }))
      .filter(({ at, isAgent }) => !(isAgent && at === ticket['created_at']))
      .sort((a, b) => (a.at < b.at ? -1 : 1));
  }
}

export const plus = (day: string, days: number): string =>
  new Date(Date.parse(`${day}T00:00:00Z`) + days * 86_400_000).toISOString().slice(0, 10);

export const secondsFrom = (from: string, to: string): number =>
  (Date.parse(`${to.replace(' ', 'T')}Z`) - Date.parse(`${from.replace(' ', 'T')}Z`)) / 1000;
