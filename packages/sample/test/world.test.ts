import { describe, expect, test } from 'vitest';
import { join } from 'node:path';
import { createSimulation, generateSample } from '../src/index.js';
import { lostStage, openStages, wonStage } from '../src/simulate/deal.js';
import { endInstant } from '../src/time/periods.js';
import { mrrItems, mrrMovements, customerSpans } from '../src/truth/spans.js';
import { monthlyAmount, prices } from '../src/world/catalogue.js';
import { inFolder, readCsv, readWorkbook } from './support/files.js';

const world = (customers: number, seed: number) => [...createSimulation(customers, seed).accounts()];
const sum = (values: readonly number[]): number => values.reduce((a, b) => a + b, 0);

describe.each([1, 2, 3])('world of seed %i', (seed) => {
  const logs = world(80, seed);

  test('the bridge of recurring revenue closes for every account, on every day something changes', () => {
    for (const log of logs) {
      const items = mrrItems(log);
      let running = 0;
      for (const movement of mrrMovements(items)) {
        running += movement.amount;
        const nextDay = movement.day + 1;
        const live = items.filter((item) => item.from < nextDay && (item.to === null || item.to >= nextDay));
        expect(running).toBe(sum(live.map((item) => item.mrr)));
        expect(running).toBeGreaterThanOrEqual(0);
      }
    }
  });

  test('movements are new first, churn to zero, reactivation from zero', () => {
    for (const log of logs) {
      let running = 0;
      mrrMovements(mrrItems(log)).forEach(({ kind, amount }, index) => {
        expect(kind === 'new').toBe(index === 0);
        expect(kind === 'reactivation').toBe(index > 0 && running === 0);
        running += amount;
        expect(kind === 'churn').toBe(running === 0);
        expect(Math.sign(amount)).toBe(kind === 'churn' || kind === 'contraction' ? -1 : 1);
      });
    }
  });

  test('customer spans of an account follow one another with a gap', () => {
    for (const log of logs) {
      const spans = customerSpans(log);
      spans
        .slice(1)
        .forEach((span, index) => expect(span.from).toBeGreaterThan(spans[index]?.to ?? Infinity));
    }
  });

  test('nothing but plans lies after the as-of date', () => {
    const instants = logs.flatMap((log) => [
      ...log.contacts.map((contact) => contact.createdAt),
      ...log.leads.flatMap((lead) => [lead.createdAt, lead.convertedAt ?? 0]),
      ...log.deals.flatMap((deal) => deal.stages.map((entry) => entry.enteredAt)),
      ...log.deals.flatMap((deal) => deal.activities.map((activity) => activity.occurredAt)),
      ...log.subscriptions.flatMap((one) => [
        one.startedAt,
        one.paidFrom ?? 0,
        one.endedAt ?? 0,
        one.cancelRequestedAt ?? 0,
      ]),
      ...log.subscriptions.flatMap((one) => one.items.flatMap((item) => [item.from, item.to ?? 0])),
      ...log.invoices.flatMap((one) => [one.issuedAt, ...one.refunds.map((refund) => refund.at)]),
      ...log.tickets.flatMap((ticket) => [...ticket.messages, ...ticket.statuses].map((event) => event.at)),
      ...log.invitations.flatMap((one) => [one.sentAt, ...one.answers.map((answer) => answer.at)]),
    ]);
    expect(Math.max(...instants)).toBeLessThan(endInstant);
  });

  test('deals walk from left to right and end once', () => {
    const order = [...openStages.map((stage) => stage.label), wonStage, lostStage];
    for (const deal of logs.flatMap((log) => log.deals)) {
      deal.stages.slice(1).forEach((entry, index) => {
        const before = deal.stages[index];
        expect(entry.enteredAt).toBeGreaterThan(before?.enteredAt ?? Infinity);
        expect(order.indexOf(entry.stage)).toBeGreaterThan(order.indexOf(before?.stage ?? ''));
      });
      expect(deal.status === 'open').toBe(deal.closedAt === null);
    }
  });

  test('tickets go forward in time and change status every time', () => {
    for (const ticket of logs.flatMap((log) => log.tickets)) {
      expect(ticket.statuses[0]).toEqual({ at: ticket.createdAt, status: 'new' });
      ticket.statuses.slice(1).forEach((event, index) => {
        expect(event.at).toBeGreaterThan(ticket.statuses[index]?.at ?? Infinity);
        expect(event.status).not.toBe(ticket.statuses[index]?.status);
      });
    }
  });

  test('a refund never exceeds what was billed or ordered', () => {
    for (const log of logs) {
      for (const invoice of log.invoices) {
        const net = sum(invoice.lines.map((line) => line.amount));
        expect(sum(invoice.refunds.map((refund) => refund.amount))).toBeLessThanOrEqual(net);
      }
      for (const order of log.orders) {
        expect(order.refund?.amount ?? 0).toBeLessThan(sum(order.lines.map((line) => line.amount)));
      }
    }
  });

  test('orders of customers without a subscription keep clear of the lapse window', () => {
    for (const log of logs) {
      if (log.subscriptions.length > 0) continue;
      const days = log.orders
        .filter((order) => !order.isCancelled)
        .map((order) => order.day)
        .sort((a, b) => a - b);
      days
        .slice(1)
        .forEach((day, index) => expect(Math.abs(day - (days[index] ?? 0) - 365)).toBeGreaterThan(1));
    }
  });

  test('ids are unique', () => {
    const lists = [
      logs.flatMap((log) => log.deals.map((deal) => deal.id)),
      logs.flatMap((log) => log.tickets.map((ticket) => ticket.id)),
      logs.flatMap((log) => log.tickets.flatMap((ticket) => ticket.messages.map((message) => message.id))),
      logs.flatMap((log) => log.contacts.map((contact) => contact.email)),
      logs.flatMap((log) => (log.company ? [log.company.name] : [])),
      logs.flatMap((log) =>
        log.invoices.flatMap((invoice) => [invoice.id, ...invoice.lines.map((line) => line.id)]),
      ),
    ];
    for (const ids of lists) expect(new Set(ids).size).toBe(ids.length);
  });
});

test('recurring revenue of every price is a whole number of cents', () => {
  for (const price of prices) expect(Number.isInteger(monthlyAmount(price))).toBe(true);
});

test('the size that is asked for is about the size that comes', () => {
  for (const seed of [1, 2, 3, 4, 5]) {
    const paying = world(400, seed).filter((log) => customerSpans(log).length > 0).length;
    // About 400 independent arrivals: five standard deviations.
    expect(Math.abs(paying - 400)).toBeLessThan(100);
  }
});

test('files hold as many rows as the log has records', async () => {
  await inFolder(async (directory) => {
    const summary = await generateSample({ directory, customers: 60, seed: 5 });
    const logs = world(60, 5);
    const count = (of: (log: (typeof logs)[number]) => number): number => sum(logs.map(of));
    const expected: Record<string, number> = {
      'hubspot/companies.csv': count((log) => Number(log.company !== null)),
      'hubspot/contacts.csv': count((log) => log.contacts.length),
      'hubspot/deals.csv': count((log) => log.deals.length),
      'hubspot/activities.csv': count((log) => sum(log.deals.map((deal) => deal.activities.length))),
      'marketing/lead.csv': count((log) => log.leads.filter((lead) => lead.isRepeat).length),
      'marketing/touchpoint.csv': count((log) => log.touchpoints.length),
      'zendesk/ticket.csv': count((log) => log.tickets.length),
      'zendesk/ticket_comment.csv': count((log) => sum(log.tickets.map((ticket) => ticket.messages.length))),
      'stripe/customer.csv': count((log) => Number(log.subscriptions.length > 0)),
      'stripe/subscription_item.csv': count((log) => sum(log.subscriptions.map((one) => one.items.length))),
      'stripe/invoice.csv': count((log) => log.invoices.length),
      'stripe/invoice_line_item.csv': count((log) => sum(log.invoices.map((one) => one.lines.length))),
      'stripe/refund.csv': count((log) => sum(log.invoices.map((one) => one.refunds.length))),
      'surveys/survey_invitation.csv': count((log) => log.invitations.length),
      'surveys/survey_response.csv': count((log) => sum(log.invitations.map((one) => one.answers.length))),
      'usage/product_usage_daily.csv': count((log) => log.usage.length),
    };
    for (const [path, rows] of Object.entries(expected)) {
      expect(readCsv(join(directory, 'exports', path)), path).toHaveLength(rows);
      expect(summary.rows[path], path).toBe(rows);
    }
    const book = readWorkbook(join(directory, 'exports/finance/finance.xlsx'));
    expect(book.get('contract')).toHaveLength(count((log) => log.contracts.length));
    expect(book.get('order')).toHaveLength(count((log) => log.orders.length));
    expect(book.get('order_line')).toHaveLength(
      count((log) => sum(log.orders.map((order) => order.lines.length))),
    );
  });
});
