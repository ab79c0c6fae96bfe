import { localDay } from '../time/berlin.js';
import { addMonths } from '../time/days.js';
import { monthOf, periods } from '../time/periods.js';
import type { AccountLog, Invoice, Order } from '../world/events.js';
import type { RateRow } from '../world/finance.js';
import { type Breakdown, bump, type Ledger } from './ledger.js';

/** Euro cents for an amount; whole hundreds of dollars times a rate of four decimals are whole cents. */
export function euroCents(
  cents: number,
  currency: Invoice['currency'],
  day: number,
  rates: readonly RateRow[],
): number {
  if (currency === 'eur') return cents;
  const rate = rates[day - (rates[0]?.day ?? 0)];
  if (!rate) throw new Error(`no dollar rate for day: ${day}`);
  return Math.round((cents * rate.rate) / 10_000);
}

/** Revenue by the day it is recognised: invoice, order, and refund (negative, on its own day). */
export function countRevenue(ledger: Ledger, log: AccountLog, rates: readonly RateRow[]): void {
  const { company } = log;
  if (!company) return;
  const dims = ledger.breakdown({
    segment: company.segment,
    channel: company.channel.source,
    plan: company.plan,
  });
  const isPaidChannel = company.channel.isPaid;
  const recognise = (leg: string, month: number, amount: number): void => {
    ledger.add(leg, month, amount, dims);
    ledger.add('revenue', month, amount, dims);
    if (isPaidChannel) ledger.add('revenue_paid_channels', month, amount, dims);
  };
  for (const invoice of log.invoices) {
    if (invoice.status === 'void') continue;
    const day = localDay(invoice.issuedAt);
    for (const line of invoice.lines) {
      const amount = euroCents(line.amount, invoice.currency, day, rates);
      recognise('revenue_invoices', monthOf(day), amount);
      ledger.add('revenue_uncosted', monthOf(day), amount, dims);
      ledger.add(
        'revenue_by_product',
        monthOf(day),
        amount,
        ledger.breakdown({ product: line.product.name }),
      );
    }
    for (const refund of invoice.refunds) {
      const refundDay = localDay(refund.at);
      recognise(
        'revenue_refunds',
        monthOf(refundDay),
        -euroCents(refund.amount, invoice.currency, refundDay, rates),
      );
    }
  }
  const standing = log.orders.filter((order) => !order.isCancelled);
  for (const order of standing) {
    for (const line of order.lines) {
      recognise('revenue_orders', monthOf(order.day), line.amount);
      ledger.add(
        'revenue_by_product',
        monthOf(order.day),
        line.amount,
        ledger.breakdown({ product: line.service.name }),
      );
      ledger.add('cogs_lines', monthOf(order.day), line.service.unitCost * line.quantity, dims);
    }
    if (order.refund) recognise('revenue_refunds', monthOf(order.refund.day), -order.refund.amount);
  }
  countOrders(ledger, standing, dims);
}

/** Orders by order date; a refund is netted into its order. */
function countOrders(ledger: Ledger, orders: readonly Order[], dims: Breakdown): void {
  if (orders.length === 0) return;
  const inOrder = [...orders].sort((a, b) => a.day - b.day);
  for (const order of inOrder) {
    const gross = order.lines.reduce((sum, line) => sum + line.amount, 0);
    const orderDims = ledger.breakdown({ ...dims, order_channel: order.channel });
    ledger.add('orders', monthOf(order.day), 1, orderDims);
    if (order === inOrder[0]) ledger.add('first_orders', monthOf(order.day), 1, orderDims);
    ledger.add('orders_net', monthOf(order.day), gross - (order.refund?.amount ?? 0), orderDims);
  }
  const buyers = ledger.count('buyers', dims);
  const returning = ledger.count('buyers_returning', dims);
  const twice = ledger.count('buyers_twice_in_period', dims);
  const lastYear = ledger.count('buyers_last_year', dims);
  periods.forEach((period, index) => {
    const yearAgo = addMonths(period.endDay, -12);
    if (inOrder.some((order) => order.day >= yearAgo && order.day < period.endDay)) {
      bump(lastYear, index, 1);
    }
    let count = 0;
    let isReturn = false;
    inOrder.forEach((order, position) => {
      if (order.day < period.startDay || order.day >= period.endDay) return;
      count += 1;
      if (position > 0) isReturn = true;
    });
    if (count === 0) return;
    bump(buyers, index, 1);
    if (isReturn) bump(returning, index, 1);
    if (count > 1) bump(twice, index, 1);
  });
}
