import { localDay, type Row, rowsIn, type Value, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { decimalText, divideHalfUp } from './exact.js';
import { inBase } from './exchange.js';
import { isLive, lineAmount, quantity } from './order-lines.js';

/** Part of a line that came back, and the order it is taken off; null where nobody holds it. */
export interface Reversal {
  readonly line: Row;
  /** The order that the returned line stands in. */
  readonly order: Row;
  readonly from: Row | null;
  readonly units: number;
  /** In ten-thousandths, positive for what is given back; null where the line has no amount. */
  readonly amount: bigint | null;
}

/** A line of goods that a customer bought or brought back, in the order in which it happened. */
interface Event {
  readonly line: Row;
  readonly order: Row;
  readonly isBack: boolean;
  /** Units that it brought or took; of a sale without those that a reversal by name took back. */
  readonly units: number;
}

const isGoods = (line: Row): boolean =>
  (line['kind'] ?? 'product') === 'product' && line['product_id'] != null;
const byText = (one: Value | undefined, other: Value | undefined): number =>
  String(one) < String(other) ? -1 : String(one) > String(other) ? 1 : 0;

/** Units of each line that reversals which name its order took back: from the last line of the product to the first. */
const takenByName = (world: World): Map<Row, number> => {
  const taken = new Map<Row, number>();
  const orders = rowsIn(world, 'order');
  const goods = rowsIn(world, 'order_line').filter(isGoods);
  for (const reversal of orders) {
    if (reversal['cancels_order_id'] == null || !isLive(reversal) || reversal['status'] === 'cancelled')
      continue;
    for (const back of goods.filter((line) => line['order_id'] === reversal['order_id'])) {
      let left = Math.abs(quantity(back) || 0);
      const lines = goods
        .filter(
          (line) =>
            line['order_id'] === reversal['cancels_order_id'] &&
            line['product_id'] === back['product_id'] &&
            quantity(line) > 0,
        )
        .toSorted((a, b) => byText(b['order_line_id'], a['order_line_id']));
      for (const line of lines) {
        const takes = Math.min(left, quantity(line) - (taken.get(line) ?? 0));
        taken.set(line, (taken.get(line) ?? 0) + takes);
        left -= takes;
      }
    }
  }
  return taken;
};

/** What happened to one product of one customer, in order: a sale before a return of the same instant. */
const eventsOf = (world: World, zone: string): Event[][] => {
  const { resolve } = accountsOf(world);
  const named = takenByName(world);
  const orders = new Map(rowsIn(world, 'order').map((row) => [row['order_id'], row]));
  const events = rowsIn(world, 'order_line').flatMap((line): Event[] => {
    const order = orders.get(line['order_id'] ?? null);
    if (!order || !isLive(order) || order['account_id'] == null || order['cancels_order_id'] != null)
      return [];
    if (!isGoods(line) || !(quantity(line) !== 0) || Number.isNaN(quantity(line))) return [];
    const isBack = quantity(line) < 0;
    if (order['status'] === 'cancelled' || (!isBack && order['status'] === 'returned')) return [];
    const units = Math.abs(quantity(line)) - (named.get(line) ?? 0);
    return units > 0 ? [{ line, order, isBack, units }] : [];
  });
  const groups = Map.groupBy(events, ({ line, order }) =>
    JSON.stringify([resolve(order['account_id']), line['product_id']]),
  );
  /** A day without a clock: a sale is taken to be there all day, a return to come when the day is over. */
  const clockless = ({ order, isBack }: Event): number =>
    String(order['ordered_at']).length > 10 ? 0 : isBack ? 1 : -1;
  return [...groups.values()].map((list) =>
    list.toSorted(
      (a, b) =>
        byText(localDay(a.order['ordered_at'], zone), localDay(b.order['ordered_at'], zone)) ||
        clockless(a) - clockless(b) ||
        byText(a.order['ordered_at'], b.order['ordered_at']) ||
        Number(a.isBack) - Number(b.isBack) ||
        byText(a.order['order_id'], b.order['order_id']) ||
        byText(a.line['order_line_id'], b.line['order_line_id']),
    ),
  );
};

/**
 * Lines that came back without naming their order, each with what it is taken off (decision 11): what the customer still
 * holds, last in, first out; lines of exactly the returned size first, then unit by unit out of the other lines.
 */
export const reversalsOf = (world: World, zone: string): Reversal[] =>
  eventsOf(world, zone).flatMap((events) => {
    const partner = new Map<Event, Event>();
    const ofSize = new Map<number, Event[]>();
    for (const event of events) {
      const stack = ofSize.get(event.units) ?? [];
      ofSize.set(event.units, stack);
      if (!event.isBack) {
        stack.push(event);
        continue;
      }
      const sale = stack.pop();
      if (sale) {
        partner.set(event, sale);
        partner.set(sale, event);
      }
    }
    const piles: { sale: Event; left: number }[] = [];
    return events.flatMap((event): Reversal[] => {
      const exact = partner.get(event);
      if (!event.isBack) {
        if (!exact) piles.push({ sale: event, left: event.units });
        return [];
      }
      const parts: { from: Row | null; units: number }[] = [];
      let left = event.units;
      if (exact) {
        parts.push({ from: exact.order, units: left });
        left = 0;
      }
      while (left > 0) {
        const pile = piles.at(-1);
        const takes = Math.min(left, pile?.left ?? left);
        parts.push({ from: pile?.sale.order ?? null, units: takes });
        left -= takes;
        if (pile) pile.left -= takes;
        if (pile?.left === 0) piles.pop();
      }
      const whole = inBase(
        world,
        lineAmount(event.line),
        event.line['currency'] ?? event.order['currency'],
        localDay(event.order['ordered_at'], zone),
      );
      const shareOf = (units: number): bigint =>
        divideHalfUp(-(whole ?? 0n) * BigInt(units), BigInt(event.units));
      let before = 0;
      return parts.map(({ from, units }) => {
        const amount = whole === null ? null : shareOf(before + units) - shareOf(before);
        before += units;
        return { line: event.line, order: event.order, from, units, amount };
      });
    });
  });

/** One row for each returned line and order that it is taken off. */
export const reversalRows = (world: World, zone: string): Row[] => {
  const groups = Map.groupBy(reversalsOf(world, zone), ({ line, from }) =>
    JSON.stringify([line['order_line_id'], from?.['order_id'] ?? null]),
  );
  return [...groups.values()].flatMap((parts): Row[] => {
    const [first] = parts;
    if (!first) return [];
    return [
      {
        order_line_id: first.line['order_line_id'] ?? null,
        back_order_id: first.order['order_id'] ?? null,
        order_id: first.from?.['order_id'] ?? null,
        units: parts.reduce((sum, { units }) => sum + units, 0),
        amount:
          first.amount === null
            ? null
            : decimalText(parts.reduce((sum, { amount }) => sum + (amount ?? 0n), 0n)),
      },
    ];
  });
};
