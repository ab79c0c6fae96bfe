import type { RandomSource } from '@bellwether/stats';
import { instantAt, localDay, localSecondOfDay } from '../time/berlin.js';
import { addMonths } from '../time/days.js';
import { asOfDay, endDay, endInstant, firstDay } from '../time/periods.js';
import { addOns, monthlyAmount, onsiteTraining, planProducts, priceOf, type Plan } from '../world/catalogue.js';
import { leaveChance, type LeaveSignals } from '../world/effects.js';
import type { AccountLog, Company, Invoice, InvoiceLine, ItemVersion, Subscription } from '../world/events.js';
import { type Context, pick } from './context.js';
import { serveMonth, type Mood, unresolvedAt } from './customer-month.js';
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

const liveItems = (subscription: Subscription): ItemVersion[] =>
  subscription.items.filter((item) => item.to === null);

/** What the live items cost in one billing interval, in cents. */
const billed = (subscription: Subscription): number =>
  liveItems(subscription).reduce((sum, item) => sum + item.price.unitAmount * item.quantity, 0);

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
    if (paidFrom < endInstant) end(subscription, paidFrom, 'trial_not_converted');
    return subscription;
  }
  live(random, context, log, mood, request, subscription);
  return subscription;
}

function end(subscription: Subscription, at: number, reason: string): void {
  subscription.endedAt = at;
  subscription.endReason = reason;
  for (const item of liveItems(subscription)) item.to = at;
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
      log.invoices.push(bill(random, context, log, subscription, startAt, addMonths(anchorDay, month + every), fails));
      if (fails) {
        const giveUp = startAt + 14 * 86400;
        subscription.isPastDue = giveUp >= endInstant;
        if (giveUp < endInstant) {
          subscription.isInvoluntary = true;
          end(subscription, giveUp, 'payment_failed');
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
      if (endsAt < endInstant) end(subscription, endsAt, pick(random, ['price', 'missing_feature', 'service', 'unused']));
      return;
    }
  }
}

/** The item that holds the seats. */
const mainItem = (subscription: Subscription): ItemVersion =>
  liveItems(subscription).find((item) => item.price.product.category === 'Platform') as ItemVersion;

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
    setQuantity(subscription, main, main.quantity + 1 + random.below(Math.max(1, Math.ceil(main.quantity * 0.25))), at);
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

function setQuantity(subscription: Subscription, item: ItemVersion, quantity: number, at: number): void {
  item.to = at;
  subscription.items.push({ ...item, quantity, from: at, to: null });
}

/** Fewer seats, or an add-on less. */
function shrink(random: RandomSource, subscription: Subscription, at: number): void {
  const items = liveItems(subscription);
  const addOn = items.find((item) => item.price.product.category === 'Add-on');
  if (addOn && random.uniform() < 0.5) {
    addOn.to = at;
    return;
  }
  const main = mainItem(subscription);
  const quantity = Math.max(1, Math.floor(main.quantity * (0.7 + 0.25 * random.uniform())));
  if (quantity < main.quantity) setQuantity(subscription, main, quantity, at);
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
    if (draw < 0.25) setQuantity(subscription, main, main.quantity + 1 + random.below(Math.max(1, Math.ceil(main.quantity * 0.2))), dueAt);
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

const invoiceNumber = (context: Context): { id: string; number: string; chargeId: string } => {
  const text = String(context.ids.invoice++).padStart(8, '0');
  return { id: `in_${text}`, number: `HB-${text}`, chargeId: `ch_${String(context.ids.charge++).padStart(8, '0')}` };
};

/** German customers pay 19 % value-added tax; everyone else is billed without tax. */
const taxOn = (log: AccountLog, net: number): number =>
  log.company?.country === 'DE' ? Math.round(net * 0.19) : 0;

function bill(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  subscription: Subscription,
  at: number,
  nextDay: number,
  fails: boolean,
): Invoice {
  const to = instantAt(nextDay, localSecondOfDay(at));
  const keys = invoiceNumber(context);
  const lines = liveItems(subscription).map(
    (item, index): InvoiceLine => ({
      id: `il_${keys.id.slice(3)}_${index}`,
      product: item.price.product,
      price: item.price,
      itemId: item.itemId,
      amount: item.price.unitAmount * item.quantity,
      quantity: item.quantity,
      from: at,
      to,
      isProration: false,
    }),
  );
  const net = lines.reduce((sum, line) => sum + line.amount, 0);
  const status = fails ? (at + 14 * 86400 < endInstant ? 'uncollectible' : 'open') : 'paid';
  const isVoid = !fails && random.uniform() < 0.004;
  if (isVoid) {
    // The first attempt was wrong and voided; the invoice that counts follows a minute later.
    const wrong = invoiceNumber(context);
    log.invoices.push({
      ...wrong,
      subscriptionId: subscription.id,
      issuedAt: at,
      currency: 'eur',
      lines: lines.map((line, index) => ({ ...line, id: `il_${wrong.id.slice(3)}_${index}` })),
      tax: taxOn(log, net),
      status: 'void',
      refunds: [],
    });
  }
  const refundAt = at + (3 + random.below(18)) * 86400;
  const isRefunded =
    status === 'paid' && log.company?.country !== 'DE' && random.uniform() < 0.02 && refundAt < endInstant;
  const refundAmount = random.uniform() < 0.4 ? net : Math.max(100, Math.floor((net * (1 + random.below(6))) / 10));
  return {
    ...keys,
    subscriptionId: subscription.id,
    issuedAt: at,
    currency: 'eur',
    lines,
    tax: taxOn(log, net),
    status,
    refunds: isRefunded
      ? [{ id: `re_${String(context.ids.refund++).padStart(8, '0')}`, amount: refundAmount, at: refundAt }]
      : [],
  };
}

/** More of something in the middle of a yearly term: the whole months that are left, paid at once. */
function prorate(
  context: Context,
  log: AccountLog,
  subscription: Subscription,
  item: ItemVersion,
  at: number,
  day: number,
  termEnd: number,
): Invoice {
  let monthsLeft = 1;
  while (addMonths(day, monthsLeft) < termEnd) monthsLeft += 1;
  const keys = invoiceNumber(context);
  const amount = monthlyAmount(item.price) * item.quantity * monthsLeft;
  return {
    ...keys,
    subscriptionId: subscription.id,
    issuedAt: at,
    currency: 'eur',
    lines: [
      {
        id: `il_${keys.id.slice(3)}_0`,
        product: item.price.product,
        price: item.price,
        itemId: item.itemId,
        amount,
        quantity: item.quantity,
        from: at,
        to: instantAt(termEnd, localSecondOfDay(at)),
        isProration: true,
      },
    ],
    tax: taxOn(log, amount),
    status: 'paid',
    refunds: [],
  };
}

/** Onsite training for an American customer: one line in dollars, outside any subscription, in whole five hundreds, so that rates give whole cents. */
function billTraining(random: RandomSource, context: Context, day: number): Invoice | null {
  if (day >= endDay) return null;
  const at = instantAt(day, 15 * 3600 + random.below(3600));
  const keys = invoiceNumber(context);
  return {
    ...keys,
    subscriptionId: '',
    issuedAt: at,
    currency: 'usd',
    lines: [
      {
        id: `il_${keys.id.slice(3)}_0`,
        product: onsiteTraining,
        price: null,
        itemId: '',
        amount: (2 + random.below(7)) * 50000,
        quantity: 1,
        from: at,
        to: at,
        isProration: false,
      },
    ],
    tax: 0,
    status: 'paid',
    refunds: [],
  };
}
