import { localDay, type Row, rowsIn, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { addDays, daysBetween, latest, units } from './exact.js';
import { netOrders } from './orders.js';
import { dealsOf } from './deals.js';
import { itemsOf } from './subscription-items.js';

export interface SpanSettings {
  readonly zone: string;
  readonly basis: 'auto' | 'contracts' | 'orders' | 'invoices' | 'won_deals';
  readonly lapseDays: number;
  /** Won deals make customers only where a workspace has neither orders nor invoices. */
  readonly hasPurchases: boolean;
  readonly asOf: string;
}

/** A stretch of paying days, `to` exclusive; null while it lasts. */
interface Stretch {
  readonly from: string;
  readonly to: string | null;
}

const forEver = '9999-12-31';

/** Days of purchase of a customer, of one kind. */
const purchaseDays = (world: World, settings: SpanSettings, kind: 'orders' | 'invoices' | 'won_deals') => {
  const { resolve } = accountsOf(world);
  switch (kind) {
    case 'orders':
      return netOrders(world, settings.zone)
        .filter(({ account, net }) => account !== null && net !== null && net > 0n)
        .map(({ account, day }) => ({ account, day }));
    case 'invoices':
      return rowsIn(world, 'invoice')
        .filter(
          (row) =>
            row['is_deleted'] !== true &&
            ['open', 'paid'].includes(String(row['status'] ?? 'paid')) &&
            (units(row['subtotal'] ?? row['total'] ?? '0') ?? 0n) > 0n,
        )
        .map((row) => ({
          account: resolve(row['account_id']),
          day: localDay(row['issued_at'], settings.zone),
        }));
    default:
      return dealsOf(world, settings.zone, settings.asOf)
        .filter(({ isWon }) => isWon)
        .map(({ account, closedDate }) => ({ account, day: closedDate }));
  }
};

/**
 * The lapse window of an organisation without one in its settings (canon section 4): the 90th percentile of the days
 * between two purchase days of a customer who has no subscription, rounded up; a year where there are under ten gaps.
 */
export const lapseWindow = (worlds: readonly World[], zone: string, asOf: string): number => {
  const settings: SpanSettings = { zone, asOf, basis: 'auto', lapseDays: 0, hasPurchases: true };
  const gaps = worlds.flatMap((world) => {
    const { resolve, counts } = accountsOf(world);
    const subscribers = rowsIn(world, 'subscription')
      .filter((row) => row['is_deleted'] !== true)
      .map((row) => resolve(row['account_id']));
    const purchases = [
      ...purchaseDays(world, settings, 'orders'),
      ...purchaseDays(world, settings, 'invoices').filter(({ account }) => !subscribers.includes(account)),
    ].filter(({ account }) => account !== null && counts(account));
    return [...Map.groupBy(purchases, ({ account }) => account).values()].flatMap((list) => {
      const days = [...new Set(list.map(({ day }) => String(day)))].toSorted((a, b) => (a < b ? -1 : 1));
      return days.slice(1).map((day, index) => daysBetween(days[index] ?? day, day));
    });
  });
  if (gaps.length < 10) return 365;
  const sorted = gaps.toSorted((a, b) => a - b);
  const rank = 0.9 * (sorted.length - 1);
  const [low = 0, high = low] = sorted.slice(Math.floor(rank), Math.floor(rank) + 2);
  return Math.ceil(low + (high - low) * (rank - Math.floor(rank)));
};

/** Runs of days of which each is in some stretch. */
const islands = (stretches: readonly Stretch[]): Stretch[] => {
  const days = [...new Set(stretches.flatMap(({ from, to }) => [from, to ?? forEver]))].sort();
  const isPaying = (day: string) =>
    stretches.some(({ from, to }) => from <= day && (to === null || day < to));
  const result: { from: string; to: string | null }[] = [];
  let open: string | null = null;
  for (const day of days) {
    if (open === null && isPaying(day)) open = day;
    else if (open !== null && !isPaying(day)) {
      result.push({ from: open, to: day });
      open = null;
    }
  }
  if (open !== null) result.push({ from: open, to: null });
  return result;
};

/** The times as a paying customer (fact `customer_span`; canon section 4, decision 10). */
export const customerSpans = (world: World, settings: SpanSettings): Row[] => {
  const accounts = accountsOf(world);
  const items = itemsOf(world, settings.zone);
  const subscribers = new Set(items.map(({ account }) => account));
  return accounts.all.flatMap((account) => {
    const mine = items.filter((item) => item.account === account && item.mrr > 0n);
    const contracts = rowsIn(world, 'contract').filter(
      (row) => row['is_deleted'] !== true && accounts.resolve(row['account_id']) === account,
    );
    const agreements: Stretch[] = subscribers.has(account)
      ? mine
      : contracts
          .map((row) => ({
            from: String(row['started_on'] ?? row['due_on']),
            to: row['outcome'] === 'churned' ? String(row['due_on']) : null,
          }))
          .filter(({ from, to }) => to === null || from < to);
    const bought = (kind: 'orders' | 'invoices' | 'won_deals') =>
      purchaseDays(world, settings, kind)
        .filter((purchase) => purchase.account === account && purchase.day !== null)
        .map(({ day }) => ({ from: String(day), to: addDays(String(day), settings.lapseDays) }));
    const hasAgreement =
      settings.basis === 'contracts' ||
      (settings.basis === 'auto' && (subscribers.has(account) || contracts.length > 0));
    const stretches = hasAgreement
      ? agreements
      : settings.basis === 'auto'
        ? [...bought('orders'), ...bought('invoices'), ...(settings.hasPurchases ? [] : bought('won_deals'))]
        : bought(settings.basis);
    const spans = islands(stretches);
    return spans.map(({ from, to }, index): Row => {
      const ended = mine.filter((item) => to !== null && item.to === to);
      return {
        account_id: account,
        sequence: index + 1,
        from_date: from,
        to_date: to,
        next_from_date: spans[index + 1]?.from ?? null,
        next_to_date: spans[index + 1]?.to ?? null,
        days: to === null ? null : daysBetween(from, to),
        basis: hasAgreement ? 'contract' : 'lapse',
        end_reason: hasAgreement ? latest(...ended.map(({ reason }) => reason)) : 'lapsed',
        is_involuntary: hasAgreement && ended.some(({ isInvoluntary }) => isInvoluntary),
        cohort: spans[0]?.from.slice(0, 7) ?? null,
      };
    });
  });
};
