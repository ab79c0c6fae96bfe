import { lapseDays } from '../simulate/orders.js';
import { localDay } from '../time/berlin.js';
import { asOfDay } from '../time/periods.js';
import { monthlyAmount } from '../world/catalogue.js';
import type { AccountLog } from '../world/events.js';

/** A time as a paying customer, in days; `to` is the day it ended, null while it lasts. */
export interface CustomerSpan {
  readonly from: number;
  readonly to: number | null;
}

/** What was dated before an edge is in the stock at that edge. */
export const isActiveAt = (spans: readonly CustomerSpan[], edge: number): boolean =>
  spans.some((span) => span.from < edge && (span.to === null || span.to >= edge));

/** Paid subscription time; for an account that never had a subscription, orders and the lapse window. */
export function customerSpans(log: AccountLog): CustomerSpan[] {
  if (log.subscriptions.length > 0) {
    return log.subscriptions.flatMap((subscription) =>
      subscription.paidFrom === null
        ? []
        : [
            {
              from: localDay(subscription.paidFrom),
              to: subscription.endedAt === null ? null : localDay(subscription.endedAt),
            },
          ],
    );
  }
  const days = log.orders
    .filter((order) => !order.isCancelled)
    .map((order) => order.day)
    .sort((a, b) => a - b);
  const spans: { from: number; to: number }[] = [];
  for (const day of days) {
    const last = spans.at(-1);
    if (last && day <= last.to) last.to = day + lapseDays;
    else spans.push({ from: day, to: day + lapseDays });
  }
  return spans.map(({ from, to }) => ({ from, to: to > asOfDay ? null : to }));
}

/** A change of the account's MRR on a day, in cents. */
export interface MrrMovement {
  readonly day: number;
  readonly kind: 'new' | 'reactivation' | 'expansion' | 'contraction' | 'churn';
  readonly amount: number;
  readonly expansionKind: 'same_product' | 'new_product' | '';
}

/** An item at one price for a while, once its trial is over. */
export interface MrrItem {
  readonly product: string;
  readonly mrr: number;
  readonly from: number;
  readonly to: number | null;
}

export function mrrItems(log: AccountLog): MrrItem[] {
  return log.subscriptions.flatMap((subscription) => {
    const { paidFrom } = subscription;
    if (paidFrom === null) return [];
    return subscription.items
      .filter((item) => item.to === null || item.to > paidFrom)
      .map((item) => ({
        product: item.price.product.name,
        mrr: monthlyAmount(item.price) * item.quantity,
        from: localDay(Math.max(item.from, paidFrom)),
        to: item.to === null ? null : localDay(item.to),
      }));
  });
}

/** Net changes by day, of one kind each: the MRR before and the movements give the MRR after. */
export function mrrMovements(items: readonly MrrItem[]): MrrMovement[] {
  const changes = new Map<number, Map<string, number>>();
  const change = (day: number, product: string, amount: number): void => {
    let products = changes.get(day);
    if (!products) changes.set(day, (products = new Map()));
    products.set(product, (products.get(product) ?? 0) + amount);
  };
  for (const item of items) {
    change(item.from, item.product, item.mrr);
    if (item.to !== null) change(item.to, item.product, -item.mrr);
  }
  const movements: MrrMovement[] = [];
  const held = new Map<string, number>();
  let before = 0;
  let hadAny = false;
  for (const day of [...changes.keys()].sort((a, b) => a - b)) {
    let isNewProduct = false;
    let net = 0;
    for (const [product, amount] of changes.get(day) as Map<string, number>) {
      const had = held.get(product) ?? 0;
      if (had === 0 && amount > 0) isNewProduct = true;
      held.set(product, had + amount);
      net += amount;
    }
    const after = before + net;
    if (net !== 0) {
      const kind =
        before === 0
          ? hadAny
            ? 'reactivation'
            : 'new'
          : after === 0
            ? 'churn'
            : net > 0
              ? 'expansion'
              : 'contraction';
      const expansionKind = kind !== 'expansion' ? '' : isNewProduct ? 'new_product' : 'same_product';
      movements.push({ day, kind, amount: net, expansionKind });
    }
    hadAny ||= after > 0;
    before = after;
  }
  return movements;
}
