import { localDay } from '../time/berlin.js';
import { addBusinessSeconds, businessSeconds } from '../time/business-hours.js';
import { asOfDay, endInstant, monthOf, periods } from '../time/periods.js';
import type { AccountLog, Invitation, StatusEvent, Ticket, TicketMessage } from '../world/events.js';
import { type Breakdown, bump, type Ledger } from './ledger.js';
import { SampleList } from './sample-list.js';

const repeatContactSeconds = 7 * 86400;
const surveyWindowDays = 14;
const serviceDimensions = ['priority', 'ticket_channel', 'agent', 'team'];

/** Durations of tickets, in seconds, one list a measure. */
export class ServiceSamples {
  readonly firstResponse = new SampleList(serviceDimensions);
  readonly firstResponseBusiness = new SampleList(serviceDimensions);
  readonly resolution = new SampleList(serviceDimensions);
  readonly resolutionBusiness = new SampleList(serviceDimensions);
  readonly fullResolution = new SampleList(serviceDimensions);
  readonly fullResolutionBusiness = new SampleList(serviceDimensions);
}

const isUnsolved = (status: StatusEvent['status']): boolean => status !== 'solved' && status !== 'closed';

/** Public messages of people, without the note with which an agent opened the ticket. */
function conversation(ticket: Ticket): TicketMessage[] {
  return ticket.messages.filter(
    (message, index) => message.isPublic && !(ticket.isAgentCreated && index === 0),
  );
}

export function countTickets(ledger: Ledger, samples: ServiceSamples, log: AccountLog): void {
  const counted = log.tickets.filter((ticket) => ticket.exclusion === 'none');
  for (const ticket of counted) countTicket(ledger, samples, ticket, counted);
}

function countTicket(ledger: Ledger, samples: ServiceSamples, ticket: Ticket, all: readonly Ticket[]): void {
  const dims = ledger.breakdown({
    priority: ticket.priority,
    ticket_channel: ticket.channel,
    agent: ticket.agent.name,
    team: ticket.agent.group,
  });
  const created = ticket.createdAt;
  ledger.add('tickets', monthOf(localDay(created)), 1, dims);
  const messages = conversation(ticket);
  const replies = messages.filter((message) => message.author === 'agent');
  const firstReply = replies[0];
  if (firstReply) {
    const month = monthOf(localDay(created));
    samples.firstResponse.add(month, firstReply.at - created, dims);
    samples.firstResponseBusiness.add(month, businessSeconds(created, firstReply.at), dims);
  }
  countTurns(ledger, messages, dims);
  countBacklog(ledger, ticket, dims);
  countTarget(ledger, ticket, firstReply?.at ?? null, dims);

  const solves = ticket.statuses.filter((event) => event.status === 'solved');
  const firstSolve = solves[0];
  if (!firstSolve) return;
  const wasReopened = ticket.statuses.some((event, index) => {
    const before = ticket.statuses[index - 1];
    return before !== undefined && !isUnsolved(before.status) && isUnsolved(event.status);
  });
  const firstMonth = monthOf(localDay(firstSolve.at));
  ledger.add('tickets_solved', firstMonth, 1, dims);
  if (wasReopened) ledger.add('tickets_reopened', firstMonth, 1, dims);
  samples.resolution.add(firstMonth, firstSolve.at - created, dims);
  samples.resolutionBusiness.add(firstMonth, businessSeconds(created, firstSolve.at), dims);
  const last = ticket.statuses.at(-1) as StatusEvent;
  if (isUnsolved(last.status)) return;
  const lastSolve = solves.at(-1) as StatusEvent;
  const lastMonth = monthOf(localDay(lastSolve.at));
  ledger.add('tickets_solved_now', lastMonth, 1, dims);
  if (wasReopened) ledger.add('tickets_solved_now_reopened', lastMonth, 1, dims);
  samples.fullResolution.add(lastMonth, lastSolve.at - created, dims);
  samples.fullResolutionBusiness.add(lastMonth, businessSeconds(created, lastSolve.at), dims);
  if (localDay(lastSolve.at) + 7 > asOfDay) return;
  ledger.add('tickets_mature', lastMonth, 1, dims);
  const hasRepeat = all.some(
    (other) =>
      other !== ticket &&
      other.requester.id === ticket.requester.id &&
      other.topic === ticket.topic &&
      other.createdAt > lastSolve.at &&
      other.createdAt <= lastSolve.at + repeatContactSeconds,
  );
  if (replies.length === 1 && !wasReopened && !hasRepeat)
    ledger.add('tickets_first_contact', lastMonth, 1, dims);
}

/** A turn: the first customer message since the last answer, and the next public answer of a person. */
function countTurns(ledger: Ledger, messages: readonly TicketMessage[], dims: Breakdown): void {
  let asked: number | null = null;
  for (const message of messages) {
    if (message.author === 'customer') asked ??= message.at;
    else if (asked !== null) {
      const month = monthOf(localDay(asked));
      ledger.add('turns_answered', month, 1, dims);
      ledger.add('turns_seconds', month, message.at - asked, dims);
      ledger.add('turns_business_seconds', month, businessSeconds(asked, message.at), dims);
      asked = null;
    }
  }
}

/** Unsolved at the edge: from creation (or a reopening) until the solution. */
function countBacklog(ledger: Ledger, ticket: Ticket, dims: Breakdown): void {
  const spans: { from: number; to: number | null }[] = [];
  for (const event of ticket.statuses) {
    const day = localDay(event.at);
    const open = spans.at(-1);
    const isRunning = open !== undefined && open.to === null;
    if (isUnsolved(event.status) && !isRunning) spans.push({ from: day, to: null });
    if (!isUnsolved(event.status) && isRunning) open.to = day;
  }
  const cells = ledger.count('backlog', dims);
  periods.forEach(({ endDay: edge }, index) => {
    const isOpen = spans.some((span) => span.from < edge && (span.to === null || span.to >= edge));
    if (isOpen) bump(cells, index, 1);
  });
}

/** The target of the first answer, by due date; a solution without an answer fulfils it. */
function countTarget(ledger: Ledger, ticket: Ticket, repliedAt: number | null, dims: Breakdown): void {
  const dueAt = addBusinessSeconds(ticket.createdAt, ticket.target);
  const solvedAt = ticket.statuses.find((event) => event.status === 'solved')?.at ?? Infinity;
  const doneAt = Math.min(repliedAt ?? Infinity, solvedAt);
  if (doneAt === Infinity && dueAt >= endInstant) return;
  const month = monthOf(localDay(dueAt));
  ledger.add('targets_decided', month, 1, dims);
  if (doneAt <= dueAt) ledger.add('targets_met', month, 1, dims);
}

/** What customers say: the latest valid answer to an invitation, by answer date; invitations by the day they were sent. */
export function countVoice(ledger: Ledger, log: AccountLog): void {
  const { company } = log;
  if (!company) return;
  const account = { segment: company.segment, channel: company.channel.source, plan: company.plan };
  const accountDims = ledger.breakdown(account);
  const recommending: { day: number; category: number }[] = [];
  for (const invitation of log.invitations) {
    const valid = invitation.answers.filter((answer) => answer.score !== null).at(-1);
    const { ticket } = invitation;
    const dims = ticket
      ? ledger.breakdown({
          ...account,
          agent: ticket.agent.name,
          team: ticket.agent.group,
          ticket_channel: ticket.channel,
        })
      : accountDims;
    if (invitation.isDelivered && localDay(invitation.sentAt) + surveyWindowDays <= asOfDay) {
      const month = monthOf(localDay(invitation.sentAt));
      const surveyDims = ledger.breakdown({ ...account, survey_kind: invitation.survey });
      ledger.add('invitations', month, 1, surveyDims);
      if (valid) ledger.add('invitations_answered', month, 1, surveyDims);
    }
    if (!valid || valid.score === null) continue;
    const month = monthOf(localDay(valid.at));
    countScore(ledger, invitation.survey, month, valid.score, dims);
    if (invitation.survey === 'nps') {
      const category = valid.score >= 9 ? 1 : valid.score <= 6 ? -1 : 0;
      recommending.push({ day: localDay(valid.at), category });
    }
  }
  if (recommending.length > 0) countAccountScore(ledger, recommending, accountDims);
}

/** Every number from 1 to 16 divides it, so the mean category of up to 16 answers is a whole number of its parts. */
export const categoryParts = 720_720;

/** One vote an account and period: the mean category of its answers in it. */
function countAccountScore(
  ledger: Ledger,
  answers: readonly { readonly day: number; readonly category: number }[],
  dims: Breakdown,
): void {
  const accounts = ledger.count('nps_accounts', dims);
  const parts = ledger.count('nps_account_parts', dims);
  periods.forEach(({ startDay, endDay }, index) => {
    const inside = answers.filter(({ day }) => day >= startDay && day < endDay);
    if (inside.length === 0) return;
    const mean = (categoryParts * inside.reduce((sum, { category }) => sum + category, 0)) / inside.length;
    bump(accounts, index, 1);
    bump(parts, index, mean);
  });
}

function countScore(
  ledger: Ledger,
  survey: Invitation['survey'],
  month: number,
  score: number,
  dims: Breakdown,
): void {
  ledger.add(`${survey}_answers`, month, 1, dims);
  ledger.add(`${survey}_sum`, month, score, dims);
  if (survey === 'csat' && score >= 4) ledger.add('csat_positive', month, 1, dims);
  if (survey === 'nps' && score >= 9) ledger.add('nps_promoters', month, 1, dims);
  if (survey === 'nps' && score <= 6) ledger.add('nps_detractors', month, 1, dims);
  if (survey === 'ces' && score >= 5) ledger.add('ces_easy', month, 1, dims);
}
