import { localDay, type Row, rowsIn, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { divideHalfUp, earliest, latest, millionths, units } from './exact.js';

/** An item at one price for a while. Money in ten-thousandths, days ISO, `to` exclusive. */
export interface Item {
  readonly id: string;
  readonly subscription: string;
  readonly account: string;
  readonly product: string | null;
  readonly mrr: bigint;
  readonly from: string;
  readonly to: string | null;
  readonly reason: string | null;
  readonly isInvoluntary: boolean;
  readonly hasScheduledEnd: boolean;
  readonly origin: string;
}

/** Charges a year, as a fraction, of an interval (canon section 4: a week is 52 a year). */
const chargesAYear: Record<string, bigint> = { month: 12n, year: 1n, week: 52n, day: 365n };

/**
 * Monthly recurring revenue of every item (canon section 4, decision 8): unit x quantity x (1 - lasting discount) /
 * months of the interval, rounded half up to the cent per item. Trials, one-off and metered prices, incomplete and
 * unpaid subscriptions are none; paused ones stay; a service ends where the item, the subscription or its cancellation
 * says, whichever is first.
 */
export const itemsOf = (world: World, zone: string): Item[] => {
  const accounts = accountsOf(world);
  const prices = new Map(rowsIn(world, 'price').map((row) => [row['price_id'], row]));
  const items = rowsIn(world, 'subscription_item');
  return rowsIn(world, 'subscription').flatMap((subscription) => {
    const status = subscription['status'] ?? 'active';
    if (subscription['is_deleted'] === true || subscription['is_trial'] === true) return [];
    if (status === 'incomplete' || status === 'unpaid') return [];
    const trialEnd = localDay(subscription['trial_end'], zone);
    if (status === 'trialing' && trialEnd === null) return [];
    const mine = items.filter((row) => row['subscription_id'] === subscription['subscription_id']);
    const priced: Row[] =
      mine.length > 0
        ? mine.map((row) => ({ ...prices.get(row['price_id'] ?? null), ...dropNulls(row) }))
        : subscription['mrr'] != null
          ? // What the source states is what it is: no discount comes off it again.
            [
              {
                item_id: subscription['subscription_id'] ?? null,
                unit_amount: subscription['mrr'] ?? null,
                discount_percent: 0,
              },
            ]
          : [];
    const account = accounts.resolve(subscription['account_id']);
    if (!accounts.counts(account) || account === null) return [];
    return priced.flatMap((row) => {
      const perYear = chargesAYear[String(row['interval'] ?? 'month')];
      if (perYear === undefined || row['is_metered'] === true) return [];
      if (row['is_deleted'] === true && row['valid_to'] == null) return [];
      const unit = units(row['unit_amount']);
      if (unit === null) return [];
      const discount = row['discount_percent'] ?? subscription['discount_percent'] ?? 0;
      const charge = unit * millionths(row['quantity'] ?? 1) * (100_000_000n - millionths(discount));
      const months = 12n * BigInt(Number(row['interval_count'] ?? 1));
      // Ten-thousandths x millionths x (100 x millionths), brought to cents.
      const cents = divideHalfUp(charge * perYear, months * 100n * 1_000_000n * 100_000_000n);
      const from = latest(
        localDay(row['valid_from'], zone) ?? localDay(subscription['started_at'], zone),
        trialEnd,
      );
      const ended = localDay(subscription['ended_at'], zone);
      const isOver = status === 'canceled' || status === 'expired';
      const to = earliest(
        localDay(row['valid_to'], zone),
        ended,
        isOver && ended === null ? localDay(subscription['canceled_at'], zone) : null,
      );
      if (charge <= 0n || from === null || (to !== null && to <= from)) return [];
      return [
        {
          id: String(row['item_id']),
          subscription: String(subscription['subscription_id']),
          account,
          product: (row['product_id'] as string | undefined) ?? null,
          mrr: cents * 100n,
          from,
          to,
          reason: (subscription['cancel_reason'] as string | undefined) ?? null,
          isInvoluntary: subscription['is_involuntary'] === true,
          hasScheduledEnd: subscription['cancel_at'] != null,
          origin: String(row['origin'] ?? 'inferred'),
        },
      ];
    });
  });
};

const dropNulls = (row: Row): Row =>
  Object.fromEntries(Object.entries(row).filter(([, value]) => value !== null));
