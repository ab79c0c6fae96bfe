import { localDay, type Row, rowsIn, type Value, type World } from '../worlds/world.js';
import { accountsOf } from './accounts.js';
import { addDays } from './exact.js';
import { businessSecondsBetween, type OpeningHours } from './opening-hours.js';

export interface TicketSettings {
  readonly zone: string;
  readonly repeatDays: number;
  /** Opening hours by schedule; a ticket without a schedule is under `default`. */
  readonly schedules: Readonly<Record<string, OpeningHours>>;
}

const done = ['solved', 'closed', 'deleted'];
const waiting = ['pending', 'on_hold'];
const milliseconds = (instant: Value | undefined): number => Date.parse(String(instant));
const text = (value: Value | undefined): string | null => (typeof value === 'string' ? value : null);

/** A status that held from one instant to another (epoch milliseconds); `to` null while it lasts. */
interface StatusSpan {
  readonly status: string;
  readonly from: number;
  readonly to: number | null;
}

interface Message {
  readonly id: string;
  readonly at: number;
  readonly isAgent: boolean;
}

export interface Ticket {
  readonly row: Row;
  readonly id: string;
  readonly account: string | null;
  readonly created: number;
  readonly statuses: readonly StatusSpan[];
  readonly messages: readonly Message[];
}

/** Public words between people, in order; in one instant the customer's first (canon section 6). */
const messagesOf = (ticket: Row, world: World): Message[] => {
  const staff = new Map(rowsIn(world, 'crm_user').map((row) => [row['user_id'], row['role']]));
  return rowsIn(world, 'ticket_message')
    .filter(
      (row) =>
        row['ticket_id'] === ticket['ticket_id'] &&
        row['is_public'] !== false &&
        row['is_automated'] !== true,
    )
    .map((row) => {
      const role = staff.get(row['author_user_id'] ?? null);
      const author =
        row['author'] ??
        (role === 'bot' || role === 'integration'
          ? 'bot'
          : staff.has(row['author_user_id'] ?? null)
            ? 'agent'
            : 'customer');
      return { id: String(row['message_id']), at: milliseconds(row['sent_at']), author };
    })
    .filter(({ author }) => author === 'agent' || author === 'customer')
    .map(({ id, at, author }) => ({ id, at, isAgent: author === 'agent' }))
    .toSorted((a, b) => a.at - b.at || Number(a.isAgent) - Number(b.isAgent) || (a.id < b.id ? -1 : 1));
};

/** Which status held when: from the events, a status before its first event being `new`; else from the ticket's own dates. */
const statusesOf = (ticket: Row, world: World): StatusSpan[] => {
  const created = milliseconds(ticket['created_at']);
  const events = rowsIn(world, 'ticket_event')
    .filter((row) => row['ticket_id'] === ticket['ticket_id'] && row['field'] === 'status')
    .map((row) => ({ at: milliseconds(row['occurred_at']), status: String(row['new_value']) }))
    .toSorted((a, b) => a.at - b.at || (a.status < b.status ? -1 : 1));
  const changes: { at: number; status: string }[] = [];
  if (events.length > 0) {
    if (!events.some(({ at }) => at <= created)) changes.push({ at: created, status: 'new' });
    changes.push(...events.map(({ at, status }) => ({ at: Math.max(at, created), status })));
  } else {
    changes.push({ at: created, status: 'new' });
    const status = text(ticket['status']);
    const isDone = status === null || done.includes(status);
    // What lies before the creation comes from another clock and says nothing.
    const known = (name: string) =>
      ticket[name] != null && milliseconds(ticket[name]) >= created ? milliseconds(ticket[name]) : null;
    const last = known('solved_at') ?? known('closed_at');
    const first = known('first_solved_at') ?? last;
    const isTwoSolves =
      ticket['solved_at'] != null &&
      ticket['first_solved_at'] != null &&
      milliseconds(ticket['solved_at']) > milliseconds(ticket['first_solved_at']);
    const isReopened = Number(ticket['reopen_count'] ?? (isTwoSolves ? 1 : 0)) > 0;
    if (first !== null && (isDone || isReopened)) {
      changes.push({ at: first, status: 'solved' });
      // When it was opened again nobody says: from then on it counts as open.
      if (!isDone) changes.push({ at: first, status: 'open' });
      else if (isReopened && last !== null && last > first) {
        changes.push({ at: first, status: 'open' }, { at: last, status: 'solved' });
      }
    }
  }
  return changes
    .filter(({ status }, index) => changes[index - 1]?.status !== status)
    .map(({ at, status }, index, kept) => ({ status, from: at, to: kept[index + 1]?.at ?? null }));
};

export const ticketsOf = (world: World): Ticket[] => {
  const { counts } = accountsOf(world);
  return liveTickets(world).filter(({ account }) => counts(account));
};

/** Tickets that are tickets, whoever they are for. */
const liveTickets = (world: World): Ticket[] => {
  const { resolve } = accountsOf(world);
  const people = new Map(rowsIn(world, 'person').map((row) => [row['person_id'], row]));
  const merged = rowsIn(world, 'entity_merge')
    .filter((row) => row['entity'] === 'ticket')
    .map((row) => row['losing_id']);
  return rowsIn(world, 'ticket')
    .filter(
      (row) =>
        row['is_deleted'] !== true &&
        row['is_spam'] !== true &&
        row['is_test'] !== true &&
        row['merged_into_ticket_id'] == null &&
        row['status'] !== 'deleted' &&
        row['created_at'] != null &&
        !merged.includes(row['ticket_id'] ?? null),
    )
    .map((row) => ({
      row,
      id: String(row['ticket_id']),
      account: resolve(
        row['account_id'] ?? people.get(row['requester_person_id'] ?? null)?.['account_id'] ?? null,
      ),
      created: milliseconds(row['created_at']),
      statuses: statusesOf(row, world),
      messages: messagesOf(row, world),
    }));
};

/** Business seconds of a stretch, each part under the schedule that the ticket was under then (canon: piecewise). */
export const businessSeconds = (
  ticket: Ticket,
  world: World,
  from: number,
  to: number,
  { schedules }: TicketSettings,
): number => {
  const changes = rowsIn(world, 'ticket_event')
    .filter((row) => row['ticket_id'] === ticket.id && row['field'] === 'schedule')
    .map((row) => ({ at: milliseconds(row['occurred_at']), id: String(row['new_value']) }))
    .toSorted((a, b) => a.at - b.at || (a.id < b.id ? -1 : 1))
    // Of two changes in one instant the last stands.
    .filter((change, index, all) => all[index + 1]?.at !== change.at);
  const scheduleAt = (instant: number): string =>
    changes.filter(({ at }) => at <= instant).at(-1)?.id ??
    // Before its first change a ticket is taken to have been under that schedule all along.
    changes[0]?.id ??
    text(ticket.row['schedule_id']) ??
    'default';
  const edges = [from, ...changes.map(({ at }) => at).filter((at) => at > from && at < to), to];
  return edges.slice(1).reduce((sum, end, index) => {
    const start = edges[index] ?? from;
    const hours = schedules[scheduleAt(start)];
    return sum + (hours ? businessSecondsBetween(hours, start, end) : (end - start) / 1000);
  }, 0);
};

const isDone = (span: StatusSpan | undefined): boolean => span !== undefined && done.includes(span.status);

/** Instants at which a ticket became solved: closing what was solved is not a second solve. */
const solvesOf = ({ statuses }: Ticket): number[] =>
  statuses.filter((span, index) => isDone(span) && !isDone(statuses[index - 1])).map(({ from }) => from);

/** Since when a ticket that is solved now is; null for one that is open. */
export const solvedAt = (ticket: Ticket): number | null =>
  isDone(ticket.statuses.at(-1)) ? (solvesOf(ticket).at(-1) ?? null) : null;

export const ticketRows = (world: World, settings: TicketSettings): Row[] => {
  const day = (instant: number | null): string | null =>
    instant === null ? null : localDay(new Date(instant).toISOString(), settings.zone);
  return ticketsOf(world).map((ticket) => {
    const { row, statuses, messages, created } = ticket;
    const isSolved = isDone(statuses.at(-1));
    const firstSolved = solvesOf(ticket)[0] ?? null;
    const solved = solvedAt(ticket);
    const wasReopened =
      statuses.some((span, index) => !isDone(span) && isDone(statuses[index - 1])) ||
      Number(row['reopen_count'] ?? 0) > 0;
    const answers = messages.filter(({ isAgent, at }, index) => isAgent && index > 0 && at >= created);
    const hasMessages = messages.length > 0;
    const written = text(row['first_response_at']);
    const response = answers[0]?.at ?? (!hasMessages && written !== null ? milliseconds(written) : null);
    const replies = hasMessages ? answers.length : ((row['reply_count'] as number | null) ?? null);
    const pauses = statuses
      .filter(({ status, to }) => waiting.includes(status) && to !== null)
      .reduce((sum, { from, to }) => sum + ((to ?? from) - from) / 1000, 0);
    const calendar = (end: number | null) => (end === null || end < created ? null : (end - created) / 1000);
    const business = (end: number | null) =>
      end === null || end < created ? null : businessSeconds(ticket, world, created, end, settings);
    const hasRepeat =
      solved !== null &&
      row['requester_person_id'] != null &&
      liveTickets(world).some(
        (other) =>
          other.id !== ticket.id &&
          other.row['requester_person_id'] === row['requester_person_id'] &&
          (other.row['category'] ?? '') === (row['category'] ?? '') &&
          other.created > solved &&
          other.created <= solved + settings.repeatDays * 86400e3,
      );
    const solvedDay = day(solved);
    return {
      record_id: ticket.id,
      account_id: ticket.account,
      created_date: day(created),
      first_response_date: day(response),
      first_solved_date: day(firstSolved),
      solved_date: solvedDay,
      first_response_seconds: calendar(response),
      first_response_business_seconds: business(response),
      resolution_seconds: calendar(firstSolved),
      resolution_business_seconds: business(firstSolved),
      full_resolution_seconds: calendar(solved),
      full_resolution_business_seconds: business(solved),
      full_resolution_work_seconds: solved === null ? null : (solved - created) / 1000 - pauses,
      reply_count: replies,
      is_solved: isSolved,
      was_reopened: wasReopened,
      is_unanswered: response === null && !isSolved,
      has_repeat_contact: hasRepeat,
      is_first_contact_resolution: isSolved && replies === 1 && !wasReopened && !hasRepeat,
      first_contact_mature_date: solvedDay === null ? null : addDays(solvedDay, settings.repeatDays),
    };
  });
};

/** Times in which a ticket was unsolved; neighbouring open statuses are one. */
export const ticketOpenSpans = (world: World, { zone }: TicketSettings): Row[] =>
  ticketsOf(world).flatMap((ticket) => {
    const spans: { from: number; to: number | null }[] = [];
    for (const [index, { status, from, to }] of ticket.statuses.entries()) {
      if (done.includes(status)) continue;
      const last = spans.at(-1);
      const before = ticket.statuses[index - 1];
      if (last && before && !done.includes(before.status)) last.to = to;
      else spans.push({ from, to });
    }
    return spans.map(({ from, to }) => ({
      record_id: ticket.id,
      account_id: ticket.account,
      from_date: localDay(new Date(from).toISOString(), zone),
      to_date: to === null ? null : localDay(new Date(to).toISOString(), zone),
    }));
  });

/** A run of customer messages and the agent message that answers it; the last may still wait. */
export const responseTurns = (world: World, settings: TicketSettings): Row[] =>
  ticketsOf(world).flatMap((ticket) => {
    const turns: { asked: Message; answer: Message | null }[] = [];
    for (const message of ticket.messages) {
      const last = turns.at(-1);
      const isWaiting = last !== undefined && last.answer === null;
      if (message.isAgent && isWaiting) last.answer = message;
      else if (!message.isAgent && !isWaiting) turns.push({ asked: message, answer: null });
    }
    return turns.map(({ asked, answer }) => ({
      record_id: asked.id,
      ticket_id: ticket.id,
      asked_date: localDay(new Date(asked.at).toISOString(), settings.zone),
      answered_date: answer && localDay(new Date(answer.at).toISOString(), settings.zone),
      response_seconds: answer && (answer.at - asked.at) / 1000,
      response_business_seconds: answer && businessSeconds(ticket, world, asked.at, answer.at, settings),
    }));
  });
