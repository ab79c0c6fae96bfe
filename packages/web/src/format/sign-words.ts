import type { HealthRule, HealthState, Sign, SignCode, SignState } from '../api/types-business.js';
import type { Figure } from '../api/types.js';
import { count, grouped } from './number.js';
import { dateText } from './period-name.js';
import { valueText } from './value.js';
import { plural } from './words.js';

/** How an account fares, in a word or two. */
export const healthNames: Readonly<Record<HealthState, string>> = {
  at_risk: 'at risk',
  watch: 'to watch',
  well: 'well',
  unknown: 'cannot be told',
};

export const signStateNames: Readonly<Record<SignState, string>> = {
  bad: 'bad',
  watch: 'watch',
  good: 'good',
  unknown: 'not known',
};

export const signTitles: Readonly<Record<SignCode, string>> = {
  renewal: 'Renewal',
  mrr: 'MRR',
  orders: 'Orders',
  contact: 'Contact',
  tickets: 'Open tickets',
  satisfaction: 'Satisfaction',
  invoices: 'Invoices',
};

/** Why the sign counts, in a phrase. */
export const signReasons: Readonly<Record<SignCode, string>> = {
  renewal: 'a term that nobody has decided can end',
  mrr: 'who pays less may go on to leave',
  orders: 'a customer who leaves without a word is known by the orders that do not come',
  contact: 'an account that nobody talks to can leave unheard',
  tickets: 'a question that waits is a promise not kept',
  satisfaction: 'it is what they say themselves',
  invoices: 'who does not pay may not mean to stay',
};

const money = (value: Figure, currency: string): string => valueText(value, 'money', currency);
const days = (number: number): string => plural(number, 'day');
/** How far off a day is: `in 12 days`, `today`, `12 days ago`. */
export const distanceText = (ago: number): string =>
  ago === 0 ? 'today' : ago > 0 ? `${days(ago)} ago` : `in ${days(-ago)}`;
const gap = (number: number): string =>
  `${grouped(number, Number.isInteger(number) ? 0 : 1)} ${number === 1 ? 'day' : 'days'}`;

/** Text of what nothing is recorded for. */
const nothing: Readonly<Record<SignCode, string>> = {
  renewal: 'No contract with a term is recorded.',
  mrr: 'No subscription is recorded in this time.',
  orders: 'No order is recorded.',
  contact: 'No contact is recorded.',
  tickets: 'No ticket of this account is recorded.',
  satisfaction: 'No answer of the last year is recorded.',
  invoices: 'No invoice is recorded.',
};

type FoundOf<Code extends SignCode> = NonNullable<Extract<Sign, { code: Code }>['found']>;

const renewalText = (found: FoundOf<'renewal'>, currency: string): string => {
  const worth = found.value === null ? '' : `, worth ${money(found.value, currency)}`;
  const when = `${dateText(found.due)}, ${distanceText(-found.days)}`;
  if (found.outcome === 'lost')
    return found.days >= 0
      ? `It will not renew: the term ends on ${when}${worth}.`
      : `The last term ended on ${when}, and was not renewed${worth}.`;
  if (found.outcome === 'renewed') return `Renewed; the term was due on ${when}.`;
  const held = found.renewsItself
    ? 'it renews by itself'
    : found.hasDeal
      ? 'a renewal deal is open'
      : 'no renewal deal is open';
  return `${found.days < 0 ? 'Was due' : 'Due'} on ${when}${worth}; undecided, ${held}.`;
};

const mrrText = ({ now, before, change }: FoundOf<'mrr'>, currency: string, since: string): string => {
  const moved = Number(change);
  if (Number(before) === 0) return `${money(now, currency)}, new within ${since}.`;
  if (moved === 0) return `${money(now, currency)}, as ${since} ago.`;
  const share = `${grouped((Math.abs(moved) / Number(before)) * 100, 0)}%`;
  return `${moved < 0 ? 'Down' : 'Up'} by ${money(String(change).replace('-', ''), currency)} (${share}) in ${since}, to ${money(now, currency)}.`;
};

const ordersText = (found: FoundOf<'orders'>, needed: number | undefined): string => {
  const last = `The last one on ${dateText(found.last)}, ${distanceText(found.days)}`;
  return found.usualGap === null || found.longestGap === null
    ? `${last}; ${plural(found.orderDays, 'day')} with an order so far${needed === undefined ? '' : `, ${needed} are needed to know its usual gap`}.`
    : `${last}; usually ${gap(found.usualGap)} between two, never more than ${days(found.longestGap)}.`;
};

const ticketsText = ({ open, unanswered, oldest, days: age }: FoundOf<'tickets'>): string => {
  if (open === 0 || oldest === null || age === null) return 'None is open.';
  const since = `since ${dateText(oldest)}, ${distanceText(age)}`;
  return open === 1
    ? `1 open, ${unanswered === 0 ? 'answered' : 'unanswered'}; ${since}.`
    : `${count(open)} open, ${unanswered === 0 ? 'all answered' : `${count(unanswered)} unanswered`}; the oldest ${since}.`;
};

const satisfactionText = (found: FoundOf<'satisfaction'>): string =>
  `${found.answers === 1 ? 'One answer' : `The last ${count(found.answers)} answers`} in a year: ${count(found.positive)} positive, ${count(found.negative)} negative; the latest ${found.lastKind.toUpperCase()} ${grouped(found.lastScore, Number.isInteger(found.lastScore) ? 0 : 1)} on ${dateText(found.last)}.`;

const invoicesText = (found: FoundOf<'invoices'>, currency: string): string => {
  const parts = [
    found.overdue === 0 || found.oldestDue === null || found.days === null
      ? 'None is overdue'
      : `${plural(found.overdue, 'invoice')} overdue${found.overdueAmount === null ? '' : `, ${money(found.overdueAmount, currency)}`}; ${found.overdue === 1 ? 'due' : 'the oldest due'} on ${dateText(found.oldestDue)}, ${distanceText(found.days)}`,
    found.writtenOff === 0 ? '' : `${plural(found.writtenOff, 'invoice')} written off in a year`,
    found.undated === 0 ? '' : `${count(found.undated)} open without a due date`,
  ];
  return `${parts.filter((part) => part !== '').join('; ')}.`;
};

/** What was found, in plain words with figures. */
export const signText = (sign: Sign, currency: string, rule?: HealthRule): string => {
  if (sign.found === null) return nothing[sign.code];
  switch (sign.code) {
    case 'renewal':
      return renewalText(sign.found, currency);
    case 'mrr':
      return mrrText(sign.found, currency, days(rule?.mrrDays ?? 90));
    case 'orders':
      return ordersText(sign.found, rule?.orderDays);
    case 'contact':
      return `The last on ${dateText(sign.found.last)}, ${distanceText(sign.found.days)}.`;
    case 'tickets':
      return ticketsText(sign.found);
    case 'satisfaction':
      return satisfactionText(sign.found);
    default:
      return invoicesText(sign.found, currency);
  }
};

/** A sign that is bad or to watch, short enough for a cell of a list. */
export const concernText = (sign: Sign, currency: string): string => {
  if (sign.found === null) return signTitles[sign.code];
  switch (sign.code) {
    case 'renewal':
      return `${sign.found.outcome === 'lost' ? 'not renewed' : 'renewal'} ${dateText(sign.found.due)}`;
    case 'mrr':
      return `MRR −${money(String(sign.found.change).replace('-', ''), currency)}`;
    case 'orders':
      return `no order for ${days(sign.found.days)}`;
    case 'contact':
      return `no contact for ${days(sign.found.days)}`;
    case 'tickets':
      return `${plural(sign.found.open, 'ticket')} open for up to ${days(sign.found.days ?? 0)}`;
    case 'satisfaction':
      return `${count(sign.found.negative)} of ${plural(sign.found.answers, 'answer')} negative`;
    default:
      return sign.found.overdue === 0
        ? `${plural(sign.found.writtenOff, 'invoice')} written off`
        : `${sign.found.overdueAmount === null ? plural(sign.found.overdue, 'invoice') : money(sign.found.overdueAmount, currency)} overdue`;
  }
};

/** When each sign is bad or to watch, in words; the numbers are those that judged. */
export const signRules = (rule: HealthRule): Readonly<Record<SignCode, string>> => ({
  renewal: `Watch: undecided and due within ${days(rule.renewalDays)}, or not renewed last time. Bad: due within ${days(rule.renewalNearDays)} or overdue, neither renewing by itself nor with a renewal deal open; or notice given.`,
  mrr: `Watch: lower than ${days(rule.mrrDays)} ago. Bad: lower by ${grouped(rule.mrrFall * 100)}% or more.`,
  orders: `Watch: no order for more than ${rule.orderGaps} times its own usual gap (the median, of ${rule.orderDays} days with an order or more). Bad: longer than ever before, too.`,
  contact: `Watch: no activity, ticket or answer for ${days(rule.contactWatchDays)}. Bad: for ${days(rule.contactBadDays)}. Not known where activities are not imported.`,
  tickets: `Watch: one open for ${days(rule.ticketWatchDays)}. Bad: for ${days(rule.ticketBadDays)}, or unanswered for ${days(rule.ticketWatchDays)}.`,
  satisfaction: `Of the last ${rule.answers} answers within ${days(rule.answerDays)} (NPS, CSAT, CES). Watch: one negative. Bad: two or more, and more than half.`,
  invoices: `Watch: one overdue. Bad: overdue for ${days(rule.overdueBadDays)}, or one written off within ${days(rule.writtenOffDays)}.`,
});

/** How the signs make the state of the account. */
export const healthRuleText = (rule: HealthRule): string =>
  `At risk when one sign is bad; to watch when one is to watch; well when ${rule.goodForWell} or more are good and none is bad or to watch; else it cannot be told. What is not recorded is never good. No sign weighs more than another.`;
