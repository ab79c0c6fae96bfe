import type { RandomSource } from '@bellwether/stats';
import { instantAt, localDay } from '../time/berlin.js';
import { asOfDay, endDay, endInstant } from '../time/periods.js';
import { type Plan, planProducts, priceOf } from '../world/catalogue.js';
import type { Campaign, Channel } from '../world/channels.js';
import type { AccountLog, Company, Contact, Deal, Lead, Subscription } from '../world/events.js';
import { companyName, drawPlace, industries, personName } from '../world/names.js';
import type { StaffMember } from '../world/staff.js';
import { lognormal, officeInstant, pick, representativeOn, workday, type Context } from './context.js';
import { liveSubscription } from './customer-life.js';
import { Mood } from './customer-month.js';
import { simulateDeal } from './deal.js';
import { buyRepeatedly, orderServices, placeOrder } from './orders.js';

export interface Inquiry {
  /** Counts every inquiry of the simulation, kept or not. */
  readonly index: number;
  readonly createdAt: number;
  readonly channel: Channel;
  readonly campaign: Campaign | null;
  readonly isConverted: boolean;
}

export const emptyLog = (): AccountLog => ({
  leads: [],
  touchpoints: [],
  contacts: [],
  company: null,
  deals: [],
  subscriptions: [],
  invoices: [],
  orders: [],
  tickets: [],
  invitations: [],
  contracts: [],
  usage: [],
  decisions: [],
});

function meet(random: RandomSource, context: Context, domain: string, createdAt: number): Contact {
  const number = context.ids.contact++;
  const person = personName(number, domain, random);
  return {
    id: String(number),
    ...person,
    phone: `+49 30 5550${String(number % 10000).padStart(4, '0')}`,
    createdAt,
    zendeskId: '',
  };
}

/** One inquiry and everything that follows from it until the as-of date. */
export function simulateAccount(random: RandomSource, context: Context, inquiry: Inquiry): AccountLog {
  const log = emptyLog();
  const { name, domain } = companyName(inquiry.index, random);
  const contact = meet(random, context, domain, inquiry.createdAt);
  log.contacts.push(contact);
  const owner = representativeOn(random, context.staff, localDay(inquiry.createdAt));
  const lead = register(random, context, log, inquiry, contact, owner);
  touch(random, context, log, inquiry, contact);
  if (!inquiry.isConverted) {
    lead.status = pick(random, ['New', 'Attempting', 'Connected', 'Disqualified'] as const);
    return log;
  }
  // Most convert within weeks; one in twenty after the 90 days of the window.
  const isLate = random.uniform() < 0.05;
  const delay = isLate ? 95 + random.below(40) : Math.min(80, 1 + Math.round(lognormal(random, 9, 0.9)));
  const convertedDay = workday(localDay(inquiry.createdAt) + delay);
  const convertedAt = officeInstant(random, convertedDay);
  if (convertedAt >= endInstant) {
    lead.status = 'Connected';
    return log;
  }
  const company = found(random, context, name, domain, convertedAt, owner, inquiry.channel);
  if (company.segment === 'Small' && random.uniform() < 0.22) {
    tryOut(random, context, log, lead, company, convertedAt);
  } else {
    sell(random, context, log, lead, company, convertedAt, inquiry.channel);
  }
  // A plan is written on accounts that have, or had, a subscription.
  if (log.subscriptions.length === 0) log.company = { ...company, plan: '' };
  return log;
}

function register(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  inquiry: Inquiry,
  contact: Contact,
  owner: StaffMember,
): Lead {
  const lead = (createdAt: number, isRepeat: boolean): Lead => ({
    id: String(context.ids.lead++),
    contact,
    createdAt,
    channel: inquiry.channel,
    campaign: inquiry.campaign,
    owner,
    score: Math.min(
      100,
      Math.max(0, Math.round(45 + (inquiry.isConverted ? 18 : 0) + 20 * random.standardNormal())),
    ),
    isRepeat,
    status: 'New',
    qualifiedAt: null,
    convertedAt: null,
    dealId: null,
  });
  const first = lead(inquiry.createdAt, false);
  log.leads.push(first);
  const again = inquiry.createdAt + (3 + random.below(55)) * 86400;
  if (random.uniform() < 0.03 && again < endInstant) log.leads.push(lead(again, true));
  return first;
}

/** A visit, and the form that made the lead: the qualifying action, one a person and campaign. */
function touch(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  inquiry: Inquiry,
  contact: Contact,
): void {
  if (context.scale.detail < 0.5) return;
  const push = (occurredAt: number, kind: string, isAction: boolean, isRepeat: boolean): void => {
    log.touchpoints.push({
      id: `TP-${context.ids.touchpoint++}`,
      contactId: contact.id,
      occurredAt,
      kind,
      isAction,
      channel: inquiry.channel,
      campaign: inquiry.campaign,
      isRepeat,
    });
  };
  push(inquiry.createdAt - 60 * (2 + random.below(30)), 'visit', false, false);
  push(inquiry.createdAt, 'form', true, false);
  const again = inquiry.createdAt + (1 + random.below(10)) * 86400;
  if (inquiry.campaign && random.uniform() < 0.05 && again < endInstant) push(again, 'form', true, true);
}

const sizeClasses = [
  { segment: 'Small', low: 5, high: 49, weight: 0.55 },
  { segment: 'Mid-market', low: 50, high: 249, weight: 0.33 },
  { segment: 'Enterprise', low: 250, high: 2400, weight: 0.12 },
] as const;

function found(
  random: RandomSource,
  context: Context,
  name: string,
  domain: string,
  createdAt: number,
  owner: StaffMember,
  channel: Channel,
): Company {
  const draw = random.uniform();
  const size = draw < 0.55 ? sizeClasses[0] : draw < 0.88 ? sizeClasses[1] : sizeClasses[2];
  const employees = Math.round(size.low * (size.high / size.low) ** random.uniform());
  const number = context.ids.company++;
  const place = drawPlace(random);
  return {
    id: String(number),
    zendeskId: `36${String(number)}`,
    stripeId: `cus_${String(number)}`,
    name,
    domain,
    industry: pick(random, industries),
    segment: size.segment,
    employees,
    country: place.country,
    city: place.city,
    owner,
    channel,
    plan: drawPlan(random, size.segment),
    createdAt,
  };
}

function drawPlan(random: RandomSource, segment: string): Plan {
  const draw = random.uniform();
  if (segment === 'Small') return draw < 0.7 ? 'Starter' : 'Team';
  if (segment === 'Mid-market') return draw < 0.75 ? 'Team' : 'Business';
  return draw < 0.2 ? 'Team' : 'Business';
}

const seatsFor = (random: RandomSource, employees: number): number =>
  Math.min(180, Math.max(2, Math.round(employees * (0.08 + 0.22 * random.uniform()))));

function addColleagues(random: RandomSource, context: Context, log: AccountLog, company: Company): void {
  const more = company.segment === 'Small' ? random.below(2) : 1 + random.below(3);
  for (let index = 0; index < more; index++) {
    log.contacts.push(meet(random, context, company.domain, company.createdAt + 60 * (index + 1)));
  }
}

/** Self-service: a trial without a deal. The lead has converted when the trial starts to pay. */
function tryOut(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  lead: Lead,
  company: Company,
  startedAt: number,
): void {
  log.company = company;
  lead.status = 'Connected';
  const converts = random.uniform() < 0.5;
  const subscription = liveSubscription(
    random,
    context,
    log,
    new Mood(random, random.uniform() < context.scale.surveyed),
    {
      company,
      plan: company.plan as Plan,
      // At large sizes a bill a month for every trial would be most of the data.
      interval: random.uniform() < context.scale.yearlyShare - 0.45 ? 'year' : 'month',
      seats: seatsFor(random, company.employees),
      startedAt,
      trialDays: 14,
      trialConverts: converts,
    },
  );
  if (subscription.paidFrom !== null) {
    lead.status = 'Qualified';
    lead.qualifiedAt = startedAt;
    lead.convertedAt = subscription.paidFrom - (subscription.paidFrom % 60);
    comeBack(random, context, log, company, subscription);
  }
}

function sell(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  lead: Lead,
  company: Company,
  createdAt: number,
  channel: Channel,
): void {
  log.company = company;
  const isOneOff = random.uniform() < 0.14;
  const plan = company.plan as Plan;
  const interval = random.uniform() < context.scale.yearlyShare ? 'year' : 'month';
  const seats = seatsFor(random, company.employees);
  const price = priceOf(planProducts[plan], interval);
  const yearly = price.unitAmount * seats * (interval === 'month' ? 12 : 1);
  const deal = simulateDeal(random, context, {
    name: `${company.name} – ${isOneOff ? 'Services' : plan}`,
    type: 'new',
    createdAt,
    owner: company.owner,
    contact: lead.contact,
    amount: isOneOff ? 150000 + 5000 * random.below(200) : yearly,
    winLift: channel.winLift + (company.segment === 'Enterprise' ? -0.3 : 0),
    medianCycleDays: company.segment === 'Enterprise' ? 70 : company.segment === 'Small' ? 26 : 42,
  });
  log.deals.push(deal);
  lead.status = 'Qualified';
  lead.qualifiedAt = createdAt;
  lead.convertedAt = createdAt;
  lead.dealId = deal.id;
  if (deal.status !== 'won' || deal.closedAt === null) return;
  addColleagues(random, context, log, company);
  const closedDay = localDay(deal.closedAt);
  if (isOneOff) {
    buyRepeatedly(random, context, log, closedDay);
    return;
  }
  const startDay = workday(closedDay + random.below(6));
  const startedAt = startDay === closedDay ? deal.closedAt + 600 : officeInstant(random, startDay);
  if (startedAt >= endInstant) return;
  const mood = new Mood(random, random.uniform() < context.scale.surveyed);
  const subscription = liveSubscription(random, context, log, mood, {
    company,
    plan,
    interval,
    seats,
    startedAt,
    trialDays: 0,
    trialConverts: true,
  });
  orderServices(
    random,
    context,
    log,
    startDay,
    subscription.endedAt === null ? endDay : localDay(subscription.endedAt),
  );
  expand(random, context, log, company, subscription);
  comeBack(random, context, log, company, subscription);
}

/** Later offers to an existing customer: deals of their own that bring one order of services when won. */
function expand(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  company: Company,
  subscription: Subscription,
): void {
  const start = localDay(subscription.startedAt);
  const stop = subscription.endedAt === null ? endDay : localDay(subscription.endedAt);
  for (let at = start + 150; at < stop && at <= asOfDay; at += 180) {
    if (random.uniform() > 0.3) continue;
    const day = workday(at + random.below(60));
    if (day > asOfDay || day >= stop) return;
    const deal: Deal = simulateDeal(random, context, {
      name: `${company.name} – Services ${log.deals.length}`,
      type: 'expansion',
      createdAt: officeInstant(random, day),
      owner: company.owner,
      contact: pick(random, log.contacts),
      amount: 100000 + 5000 * random.below(120),
      winLift: 0.9,
      medianCycleDays: 24,
    });
    log.deals.push(deal);
    if (deal.status !== 'won' || deal.closedAt === null) continue;
    const orderDay = localDay(deal.closedAt);
    log.orders.push(placeOrder(random, context, orderDay, true));
  }
}

/** One in eight who left comes back after some months, on the same plan. */
function comeBack(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  company: Company,
  subscription: Subscription,
): void {
  let last = subscription;
  while (last.endedAt !== null && last.paidFrom !== null && random.uniform() < 0.14) {
    const day = workday(localDay(last.endedAt) + 35 + random.below(170));
    const startedAt = instantAt(day, 9 * 3600 + random.below(30000));
    if (startedAt >= endInstant) return;
    recordLateRecovery(log, last, day);
    last = liveSubscription(
      random,
      context,
      log,
      new Mood(random, random.uniform() < context.scale.surveyed),
      {
        company,
        plan: last.plan,
        interval: last.interval,
        seats: Math.max(1, Math.round((last.items.at(-1)?.quantity ?? 2) * 0.8)),
        startedAt,
        trialDays: 0,
        trialConverts: true,
      },
    );
  }
}

/** A yearly customer who returns within 80 days: its contract was renewed, but after the grace. */
function recordLateRecovery(log: AccountLog, last: Subscription, day: number): void {
  const index = log.contracts.length - 1;
  const contract = log.contracts[index];
  if (last.interval !== 'year' || !contract || contract.outcome !== 'churned' || day - contract.dueDay > 80)
    return;
  log.contracts[index] = { ...contract, outcome: 'renewed', decidedDay: day, renewedValue: contract.value };
}
