import { localDay, type Row, rowsIn, type Value, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { decimalText, units } from './exact.js';
import { inBase } from './exchange.js';
import { costOf, lineAmount } from './order-lines.js';

const sales = ['product', 'shipping', 'fee', 'discount', 'gift_card'];

/**
 * Revenue without tax, line by line (fact `revenue_line`, decision 12): order lines, or the order where it has none;
 * invoice lines, or the invoice; refunds as negative lines on their own day. A reversal takes revenue away however its
 * source writes the sign.
 */
export const revenueLines = (world: World, zone: string): Row[] => {
  const { resolve, counts } = accountsOf(world);
  const products = new Map(rowsIn(world, 'product').map((row) => [row['product_id'], row]));
  const orders = rowsIn(world, 'order');
  const invoices = rowsIn(world, 'invoice');
  const lines: Row[] = [];
  const add = (line: Row) => {
    if (line['date'] != null && counts(line['account_id'] as string | null)) lines.push(line);
  };

  const money = (amount: bigint | null, currency: Value | undefined, at: Value | undefined) =>
    decimalText(inBase(world, amount, currency, localDay(at, zone)));

  for (const order of orders) {
    if (order['is_deleted'] === true || order['is_test'] === true || order['status'] === 'cancelled')
      continue;
    const mine = rowsIn(world, 'order_line').filter((line) => line['order_id'] === order['order_id']);
    const gross = units(order['gross']);
    const parts =
      mine.length > 0
        ? mine.map((line) => ({
            record_id: line['order_line_id'] ?? null,
            currency: line['currency'] ?? order['currency'],
            line_kind: line['kind'] ?? 'product',
            amount: lineAmount(line),
            cost: costOf(line, world),
            is_recurring: products.get(line['product_id'] ?? null)?.['is_recurring'] === true,
          }))
        : [
            {
              record_id: order['order_id'] ?? null,
              currency: order['currency'],
              line_kind: 'product',
              amount:
                units(order['net']) ?? (gross === null ? null : gross - (units(order['discount']) ?? 0n)),
              cost: units(order['cost']),
              is_recurring: false,
            },
          ];
    const sold = parts.filter(
      ({ line_kind, amount }) => sales.includes(String(line_kind)) && amount !== null,
    );
    const total = sold.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n);
    const turn = order['cancels_order_id'] != null && total > 0n ? -1n : 1n;
    for (const part of sold) {
      add({
        record_id: part.record_id,
        account_id: resolve(order['account_id']),
        kind: 'order',
        line_kind: part.line_kind,
        date: localDay(order['ordered_at'], zone),
        amount: money((part.amount ?? 0n) * turn, part.currency, order['ordered_at']),
        cost: money(part.cost === null ? null : part.cost * turn, part.currency, order['ordered_at']),
        is_recurring: part.is_recurring,
      });
    }
  }

  for (const invoice of invoices) {
    if (invoice['is_deleted'] === true) continue;
    if (!['open', 'paid', 'uncollectible'].includes(String(invoice['status'] ?? 'paid'))) continue;
    const mine = rowsIn(world, 'invoice_line').filter((line) => line['invoice_id'] === invoice['invoice_id']);
    const total = units(invoice['total']);
    const isSubscription = invoice['subscription_id'] != null;
    const parts =
      mine.length > 0
        ? mine.map((line) => {
            const product = products.get(line['product_id'] ?? null);
            const unitCost = units(product?.['unit_cost']);
            return {
              record_id: line['invoice_line_id'] ?? null,
              currency: line['currency'] ?? invoice['currency'],
              amount: units(line['amount']),
              cost:
                units(line['cost']) ??
                (unitCost === null ? null : unitCost * BigInt(Number(line['quantity'] ?? 1))),
              is_recurring: line['is_recurring'] ?? product?.['is_recurring'] ?? isSubscription,
            };
          })
        : [
            {
              record_id: invoice['invoice_id'] ?? null,
              currency: invoice['currency'],
              amount:
                units(invoice['subtotal']) ?? (total === null ? null : total - (units(invoice['tax']) ?? 0n)),
              cost: null,
              is_recurring: isSubscription,
            },
          ];
    for (const part of parts) {
      if (part.amount === null) continue;
      add({
        record_id: part.record_id,
        account_id: resolve(invoice['account_id']),
        kind: 'invoice',
        line_kind: 'product',
        date: localDay(invoice['issued_at'], zone),
        amount: money(part.amount, part.currency, invoice['issued_at']),
        cost: money(part.cost, part.currency, invoice['issued_at']),
        is_recurring: part.is_recurring,
      });
    }
  }

  for (const refund of rowsIn(world, 'refund')) {
    const order = orders.find((row) => row['order_id'] === refund['order_id']);
    const invoice = invoices.find((row) => row['invoice_id'] === refund['invoice_id']);
    const amount = units(refund['amount']) ?? 0n;
    add({
      record_id: refund['refund_id'] ?? null,
      account_id: resolve(refund['account_id'] ?? order?.['account_id'] ?? invoice?.['account_id'] ?? null),
      kind: 'refund',
      line_kind: 'refund',
      date: localDay(refund['refunded_at'], zone),
      amount: money(amount < 0n ? amount : -amount, refund['currency'], refund['refunded_at']),
      cost: null,
      is_recurring: invoice?.['subscription_id'] != null,
    });
  }
  return lines;
};
