import type { FactBuilder } from '../fact-builder.js';
import { literal, localDate } from '../fragments.js';
import { countedAccount } from '../sales/deal.js';
import { ticketDimensions, touchedTickets } from './service-dimensions.js';

/**
 * `facts.sla_target`: targets placed by their due time. Decided when completed, or open and already past due. What the
 * source says of `met` is taken where it gives no times.
 */
export const slaTarget: FactBuilder = {
  table: 'facts.sla_target',
  readsAsOf: true,
  // Whole: an open target is decided by time going by, not by a change of its ticket.
  unit: 'whole',
  touchedBy: Object.fromEntries(Object.keys(touchedTickets).map((entity) => [entity, null])),
  select: (context) => {
    const end = `(DATE ${literal(context.asOf)} + 1)::TIMESTAMP`;
    return `
WITH target AS (
  SELECT s.*, coalesce(s.due_at, s.applied_at + to_microseconds((s.target_seconds * 1e6)::BIGINT)) AS due
  FROM canonical.ticket_sla s
)
SELECT s.ticket_id AS record_id, s._batch_id AS batch_id, s._row AS row_number, t.account_id, ${ticketDimensions}, s.policy, s.target,
       coalesce(${localDate(context, 's.due')}, t.created_date) AS due_date,
       coalesce(CASE WHEN s.due IS NOT NULL AND s.completed_at IS NOT NULL THEN s.completed_at <= s.due END, s.is_met, false) AS is_met,
       s.is_met IS NOT NULL OR s.completed_at IS NOT NULL OR coalesce(s.due < ${end}, false) AS is_decided, s.ticket_id
FROM target s JOIN derived.ticket t ON t.ticket_id = s.ticket_id LEFT JOIN facts.customer c ON c.account_id = t.account_id
WHERE ${countedAccount('t.account_id')}`;
  },
};
