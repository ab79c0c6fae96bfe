import type { RandomSource } from '@bellwether/stats';
import { instantAt, localDay, localSecondOfDay } from '../time/berlin.js';
import { addMonths } from '../time/days.js';
import { asOfDay, endInstant, firstDay } from '../time/periods.js';
import { addOns, type Plan, planProducts, priceOf } from '../world/catalogue.js';
import { leaveChance, type LeaveSignals } from '../world/effects.js';
import type { AccountLog, Company, ItemVersion, Subscription } from '../world/events.js';
import { type Context, pick } from './context.js';
import { serveMonth, type Mood, unresolvedAt } from './customer-month.js';
import { bill, billTraining, prorate } from './billing.js';
import { billed, endSubscription, liveItems, mainItem, setQuantity, shrink } from './subscription-items.js';
import { lastNpsBefore } from './survey.js';

export interface LifeRequest {
  readonly company: Company;
  readonly plan: Plan;
  readonly interval: 'month' | 'year';
  readonly seats: number;
  readonly startedAt: number;
  readonly trialDays: number;
  readonly trialConverts: boolean;
}

/** Starts a new subscription and lives it month by month until it ends or the known time is over. */
export function liveSubscription(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  mood: Mood,
  request: LifeRequest,
): Subscription {
  const { ids } = context;
  const trialEnd = request.trialDays > 0 ? request.startedAt + request.trialDays * 86400 : null;
  const paidFrom = trialEnd ?? request.startedAt;
  const isPaying = trialEnd === null || (request.trialConverts && paidFrom < endInstant);
  const subscription: Subscription = {
    id: `sub_${String(ids.subscription++).padStart(8, '0')}`,
    plan: request.plan,
    interval: request.interval,
    startedAt: request.startedAt,
    trialEnd,
    paidFrom: isPaying ? paidFrom : null,
    items: [],
    cancelRequestedAt: null,
    cancelAt: null,
    endedAt: null,
    endReason: '',
    isInvoluntary: false,
    isPastDue: false,
  };
  log.subscriptions.push(subscription);
  subscription.items.push({
    itemId: `si_${String(ids.item++).padStart(8, '0')}`,
    price: priceOf(planProducts[request.plan], request.interval),
    quantity: request.seats,
    from: request.startedAt,
    to: null,
  });
  if (!isPaying) {
    if (paidFrom < endInstant) endSubscription(subscription, paidFrom, 'trial_not_converted');
    return subscription;
  }
  live(random, context, log, mood, request, subscription);
  return subscription;
}

function live(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  mood: Mood,
  request: LifeRequest,
  subscription: Subscription,
): void {
  const paidFrom = subscription.paidFrom as number;
  const anchorDay = localDay(paidFrom);
  const anchorSecond = localSecondOfDay(paidFrom);
  const every = subscription.interval === 'month' ? 1 : 12;
  let termStart = anchorDay;
  for (let month = 0; ; month++) {
    const startDay = addMonths(anchorDay, month);
    const nextDay = addMonths(anchorDay, month + 1);
    const startAt = instantAt(startDay, anchorSecond);
    if (startAt >= endInstant) {
      if (month % every !== 0) awaitRenewal(random, context, log, subscription, termStart);
      return;
    }
    if (month % every === 0) {
      termStart = startDay;
      const fails = month > 0 && every === 1 && random.uniform() < 0.003;
      log.invoices.push(
        bill(random, context, log, subscription, startAt, addMonths(anchorDay, month + every), fails),
      );
      if (fails) {
        const giveUp = startAt + 14 * 86400;
        subscription.isPastDue = giveUp >= endInstant;
        if (giveUp < endInstant) {
          subscription.isInvoluntary = true;
          endSubscription(subscription, giveUp, 'payment_failed');
        }
        return;
      }
    }
    serveMonth(random, context, log, mood, startDay, nextDay, mainItem(subscription).quantity);
    changeItems(random, context, log, subscription, startDay, nextDay, addMonths(termStart, every));
    if (request.company.country === 'US' && random.uniform() < 0.02 && startDay >= firstDay) {
      const invoice = billTraining(random, context, startDay + 2 + random.below(20));
      if (invoice) log.invoices.push(invoice);
    }
    if ((month + 1) % every !== 0) continue;
    const leaves = decide(random, log, mood, subscription, nextDay);
    if (every === 12) renew(random, context, log, subscription, termStart, nextDay, leaves, anchorSecond);
    if (leaves) {
      const endsAt = instantAt(nextDay, anchorSecond);
      const requestedAt = endsAt - (1 + random.below(20)) * 86400 - 3600;
      if (requestedAt < endInstant) subscription.cancelRequestedAt = requestedAt;
      if (endsAt >= endInstant && requestedAt < endInstant) subscription.cancelAt = endsAt;
      if (endsAt < endInstant)
        endSubscription(
          subscription,
          endsAt,
          pick(random, ['price', 'missing_feature', 'service', 'unused']),
        );
      return;
    }
  }
}

/** Stays or leaves, by what could be seen that day. */
function decide(
  random: RandomSource,
  log: AccountLog,
  mood: Mood,
  subscription: Subscription,
  day: number,
): boolean {
  const signals: LeaveSignals = {
    unresolvedTickets: unresolvedAt(log.tickets, day),
    usageRatio: mood.usageRatio(),
    lastScore: lastNpsBefore(log.invitations, day, 200),
  };
  const left = random.uniform() < leaveChance(subscription.interval, signals);
  if (day <= asOfDay) log.decisions.push({ day, ...signals, left });
  return left;
}

/** At most one change of items a month, never on the day of a bill. */
function changeItems(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  subscription: Subscription,
  startDay: number,
  nextDay: number,
  termEnd: number,
): void {
  const draw = random.uniform();
  const day = startDay + 3 + random.below(22);
  const at = instantAt(day, 10 * 3600 + random.below(6 * 3600));
  if (at >= endInstant || day >= nextDay || day < startDay) return;
  const main = mainItem(subscription);
  const isMonthly = subscription.interval === 'month';
  if (draw < 0.035) {
    setQuantity(
      subscription,
      main,
      main.quantity + 1 + random.below(Math.max(1, Math.ceil(main.quantity * 0.25))),
      at,
    );
    if (!isMonthly) {
      const added = liveItems(subscription).at(-1) as ItemVersion;
      const difference = { ...added, quantity: added.quantity - main.quantity };
      log.invoices.push(prorate(context, log, subscription, difference, at, day, termEnd));
    }
  } else if (draw < 0.05) {
    const owned = new Set(liveItems(subscription).map((item) => item.price.product.id));
    const offer = addOns.filter((product) => !owned.has(product.id));
    if (offer.length === 0) return;
    const item: ItemVersion = {
      itemId: `si_${String(context.ids.item++).padStart(8, '0')}`,
      price: priceOf(pick(random, offer), subscription.interval),
      quantity: 1,
      from: at,
      to: null,
    };
    subscription.items.push(item);
    if (!isMonthly) log.invoices.push(prorate(context, log, subscription, item, at, day, termEnd));
  } else if (isMonthly && draw < 0.062) {
    shrink(random, subscription, at);
  }
}

/** The end of a yearly term: a contract that is renewed (early, in time or late), lost, or not decided yet. */
function renew(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  subscription: Subscription,
  startDay: number,
  dueDay: number,
  leaves: boolean,
  anchorSecond: number,
): void {
  const value = billed(subscription);
  const timing = random.uniform();
  const delay = timing < 0.5 ? -1 - random.below(40) : timing < 0.75 ? 0 : 1 + random.below(27);
  const decidedDay = dueDay + (leaves ? Math.min(0, delay) : delay);
  const isKnown = decidedDay <= asOfDay;
  const dueAt = instantAt(dueDay, anchorSecond);
  if (!leaves && dueAt < endInstant) {
    const draw = random.uniform();
    const main = mainItem(subscription);
    if (draw < 0.25)
      setQuantity(
        subscription,
        main,
        main.quantity + 1 + random.below(Math.max(1, Math.ceil(main.quantity * 0.2))),
        dueAt,
      );
    else if (draw < 0.42) shrink(random, subscription, dueAt);
  }
  log.contracts.push({
    id: `C-${String(context.ids.contract++).padStart(7, '0')}`,
    startDay,
    dueDay,
    value,
    autoRenew: random.uniform() < 0.6,
    outcome: isKnown ? (leaves ? 'churned' : 'renewed') : 'pending',
    decidedDay: isKnown ? decidedDay : null,
    renewedValue: isKnown ? (leaves ? 0 : billed(subscription)) : null,
  });
}

/** The yearly term that runs on past the as-of date: a contract that nobody has decided on. */
function awaitRenewal(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  subscription: Subscription,
  startDay: number,
): void {
  log.contracts.push({
    id: `C-${String(context.ids.contract++).padStart(7, '0')}`,
    startDay,
    dueDay: addMonths(startDay, 12),
    value: billed(subscription),
    autoRenew: random.uniform() < 0.6,
    outcome: 'pending',
    decidedDay: null,
    renewedValue: null,
  });
}
