import { localDay, type Row, rowsIn, type Value, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { rateOn } from './exchange.js';
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

/** A day without a clock stands for its first instant. */
const instantOf = (value: Value): string =>
  String(value).length > 10 ? String(value) : `${String(value)}T00:00:00Z`;

/** The day on which each version of an item that ever held gives way to the next one; null where it is the last. */
const nextStarts = (versions: readonly Row[], subscription: Row, zone: string): Map<Row, string | null> => {
  const startOf = (row: Row): Value => row['valid_from'] ?? subscription['started_at'] ?? null;
  const held = versions.filter((row) => {
    const start = startOf(row);
    if (row['valid_to'] == null) return row['is_deleted'] !== true;
    return start === null || instantOf(row['valid_to']) > instantOf(start);
  });
  return new Map(
    [...Map.groupBy(held, (row) => row['item_id']).values()].flatMap((list) => {
      const order = (row: Row): string =>
        startOf(row) === null
          ? ''
          : `${localDay(startOf(row), zone)} ${instantOf(startOf(row))} ${row['valid_from'] == null ? 0 : 1}`;
      const sorted = list.toSorted((a, b) => (order(a) < order(b) ? -1 : 1));
      return sorted.map((row, index): [Row, string | null] => {
        const next = sorted[index + 1];
        return [row, next ? localDay(startOf(next), zone) : null];
      });
    }),
  );
};

/**
 * The last day on which a subscription is known to have lived (decision 21): its start, a version of an item that began
 * or ended, a bill that was issued or what it covers.
 */
const lastKnown = (world: World, subscription: Row, versions: Iterable<Row>, zone: string): string | null => {
  const id = subscription['subscription_id'];
  const bills = rowsIn(world, 'invoice').filter(
    (row) =>
      row['is_deleted'] !== true &&
      ['open', 'paid', 'uncollectible'].includes(String(row['status'] ?? 'paid')),
  );
  const days = bills.flatMap((bill) => {
    const lines = rowsIn(world, 'invoice_line').filter((line) => line['invoice_id'] === bill['invoice_id']);
    if (lines.length === 0) return bill['subscription_id'] === id ? [localDay(bill['issued_at'], zone)] : [];
    return lines
      .filter((line) => (line['subscription_id'] ?? bill['subscription_id']) === id)
      .flatMap((line) => [localDay(bill['issued_at'], zone), localDay(line['period_end'], zone)]);
  });
  return latest(
    localDay(subscription['started_at'], zone),
    ...days,
    ...[...versions].flatMap((row) => [localDay(row['valid_from'], zone), localDay(row['valid_to'], zone)]),
  );
};

/**
 * Monthly recurring revenue of every item (canon section 4, decision 8): unit x quantity x (1 - lasting discount) /
 * months of the interval, rounded half up to the cent per item. Trials, one-off and metered prices, incomplete and
 * unpaid subscriptions are none; paused ones stay; a service ends where the item, its next version, the subscription or
 * its cancellation says, whichever is first; one that is over without a date, on the last day that is known of it. Foreign money is taken at the rate of the as-of day.
 */
export const itemsOf = (world: World, zone: string, asOf = '9999-12-31'): Item[] => {
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
    const next = nextStarts(mine, subscription, zone);
    const priced: Row[] =
      mine.length > 0
        ? [...next].map(([row, nextStart]) => ({
            ...prices.get(row['price_id'] ?? null),
            ...dropNulls(row),
            nextStart,
          }))
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
      const unit = units(row['unit_amount']);
      if (unit === null) return [];
      const discount = row['discount_percent'] ?? subscription['discount_percent'] ?? 0;
      const charge = unit * millionths(row['quantity'] ?? 1) * (100_000_000n - millionths(discount));
      const months = 12n * BigInt(Number(row['interval_count'] ?? 1));
      // Ten-thousandths x millionths x (100 x millionths), brought to cents.
      const rate = rateOn(world, row['currency'] ?? subscription['currency'], asOf);
      if (rate === null) throw new Error('these worlds know a rate for every subscription');
      const cents = divideHalfUp(
        charge * perYear * rate[0],
        months * rate[1] * 100n * 1_000_000n * 100_000_000n,
      );
      const from = latest(
        localDay(row['valid_from'], zone) ?? localDay(subscription['started_at'], zone),
        trialEnd,
      );
      const ended = localDay(subscription['ended_at'], zone);
      const isOver = status === 'canceled' || status === 'expired';
      const over =
        ended ??
        localDay(subscription['canceled_at'], zone) ??
        localDay(subscription['cancel_at'], zone) ??
        lastKnown(world, subscription, next.keys(), zone) ??
        from;
      const to = earliest(
        localDay(row['valid_to'], zone),
        row['nextStart'] as string | null | undefined,
        ended,
        isOver ? over : null,
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
