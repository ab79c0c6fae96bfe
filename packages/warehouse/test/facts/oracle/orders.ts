import { localDay, type Row, rowsIn, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { decimalText, units } from './exact.js';

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
const quantity = (line: Row): number => Number(line['quantity'] ?? Number.NaN);
const isLive = (row: Row): boolean => row['is_deleted'] !== true && row['is_test'] !== true;

/** Quantities are whole in these worlds, so products of money stay exact. */
const times = (money: Row[string] | undefined, line: Row): bigint | null => {
  const unit = units(money);
  return unit === null || line['quantity'] == null ? null : unit * BigInt(quantity(line));
};
export const lineAmount = (line: Row): bigint | null =>
  units(line['amount']) ?? times(line['unit_price'], line);

const sum = (values: readonly (bigint | null)[]): bigint | null => {
  const known = values.filter((value) => value !== null);
  return known.length === 0 ? null : known.reduce((a, b) => a + b, 0n);
};
const size = (value: bigint): bigint => (value < 0n ? -value : value);

export const costOf = (line: Row, world: World): bigint | null => {
  const product = rowsIn(world, 'product').find((row) => row['product_id'] === line['product_id']);
  return times(line['unit_cost'] ?? product?.['unit_cost'], line);
};

/**
 * Lines that came back without naming their order, each with the order it is taken off (decision 11): the latest
 * earlier line of the same customer and product that is as large, one of exactly that size first.
 */
const reversals = (world: World): { line: Row; order: Row; from: Row }[] => {
  const { resolve } = accountsOf(world);
  const orders = rowsIn(world, 'order').filter(isLive);
  const lines = rowsIn(world, 'order_line').flatMap((line) => {
    const order = orders.find((row) => row['order_id'] === line['order_id']);
    return order ? [{ line, order }] : [];
  });
  return lines.flatMap(({ line, order }) => {
    const account = resolve(order['account_id']);
    if (account === null || order['cancels_order_id'] != null || line['product_id'] == null) return [];
    if (!(quantity(line) < 0) || (line['kind'] ?? 'product') !== 'product') return [];
    const candidates = lines.filter(
      (sold) =>
        resolve(sold.order['account_id']) === account &&
        sold.line['product_id'] === line['product_id'] &&
        !['cancelled', 'returned'].includes(String(sold.order['status'])) &&
        quantity(sold.line) >= -quantity(line) &&
        String(sold.order['ordered_at']) <= String(order['ordered_at']),
    );
    const [best] = candidates.toSorted(
      (a, b) =>
        Number(quantity(b.line) === -quantity(line)) - Number(quantity(a.line) === -quantity(line)) ||
        (String(a.order['ordered_at']) < String(b.order['ordered_at']) ? 1 : -1) ||
        0,
    );
    if (!best) return [];
    const same = candidates.filter(
      (other) =>
        other.order['ordered_at'] === best.order['ordered_at'] &&
        (quantity(other.line) === -quantity(line)) === (quantity(best.line) === -quantity(line)),
    );
    // Of two orders in one instant the greater id: nothing else tells them apart.
    const from = same
      .map((other) => other.order)
      .reduce((a, b) => (String(a['order_id']) > String(b['order_id']) ? a : b));
    return [{ line, order, from }];
  });
};

/** Orders that stand, what came back taken off them (fact `order`; canon section 3). */
export const netOrders = (world: World, zone: string): NetOrder[] => {
  const { resolve, counts } = accountsOf(world);
  const orders = rowsIn(world, 'order').filter(isLive);
  const back = reversals(world);
  const linesOf = (order: Row) =>
    rowsIn(world, 'order_line').filter((line) => line['order_id'] === order['order_id']);
  const written = (order: Row): bigint | null => {
    const gross = units(order['gross']);
    return (
      units(order['net']) ??
      sum(linesOf(order).filter(isSale).map(lineAmount)) ??
      (gross === null ? null : gross - (units(order['discount']) ?? 0n))
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
      sum(back.filter((one) => one.order === order).map(({ line }) => lineAmount(line))) ?? 0n;
    const gross = amount === null ? null : amount - elsewhere;
    if (gross !== null && (gross < 0n || (gross === 0n && (amount ?? 0n) < 0n))) return [];
    const named = orders
      .filter((row) => row['cancels_order_id'] === id)
      .map((row) => size(written(row) ?? 0n));
    const matched = back.filter((one) => one.from === order).map(({ line }) => -(lineAmount(line) ?? 0n));
    const refunds = rowsIn(world, 'refund')
      .filter((row) => row['order_id'] === id)
      .map((row) => units(row['amount']));
    const net = gross === null ? null : gross - (sum([...named, ...matched, ...refunds]) ?? 0n);
    if (gross !== null && gross > 0n && net !== null && net <= 0n) return [];
    return [
      {
        id: String(id),
        account,
        day: String(localDay(order['ordered_at'], zone)),
        gross,
        net,
        cost: units(order['cost']) ?? sum(linesOf(order).map((line) => costOf(line, world))),
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
