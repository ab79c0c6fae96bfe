import type { RandomSource } from '@bellwether/stats';
import { localDay } from '../time/berlin.js';
import { endInstant } from '../time/periods.js';
import type { Answer, Contact, Invitation, Ticket } from '../world/events.js';
import { officeInstant, type Context } from './context.js';

export const surveys = {
  csat: { question: 'How satisfied are you with the help you received?', min: 1, max: 5 },
  nps: { question: 'How likely are you to recommend us to a colleague?', min: 0, max: 10 },
  ces: { question: 'The company made it easy to handle my issue.', min: 1, max: 7 },
} as const;

export interface InviteRequest {
  readonly survey: Invitation['survey'];
  readonly contact: Contact;
  readonly ticket: Ticket | null;
  readonly sentAt: number;
  /** Mean of the answer on its own scale. */
  readonly mean: number;
  readonly answerChance: number;
}

/** One invitation and what came back: nothing, an answer or a skipped question. */
export function simulateInvitation(
  random: RandomSource,
  context: Context,
  request: InviteRequest,
): Invitation | null {
  if (request.sentAt >= endInstant) return null;
  const { min, max } = surveys[request.survey];
  const isDelivered = random.uniform() < 0.96;
  const answers: Answer[] = [];
  const answer = (at: number, isSkipped: boolean): void => {
    const drawn = Math.round(request.mean + (max - min) * 0.2 * random.standardNormal());
    if (at < endInstant) {
      const score = isSkipped ? null : Math.min(max, Math.max(min, drawn));
      answers.push({ id: `R${context.ids.answer++}`, at, score });
    }
  };
  if (isDelivered && random.uniform() < request.answerChance) {
    const at = request.sentAt + 1800 + random.below(6 * 86400);
    answer(at, random.uniform() < 0.02);
  }
  return {
    id: `I${context.ids.invitation++}`,
    survey: request.survey,
    contact: request.contact,
    ticket: request.ticket,
    sentAt: request.sentAt,
    isDelivered,
    answers,
  };
}

/** Asks about a solved ticket, an hour or more after the solution: CSAT or CES, never both. */
export function surveyTicket(random: RandomSource, context: Context, ticket: Ticket): Invitation | null {
  const solved = ticket.statuses.find((event) => event.status === 'solved');
  if (!solved || ticket.exclusion !== 'none' || random.uniform() > 0.75) return null;
  const days = (solved.at - ticket.createdAt) / 86400;
  const strain = Math.min(1, days / 14);
  const isEffort = random.uniform() < 0.4;
  return simulateInvitation(random, context, {
    survey: isEffort ? 'ces' : 'csat',
    contact: ticket.requester,
    ticket,
    sentAt: solved.at + 3600,
    mean: isEffort ? 5.6 - 2 * strain : 4.3 - 1.5 * strain,
    answerChance: 0.4,
  });
}

/** Asks a contact of a customer whether they would recommend us. */
export const surveyRelationship = (
  random: RandomSource,
  context: Context,
  contact: Contact,
  day: number,
  mean: number,
): Invitation | null =>
  simulateInvitation(random, context, {
    survey: 'nps',
    contact,
    ticket: null,
    sentAt: officeInstant(random, day),
    mean,
    answerChance: 0.45,
  });

export const lastNpsBefore = (
  invitations: readonly Invitation[],
  day: number,
  windowDays: number,
): number | null => {
  let best: { at: number; score: number } | null = null;
  for (const invitation of invitations) {
    if (invitation.survey !== 'nps') continue;
    for (const { at, score } of invitation.answers) {
      const answered = localDay(at);
      if (score === null || answered >= day || answered < day - windowDays) continue;
      if (!best || at > best.at) best = { at, score };
    }
  }
  return best?.score ?? null;
};
