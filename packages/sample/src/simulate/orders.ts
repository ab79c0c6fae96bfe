import { drawExponential, type RandomSource } from '@bellwether/stats';
import { asOfDay } from '../time/periods.js';
import { services } from '../world/catalogue.js';
import type { AccountLog, Order, OrderLine } from '../world/events.js';
import { type Context, workday } from './context.js';

/** Days without an order after which a customer without a subscription counts as gone. */
export const lapseDays = 365;

export function placeOrder(random: RandomSource, context: Context, day: number, mayCancel: boolean): Order {
  const lines: OrderLine[] = [];
  const count = 1 + random.below(3);
  const left = [...services];
  for (let index = 0; index < count; index++) {
    const service = left.splice(random.below(left.length), 1)[0];
    if (!service) break;
    const quantity = service.category === 'Hardware' ? 1 + random.below(12) : 1 + random.below(2);
    lines.push({ service, quantity, amount: service.unitPrice * quantity });
  }
  const net = lines.reduce((sum, line) => sum + line.amount, 0);
  const isCancelled = mayCancel && random.uniform() < 0.03;
  const refundDay = day + 2 + random.below(25);
  const isRefunded = !isCancelled && random.uniform() < 0.03 && refundDay <= asOfDay;
  return {
    id: `SO-${context.ids.order++}`,
    day,
    channel: random.uniform() < 0.6 ? 'sales' : 'web_shop',
    isCancelled,
    lines,
    refund: isRefunded
      ? {
          id: `RF-${context.ids.orderRefund++}`,
          day: refundDay,
          amount: Math.floor((net * (1 + random.below(5))) / 10),
        }
      : null,
  };
}

/** A customer without a subscription: buys again and again, after gaps, until it stops. */
export function buyRepeatedly(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  firstOrderDay: number,
): void {
  let day = firstOrderDay;
  let isFirst = true;
  while (day <= asOfDay) {
    const order = placeOrder(random, context, day, !isFirst);
    log.orders.push(order);
    if (!isFirst && random.uniform() < 0.16) return;
    isFirst = false;
    let gap = 5 + Math.round(drawExponential(random, 1 / 130));
    // Cancelled orders widen a gap; nothing may fall so near the lapse window that a day's rounding decides.
    const lastKept = log.orders.filter((other) => !other.isCancelled).at(-1)?.day ?? day;
    while (Math.abs(workday(day + gap) - lastKept - lapseDays) <= 2) gap += 5;
    day = workday(day + gap);
  }
}

/** Services that a subscriber orders beside the subscription. */
export function orderServices(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  from: number,
  to: number,
): void {
  if (random.uniform() < 0.3) {
    const day = workday(from + 2 + random.below(10));
    if (day <= asOfDay && day < to) log.orders.push(placeOrder(random, context, day, true));
  }
  for (let at = from + 30; at < to && at <= asOfDay; at += 30) {
    if (random.uniform() > 0.03) continue;
    const day = workday(at + random.below(28));
    if (day <= asOfDay && day < to) log.orders.push(placeOrder(random, context, day, true));
  }
}
