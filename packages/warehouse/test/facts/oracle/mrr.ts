import type { Row, World } from '../worlds/world.js';
import { decimalText, latest } from './exact.js';
import { type Item, itemsOf } from './subscription-items.js';

const totalOn = (items: readonly Item[], day: string): bigint =>
  items
    .filter(({ from, to }) => from <= day && (to === null || day < to))
    .reduce((sum, { mrr }) => sum + mrr, 0n);

/** The days on which something of an account begins or ends, in order. */
const turns = (items: readonly Item[]): string[] =>
  [...new Set(items.flatMap(({ from, to }) => (to === null ? [from] : [from, to])))].sort();

const byAccount = (world: World, zone: string, asOf?: string): Map<string, Item[]> =>
  Map.groupBy(itemsOf(world, zone, asOf), ({ account }) => account);

export const mrrItems = (world: World, zone: string, asOf?: string): Row[] =>
  itemsOf(world, zone, asOf).map((item) => ({
    record_id: item.id,
    account_id: item.account,
    subscription_id: item.subscription,
    mrr: decimalText(item.mrr),
    from_date: item.from,
    to_date: item.to,
    has_scheduled_end: item.hasScheduledEnd,
    origin: item.origin,
  }));

/** The total of an account, day after day; each change of it begins a span. */
export const mrrSpans = (world: World, zone: string, asOf?: string): Row[] =>
  [...byAccount(world, zone, asOf)].flatMap(([account, items]) => {
    const spans: { mrr: bigint; from: string; to: string | null }[] = [];
    for (const day of turns(items)) {
      const mrr = totalOn(items, day);
      const last = spans.at(-1);
      if (last && last.to === null) {
        if (last.mrr === mrr) continue;
        last.to = day;
      }
      if (mrr > 0n) spans.push({ mrr, from: day, to: null });
    }
    return spans.map(({ mrr, from, to }) => ({
      account_id: account,
      mrr: decimalText(mrr),
      from_date: from,
      to_date: to,
    }));
  });

/** What the total of an account did on each day (canon section 4, decision 9): reactivation is asked before expansion. */
export const mrrMovements = (world: World, zone: string, asOf?: string): Row[] =>
  [...byAccount(world, zone, asOf)].flatMap(([account, items]) => {
    let before = 0n;
    let wasCustomer = false;
    return turns(items).flatMap((day): Row[] => {
      const after = totalOn(items, day);
      const change = after - before;
      if (change === 0n) return [];
      const kind =
        before === 0n
          ? wasCustomer
            ? 'reactivation'
            : 'new'
          : after === 0n
            ? 'churn'
            : change > 0n
              ? 'expansion'
              : 'contraction';
      const isNewProduct = items.some(
        (item) =>
          item.from === day && !items.some((other) => other.product === item.product && other.from < day),
      );
      wasCustomer = true;
      before = after;
      return [
        {
          account_id: account,
          kind,
          date: day,
          amount: decimalText(change),
          expansion_kind: kind === 'expansion' ? (isNewProduct ? 'new_product' : 'same_product') : null,
          end_reason:
            kind === 'churn'
              ? latest(...items.filter(({ to }) => to === day).map(({ reason }) => reason))
              : null,
        },
      ];
    });
  });
