import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, literal, localDate } from '../fragments.js';
import { businessSecondsSql } from './business-seconds.js';
import { ticketDimensions, touchedTickets } from './service-dimensions.js';

/**
 * `facts.sla_target`: targets placed by their due time (canon section 6). Decided when completed, or open and already past
 * due; a ticket that was solved has completed what was open, so a solve without a reply satisfies a reply target. What the
 * source says of `met` is taken where it gives no times. A target whose allowance runs in business hours, without a due
 * time, is measured by the hours of its ticket. Where neither a time allowed nor a verdict is known, nothing is decided.
 */
export const slaTarget: FactBuilder = {
  table: 'facts.sla_target',
  readsAsOf: true,
  // Whole: an open target is decided by time going by, not by a change of its ticket.
  unit: 'whole',
  touchedBy: Object.fromEntries(Object.keys(touchedTickets).map((entity) => [entity, null])),
  select: (context) => {
    const zone = literal(context.config.organisation.time_zone);
    const end = `timezone('UTC', timezone(${zone}, (DATE ${literal(context.asOf)} + 1)::TIMESTAMP))`;
    const isBusiness = 's.due_at IS NULL AND coalesce(s.in_business_hours, false)';
    // Null where nobody says since when the clock runs.
    const used = (measure: string): string =>
      `CASE WHEN s.applied_at IS NOT NULL THEN coalesce(${measure}.seconds, 0) END`;
    const late = (instant: string, day: string, clock: string, measure: string): string => `
         CASE WHEN ${instant} IS NULL THEN NULL WHEN ${isBusiness} THEN ${used(measure)} > s.target_seconds
              WHEN ${clock} = 'day' OR s.due_precision = 'day' THEN ${day} > s.due_date ELSE ${instant} > s.due END`;
    return `
WITH target AS (
  SELECT s.*, t.created_date, CASE WHEN t.is_solved THEN t.solved_at END AS solved_at, t.solved_date,
         coalesce(s.due_at, CASE WHEN NOT coalesce(s.in_business_hours, false) THEN s.applied_at + to_microseconds((s.target_seconds * 1e6)::BIGINT) END) AS due,
         CASE WHEN s.due_at IS NULL THEN s.applied_at_precision ELSE s.due_at_precision END AS due_precision,
         CASE WHEN s.due_at IS NULL THEN ${localDate(context, 'due')} ELSE s.due_at_date END AS due_date
  FROM canonical.ticket_sla s JOIN derived.ticket t ON t.ticket_id = s.ticket_id
),
business AS (${businessSecondsSql(`
    SELECT ticket_id, target || ' completed' AS measure, applied_at AS from_at, completed_at AS to_at FROM target s WHERE ${isBusiness} AND completed_at IS NOT NULL
    UNION ALL SELECT ticket_id, target || ' solved', applied_at, solved_at FROM target s WHERE ${isBusiness} AND solved_at IS NOT NULL
    UNION ALL SELECT ticket_id, target || ' now', applied_at, ${end} FROM target s WHERE ${isBusiness}`)}),
judged AS (
  SELECT s.*,${late('s.completed_at', 's.completed_at_date', 's.completed_at_precision', 'c')} AS completed_late,${late('s.solved_at', 's.solved_date', `'second'`, 'd')} AS solved_late,
         CASE WHEN ${isBusiness} THEN ${used('n')} >= s.target_seconds ELSE s.due_date <= DATE ${literal(context.asOf)} END AS is_past_due
  FROM target s
  LEFT JOIN business c ON c.ticket_id = s.ticket_id AND c.measure = s.target || ' completed'
  LEFT JOIN business d ON d.ticket_id = s.ticket_id AND d.measure = s.target || ' solved'
  LEFT JOIN business n ON n.ticket_id = s.ticket_id AND n.measure = s.target || ' now'
)
SELECT s.ticket_id AS record_id, s._batch_id AS batch_id, s._row AS row_number, t.account_id, ${ticketDimensions}, s.policy, s.target,
       coalesce(s.due_date, s.created_date) AS due_date,
       coalesce(NOT s.completed_late, s.is_met, NOT s.solved_late, false) AS is_met,
       s.completed_late IS NOT NULL OR s.solved_late IS NOT NULL OR coalesce(s.is_past_due, false) OR coalesce(s.is_met, false) OR (s.is_met IS NOT NULL AND s.is_past_due IS NULL) AS is_decided,
       s.ticket_id
FROM judged s JOIN derived.ticket t ON t.ticket_id = s.ticket_id ${customerJoin(context, 't.account_id')}
WHERE ${countedAccount('t.account_id')}`;
  },
};
