import { touchedTickets } from '../service/service-dimensions.js';
import type { FactBuilder } from '../fact-builder.js';

/** `derived.ticket_schedule_span`: which business-hours schedule a ticket was under, and when (null = from or for ever). */
export const ticketScheduleSpan: FactBuilder = {
  table: 'derived.ticket_schedule_span',
  unit: 'ticket',
  unitColumn: 'ticket_id',
  touchedBy: touchedTickets,
  select: (context) => `
WITH change AS (
  SELECT ticket_id, occurred_at AS moment, arg_max(new_value, new_value) AS schedule_id FROM canonical.ticket_event
  WHERE field = 'schedule' AND new_value IS NOT NULL ${context.only('ticket', 'ticket_id')} GROUP BY ALL
)
SELECT ticket_id, schedule_id, CASE WHEN row_number() OVER ticket > 1 THEN moment END AS from_at, lead(moment) OVER ticket AS to_at
FROM change WINDOW ticket AS (PARTITION BY ticket_id ORDER BY moment)
UNION ALL
SELECT ticket_id, coalesce(schedule_id, 'default'), NULL, NULL FROM canonical.ticket
WHERE ticket_id NOT IN (SELECT ticket_id FROM change) ${context.only('ticket', 'ticket_id')}`,
};
