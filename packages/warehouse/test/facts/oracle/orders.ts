import { localDay, type Row, rowsIn, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { decimalText, units } from './exact.js';
import { inBase } from './exchange.js';
import { costOf, isLive, lineAmount } from './order-lines.js';
import { reversalsOf } from './reversals.js';

/** An order that stands. Money in ten-thousandths. */
export interface NetOrder {
  readonly id: string;
  readonly account: string | null;
  readonly day: string;
  /** Null where the source gives no amount: an unknown amount is never 0. */
  readonly gross: bigint | null;
  readonly net: bigint | null;
  readonly cost: bigint | null;
  readonly channel: string | null;
}

const sales = ['product', 'shipping', 'fee', 'discount', 'gift_card'];
const isSale = (line: Row): boolean => sales.includes(String(line['kind'] ?? 'product'));
const sum = (values: readonly (bigint | null)[]): bigint | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0n);
};
const size = (value: bigint): bigint => (value < 0n ? -value : value);

/** Orders that stand, what came back taken off them (fact `order`; canon section 3). */
export const netOrders = (world: World, zone: string): NetOrder[] => {
  const { resolve, counts } = accountsOf(world);
  const orders = rowsIn(world, 'order').filter(isLive);
  const back = reversalsOf(world, zone);
  const linesOf = (order: Row) =>
    rowsIn(world, 'order_line').filter((line) => line['order_id'] === order['order_id']);
  /** Money of an order at the rate of its day; where only its lines name a currency, that is the one. */
  const ofOrder = (order: Row, amount: bigint | null): bigint | null =>
    inBase(
      world,
      amount,
      order['currency'] ?? linesOf(order).find((line) => line['currency'] != null)?.['currency'],
      localDay(order['ordered_at'], zone),
    );
  const written = (order: Row): bigint | null => {
    const gross = units(order['gross']);
    return ofOrder(
      order,
      units(order['net']) ??
        sum(linesOf(order).filter(isSale).map(lineAmount)) ??
        (gross === null ? null : gross - (units(order['discount']) ?? 0n)),
    );
  };
  return orders.flatMap((order) => {
    const id = order['order_id'];
    const account = resolve(order['account_id']);
    if (order['cancels_order_id'] != null || !counts(account)) return [];
    if (['cancelled', 'returned'].includes(String(order['status']))) return [];
    const amount = written(order);
    // What came back with this order but belongs to another is no part of it.
    const elsewhere =
      sum(back.filter((one) => one.order === order && one.from !== null).map(({ amount: part }) => part)) ??
      0n;
    const gross = amount === null ? null : amount + elsewhere;
    if (gross !== null && (gross < 0n || (gross === 0n && (amount ?? 0n) < 0n))) return [];
    const named = orders
      .filter((row) => row['cancels_order_id'] === id && row['status'] !== 'cancelled')
      .map((row) => size(written(row) ?? 0n));
    const matched = back.filter((one) => one.from === order).map(({ amount: part }) => part);
    const refunds = rowsIn(world, 'refund')
      .filter((row) => row['order_id'] === id)
      .map((row) => inBase(world, units(row['amount']), row['currency'], localDay(row['refunded_at'], zone)));
    const net = gross === null ? null : gross - (sum([...named, ...matched, ...refunds]) ?? 0n);
    if (gross !== null && gross > 0n && net !== null && net <= 0n) return [];
    return [
      {
        id: String(id),
        account,
        day: String(localDay(order['ordered_at'], zone)),
        gross,
        net,
        cost: ofOrder(order, units(order['cost']) ?? sum(linesOf(order).map((line) => costOf(line, world)))),
        channel: (order['channel'] as string | null) ?? null,
      },
    ];
  });
};

export const orderRows = (world: World, zone: string): Row[] => {
  const orders = netOrders(world, zone);
  return orders.map((order) => ({
    record_id: order.id,
    account_id: order.account,
    ordered_date: order.day,
    sequence:
      order.account === null
        ? null
        : orders.filter(
            (other) =>
              other.account === order.account &&
              (other.day < order.day || (other.day === order.day && other.id <= order.id)),
          ).length,
    gross: decimalText(order.gross),
    net: decimalText(order.net),
    cost: decimalText(order.cost),
  }));
};
