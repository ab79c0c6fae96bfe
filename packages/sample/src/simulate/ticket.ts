import type { RandomSource } from '@bellwether/stats';
import { localDay, instantAt } from '../time/berlin.js';
import { addBusinessSeconds } from '../time/business-hours.js';
import { endInstant } from '../time/periods.js';
import { goLiveEffects, isLive } from '../world/effects.js';
import type { Contact, StatusEvent, Ticket, TicketMessage } from '../world/events.js';
import { lognormal, pick, type Context } from './context.js';

export const priorities = ['low', 'normal', 'high', 'urgent'] as const;
const priorityWeights = [0.2, 0.5, 0.22, 0.08];
/** First answer due after this many seconds of business time. */
export const responseTargets: Readonly<Record<string, number>> = {
  urgent: 3600,
  high: 2 * 3600,
  normal: 8 * 3600,
  low: 16 * 3600,
};
/** Median business seconds to the first answer before the go-live. */
const medianResponse: Readonly<Record<string, number>> = {
  urgent: 1800,
  high: 4500,
  normal: 14400,
  low: 32400,
};
export const topics = ['question', 'incident', 'problem', 'task'] as const;
const ticketChannels = ['email', 'email', 'web', 'chat'] as const;

export interface TicketRequest {
  readonly requester: Contact;
  readonly day: number;
  readonly topic: string;
  /** Chance that it drags on for weeks. */
  readonly stuckChance: number;
}

interface Story {
  readonly messages: TicketMessage[];
  readonly statuses: StatusEvent[];
  assignedAt: number | null;
}

const drawPriority = (random: RandomSource): string => {
  let left = random.uniform();
  for (const [index, weight] of priorityWeights.entries()) {
    left -= weight;
    if (left < 0) return priorities[index] as string;
  }
  return 'normal';
};

/** Most tickets come in office hours, some at night or at the weekend. */
function drawCreation(random: RandomSource, day: number): number {
  const second = random.uniform() < 0.75 ? 8 * 3600 + random.below(10 * 3600) : random.below(86400);
  return instantAt(day, second);
}

export function simulateTicket(
  random: RandomSource,
  context: Context,
  request: TicketRequest,
): Ticket | null {
  const createdAt = drawCreation(random, request.day);
  if (createdAt >= endInstant) return null;
  const isAgentCreated = random.uniform() < 0.03;
  const priority = drawPriority(random);
  const agent = pick(random, context.staff.agents);
  const story: Story = { messages: [], statuses: [], assignedAt: null };
  const isSpam = random.uniform() < 0.006;
  const say = (at: number, author: TicketMessage['author'], isPublic = true): void => {
    if (at < endInstant) story.messages.push({ id: String(context.ids.message++), at, author, isPublic });
  };
  const turn = (at: number, status: StatusEvent['status']): void => {
    if (at < endInstant && story.statuses.at(-1)?.status !== status) story.statuses.push({ at, status });
  };
  turn(createdAt, 'new');
  say(createdAt, isAgentCreated ? 'agent' : 'customer');
  if (isSpam) {
    turn(createdAt + 1800 + random.below(3600), 'deleted');
  } else {
    tellStory(random, request, createdAt, priority, story, say, turn);
  }
  story.messages.sort((a, b) => a.at - b.at);
  return {
    id: String(context.ids.ticket++),
    requester: request.requester,
    createdAt,
    channel: isAgentCreated ? 'phone' : pick(random, ticketChannels),
    topic: request.topic,
    priority,
    agent,
    isAgentCreated,
    exclusion: isSpam && story.statuses.at(-1)?.status === 'deleted' ? 'deleted' : 'none',
    mergedInto: null,
    mergedTickets: [],
    messages: story.messages,
    statuses: story.statuses,
    assignedAt: story.assignedAt,
    target: responseTargets[priority] as number,
  };
}

/** Answers, questions back, waiting, the solution, and sometimes a reopening. */
function tellStory(
  random: RandomSource,
  request: TicketRequest,
  createdAt: number,
  priority: string,
  story: Story,
  say: (at: number, author: TicketMessage['author'], isPublic?: boolean) => void,
  turn: (at: number, status: StatusEvent['status']) => void,
): void {
  const factor = isLive(localDay(createdAt)) ? goLiveEffects.firstResponseFactor : 1;
  const wait = Math.round(lognormal(random, (medianResponse[priority] as number) * factor, 0.8));
  let now = addBusinessSeconds(createdAt, Math.max(60, wait));
  const assignedAt = addBusinessSeconds(createdAt, Math.max(30, Math.round(wait * 0.4)));
  if (assignedAt < endInstant) story.assignedAt = assignedAt;
  if (random.uniform() < 0.2) say(assignedAt + 45, 'agent', false);
  if (random.uniform() < 0.03) {
    // Solved without a word: no first answer.
    turn(now, 'solved');
    turn(now + 4 * 86400, 'closed');
    return;
  }
  say(now, 'agent');
  const isStuck = random.uniform() < request.stuckChance;
  const rounds = isStuck ? 2 + random.below(3) : random.uniform() < 0.55 ? 0 : 1 + random.below(2);
  for (let round = 0; round < rounds; round++) {
    turn(now, 'pending');
    now += Math.round(lognormal(random, isStuck ? 3 * 86400 : 5 * 3600, 0.7)) + 60;
    say(now, 'customer');
    if (random.uniform() < 0.2) say(now + 600 + random.below(1200), 'customer');
    turn(now, 'open');
    if (isStuck && round === 0) {
      const hold = addBusinessSeconds(now + 3600, 1800);
      turn(hold, 'hold');
      now = hold + (6 + random.below(12)) * 86400;
      turn(now, 'open');
    }
    now = addBusinessSeconds(now + 1800, Math.round(lognormal(random, 7200, 0.7)) + 60);
    say(now, 'agent');
  }
  if (isStuck) {
    turn(now, 'open');
    now += (5 + random.below(25)) * 86400;
  }
  let solvedAt = addBusinessSeconds(now, 60 + random.below(3600));
  turn(solvedAt, 'solved');
  if (random.uniform() < 0.09) {
    const again = solvedAt + 7200 + random.below(2 * 86400);
    say(again, 'customer');
    turn(again, 'open');
    const answer = addBusinessSeconds(again, Math.round(lognormal(random, 9000, 0.7)) + 60);
    say(answer, 'agent');
    solvedAt = addBusinessSeconds(answer, 60 + random.below(7200));
    turn(solvedAt, 'solved');
  }
  turn(solvedAt + 4 * 86400, 'closed');
}

/** Status at an instant. */
export function statusAt(ticket: Ticket, instant: number): StatusEvent['status'] {
  let status = (ticket.statuses[0] as StatusEvent).status;
  for (const event of ticket.statuses) {
    if (event.at > instant) break;
    status = event.status;
  }
  return status;
}
