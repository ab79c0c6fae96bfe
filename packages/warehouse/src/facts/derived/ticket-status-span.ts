import { touchedTickets } from '../service/service-dimensions.js';
import type { FactBuilder } from '../fact-builder.js';

/** Statuses in which a ticket needs nothing more. */
export const doneStatuses = `('solved', 'closed', 'deleted')`;

/** An instant that the clock of another system puts before the creation says nothing (rules T-03, V-01). */
const notBefore = (instant: string): string => `CASE WHEN ${instant} >= t.created_at THEN ${instant} END`;

/**
 * `derived.ticket_status_span`: which status a ticket had from when to when, out of its events (identical ones once) or,
 * without events, out of its own dates: one that was reopened is taken to be open again from its first solve on, since
 * nobody says when. Events before the creation are taken at the creation (rule T-07 counts them).
 */
export const ticketStatusSpan: FactBuilder = {
  table: 'derived.ticket_status_span',
  unit: 'ticket',
  unitColumn: 'ticket_id',
  touchedBy: touchedTickets,
  select: (context) => `
WITH known AS (
  SELECT t.ticket_id, t.created_at, t.status,
         coalesce(${notBefore('t.first_solved_at')}, ${notBefore('t.solved_at')}, ${notBefore('t.closed_at')}) AS first_solved_at,
         coalesce(${notBefore('t.solved_at')}, ${notBefore('t.closed_at')}) AS solved_at,
         -- Two different solves without a word of reopening are a reopening too.
         coalesce(t.reopen_count, (t.solved_at > t.first_solved_at)::INTEGER, 0) AS reopens,
         t.ticket_id IN (SELECT ticket_id FROM canonical.ticket_event WHERE field = 'status') AS has_events
  FROM canonical.ticket t WHERE t.created_at IS NOT NULL ${context.only('ticket', 't.ticket_id')}
),
event AS (
  SELECT DISTINCT e.ticket_id, greatest(e.occurred_at, k.created_at) AS moment, lower(e.new_value) AS status, e.occurred_at
  FROM canonical.ticket_event e JOIN known k ON k.ticket_id = e.ticket_id
  WHERE e.field = 'status' AND e.new_value IS NOT NULL
  UNION ALL
  SELECT ticket_id, created_at, 'new', created_at - INTERVAL 1 MICROSECOND FROM known
  WHERE NOT has_events OR ticket_id NOT IN (
    SELECT e.ticket_id FROM canonical.ticket_event e JOIN known k ON k.ticket_id = e.ticket_id WHERE e.field = 'status' AND e.occurred_at <= k.created_at)
  UNION ALL
  SELECT ticket_id, first_solved_at, 'solved', first_solved_at FROM known
  WHERE NOT has_events AND first_solved_at IS NOT NULL AND (status IN ${doneStatuses} OR status IS NULL OR reopens > 0)
  UNION ALL
  SELECT ticket_id, first_solved_at, 'open', first_solved_at + INTERVAL 1 MICROSECOND FROM known
  WHERE NOT has_events AND first_solved_at IS NOT NULL AND reopens > 0
    AND (status NOT IN ${doneStatuses} OR solved_at > first_solved_at)
  UNION ALL
  SELECT ticket_id, solved_at, 'solved', solved_at FROM known
  WHERE NOT has_events AND solved_at > first_solved_at AND reopens > 0 AND (status IN ${doneStatuses} OR status IS NULL)
),
changed AS (
  SELECT *, lag(status) OVER ticket AS before FROM event
  WINDOW ticket AS (PARTITION BY ticket_id ORDER BY moment, occurred_at, status)
)
SELECT ticket_id, status, moment AS from_at, lead(moment) OVER (PARTITION BY ticket_id ORDER BY moment, occurred_at, status) AS to_at,
       status IN ${doneStatuses} AS is_done
FROM changed WHERE before IS NULL OR before <> status`,
};
