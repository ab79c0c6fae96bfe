import { drawPoisson, type RandomSource } from '@bellwether/stats';
import { instantAt } from '../time/berlin.js';
import { endDay, endInstant, firstDay } from '../time/periods.js';
import type { AccountLog, Ticket } from '../world/events.js';
import { type Context, pick } from './context.js';
import { surveyRelationship, surveyTicket } from './survey.js';
import { simulateTicket, statusAt, topics } from './ticket.js';

const day = 86400;
const features = ['routing', 'inventory', 'reports'] as const;

/** The hidden mood of a customer: moves slowly, shows in usage, in tickets that drag on and in what they answer. */
export class Mood {
  value: number;
  readonly usage: number[] = [];
  /** This customer is asked for its opinion. */
  readonly isSurveyed: boolean;
  nextSurveyDay = 0;

  constructor(random: RandomSource, isSurveyed: boolean) {
    this.value = 0.4 * random.standardNormal();
    this.isSurveyed = isSurveyed;
  }

  /** Usage of the last two months over that of the three before; 1 where there are not five months yet. */
  usageRatio(): number {
    const count = this.usage.length;
    if (count < 5) return 1;
    const mean = (from: number, to: number): number => {
      let sum = 0;
      for (let index = from; index < to; index++) sum += this.usage[index] as number;
      return sum / (to - from);
    };
    const before = mean(count - 5, count - 2);
    return before === 0 ? 1 : mean(count - 2, count) / before;
  }
}

/** Tickets of the last 90 days before a day that are unsolved after three days, or took more than ten. */
export function unresolvedAt(tickets: readonly Ticket[], decisionDay: number): number {
  const now = instantAt(decisionDay, 0);
  let count = 0;
  for (const ticket of tickets) {
    if (ticket.exclusion !== 'none' || ticket.createdAt < now - 90 * day || ticket.createdAt > now - 3 * day)
      continue;
    const status = statusAt(ticket, now);
    const isOpen = status !== 'solved' && status !== 'closed';
    const solvedAt = ticket.statuses.find((event) => event.status === 'solved')?.at ?? Infinity;
    if (isOpen || solvedAt - ticket.createdAt > 10 * day) count += 1;
  }
  return count;
}

/** One month of a customer: mood, usage, tickets, and the question whether they would recommend us. */
export function serveMonth(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  mood: Mood,
  startDay: number,
  nextDay: number,
  seats: number,
): void {
  mood.value = 0.88 * mood.value - 0.02 + 0.3 * random.standardNormal();
  const level = Math.max(
    0,
    Math.round(seats * 60 * Math.exp(0.7 * mood.value + 0.08 * random.standardNormal())),
  );
  mood.usage.push(level);
  useProduct(random, context, log, level, startDay, nextDay);
  const rate = context.scale.ticketsPerMonth * Math.exp(-0.35 * mood.value) * Math.min(3, 0.7 + seats / 60);
  const count = drawPoisson(random, rate);
  for (let index = 0; index < count; index++) {
    openTicket(random, context, log, mood, startDay + random.below(nextDay - startDay));
  }
  askToRecommend(random, context, log, mood, startDay, nextDay);
}

function useProduct(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  level: number,
  startDay: number,
  nextDay: number,
): void {
  const every = context.scale.usageEveryDays;
  for (let at = startDay + ((every - (startDay % every)) % every); at < nextDay && at < endDay; at += every) {
    if (at < firstDay) continue;
    const events = Math.round((level * every) / 30);
    log.usage.push({ day: at, feature: pick(random, features), events, seconds: events * 40 });
  }
}

function openTicket(random: RandomSource, context: Context, log: AccountLog, mood: Mood, on: number): void {
  if (on >= endDay) return;
  const requester = pick(random, log.contacts);
  const ticket = simulateTicket(random, context, {
    requester,
    day: on,
    topic: pick(random, topics),
    stuckChance: Math.min(0.6, Math.max(0.03, 0.1 - 0.25 * mood.value)),
  });
  if (!ticket) return;
  if (requester.zendeskId === '') requester.zendeskId = String(context.ids.zendeskUser++);
  const kept = clearOfWindowEdge(log.tickets, ticket);
  log.tickets.push(kept);
  if (mood.isSurveyed) {
    const invitation = surveyTicket(random, context, kept);
    if (invitation) log.invitations.push(invitation);
  }
  if (kept.exclusion === 'none' && random.uniform() < 0.012) mergeCopy(context, log, kept);
}

/**
 * A second ticket on the topic is a repeat contact within 7 days of the solution. Days and instants disagree on the
 * seventh day, so no pair of tickets is left between the sixth and the eighth: the later one asks about something else.
 */
function clearOfWindowEdge(earlier: readonly Ticket[], ticket: Ticket): Ticket {
  const isOnEdge = (topic: string): boolean =>
    earlier.some((other) => {
      if (other.requester.id !== ticket.requester.id || other.topic !== topic) return false;
      return [...other.statuses, ...ticket.statuses].some(({ at, status }) => {
        const gap = Math.abs(ticket.createdAt - at);
        const reverse = Math.abs(other.createdAt - at);
        const near = (span: number): boolean => span > 6 * day && span < 8 * day;
        return status === 'solved' && (near(gap) || near(reverse));
      });
    });
  const topic = [ticket.topic, ...topics].find((candidate) => !isOnEdge(candidate));
  return topic === undefined || topic === ticket.topic ? ticket : { ...ticket, topic };
}

/** The customer wrote twice; the agent merged the copy into the first ticket. It counts once. */
function mergeCopy(context: Context, log: AccountLog, original: Ticket): void {
  const createdAt = original.createdAt + 900;
  const mergedAt = original.createdAt + 5400;
  if (mergedAt >= endInstant) return;
  const copyId = String(context.ids.ticket++);
  log.tickets.push({
    ...original,
    id: copyId,
    createdAt,
    isAgentCreated: false,
    channel: 'email',
    exclusion: 'merged',
    mergedInto: original.id,
    mergedTickets: [],
    messages: [{ id: String(context.ids.message++), at: createdAt, author: 'customer', isPublic: true }],
    statuses: [
      { at: createdAt, status: 'new' },
      { at: mergedAt, status: 'closed' },
    ],
    assignedAt: null,
  });
  original.mergedTickets.push(copyId);
}

function askToRecommend(
  random: RandomSource,
  context: Context,
  log: AccountLog,
  mood: Mood,
  startDay: number,
  nextDay: number,
): void {
  if (!mood.isSurveyed) return;
  if (mood.nextSurveyDay === 0) mood.nextSurveyDay = startDay + 60 + random.below(120);
  while (mood.nextSurveyDay < nextDay) {
    const on = mood.nextSurveyDay;
    mood.nextSurveyDay += 170 + random.below(30);
    if (on >= endDay || on < startDay) continue;
    const strain = unresolvedAt(log.tickets, on);
    for (const contact of log.contacts) {
      if (random.uniform() > 0.8) continue;
      const invitation = surveyRelationship(
        random,
        context,
        contact,
        on,
        7.9 + 1.3 * mood.value - 0.9 * strain,
      );
      if (invitation) log.invitations.push(invitation);
    }
  }
}
