import { localDay, type Row, rowsIn, type Value, type World } from '../worlds/world.js';
import { businessSeconds, solvedAt, type Ticket, ticketsOf, type TicketSettings } from './tickets.js';

const milliseconds = (instant: Value | undefined): number | null =>
  instant == null ? null : Date.parse(String(instant));
const isDay = (instant: Value | undefined): boolean => String(instant).length === 10;

/** When the as-of day is over, in epoch milliseconds: the first instant whose local day is a later one. */
const endOf = (asOf: string, zone: string): number => {
  let at = Date.parse(asOf);
  while (String(localDay(new Date(at).toISOString(), zone)) <= asOf) at += 900e3;
  return at;
};

/**
 * Targets that a ticket had to meet (fact `sla_target`; canon section 6: decidable is what was completed, or is open and
 * already past due; a solve without a reply satisfies a reply target). By days where an end has no clock.
 */
export const slaTargetRows = (world: World, settings: TicketSettings & { readonly asOf: string }): Row[] => {
  const { zone } = settings;
  const tickets = new Map(ticketsOf(world).map((ticket) => [ticket.id, ticket]));
  return rowsIn(world, 'ticket_sla').flatMap((row): Row[] => {
    const ticket = tickets.get(String(row['ticket_id']));
    if (!ticket) return [];
    const allowed = allowance(row, ticket, world, settings);
    const completed = milliseconds(row['completed_at']);
    const solved = solvedAt(ticket);
    const isLate =
      allowed && completed !== null ? allowed.isLate(completed, isDay(row['completed_at'])) : null;
    const isSolvedLate = allowed && solved !== null ? allowed.isLate(solved, false) : null;
    const said = typeof row['is_met'] === 'boolean' ? row['is_met'] : null;
    const isMet =
      isLate !== null ? !isLate : said !== null ? said : isSolvedLate !== null ? !isSolvedLate : false;
    const isOver = isLate !== null || isSolvedLate !== null || allowed?.isPastDue === true;
    return [
      {
        record_id: ticket.id,
        account_id: ticket.account,
        target: row['target'] ?? null,
        policy: row['policy'] ?? null,
        due_date: allowed?.dueDate ?? localDay(new Date(ticket.created).toISOString(), zone),
        is_met: isMet,
        // Not met, says the source of one that still runs: nobody can know that yet.
        is_decided: isOver || said === true || (said === false && allowed === null),
      },
    ];
  });
};

interface Allowance {
  readonly dueDate: string | null;
  readonly isPastDue: boolean;
  readonly isLate: (end: number, isDayOnly: boolean) => boolean;
}

/** The time allowed: until the due time, or so many seconds from when the target was set, maybe of business hours. */
const allowance = (
  row: Row,
  ticket: Ticket,
  world: World,
  settings: TicketSettings & { readonly asOf: string },
): Allowance | null => {
  const { zone, asOf } = settings;
  const applied = milliseconds(row['applied_at']);
  const seconds = row['target_seconds'] == null ? null : Number(row['target_seconds']);
  if (row['due_at'] == null && row['in_business_hours'] === true) {
    if (applied === null || seconds === null) return null;
    const used = (end: number): number =>
      end <= applied ? 0 : businessSeconds(ticket, world, applied, end, settings);
    return {
      dueDate: null,
      isPastDue: used(endOf(asOf, zone)) >= seconds,
      isLate: (end) => used(end) > seconds,
    };
  }
  const due =
    milliseconds(row['due_at']) ?? (applied === null || seconds === null ? null : applied + seconds * 1000);
  if (due === null) return null;
  const dayOf = (instant: number): string => String(localDay(new Date(instant).toISOString(), zone));
  const dueDate = isDay(row['due_at']) ? String(row['due_at']) : dayOf(due);
  const isDueDay = isDay(row['due_at'] ?? row['applied_at']);
  return {
    dueDate,
    isPastDue: dueDate <= asOf,
    isLate: (end, isDayOnly) =>
      isDueDay || isDayOnly
        ? (isDayOnly ? new Date(end).toISOString().slice(0, 10) : dayOf(end)) > dueDate
        : end > due,
  };
};
