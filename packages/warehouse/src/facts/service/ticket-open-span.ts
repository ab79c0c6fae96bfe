import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin, localDate } from '../fragments.js';
import { ticketDimensions, touchedTickets } from './service-dimensions.js';

/** `facts.ticket_open_span`: the times in which a ticket was unsolved; neighbouring open statuses are one time. */
export const ticketOpenSpan: FactBuilder = {
  table: 'facts.ticket_open_span',
  unit: 'ticket',
  unitColumn: 'record_id',
  touchedBy: touchedTickets,
  select: (context) => `
WITH numbered AS (
  SELECT *, count(*) FILTER (is_done) OVER (PARTITION BY ticket_id ORDER BY from_at, to_at NULLS LAST ROWS UNBOUNDED PRECEDING) AS island
  FROM derived.ticket_status_span WHERE true ${context.only('ticket', 'ticket_id')}
),
open_time AS (
  SELECT ticket_id, min(from_at) AS from_at, CASE WHEN bool_or(to_at IS NULL) THEN NULL ELSE max(to_at) END AS to_at
  FROM numbered WHERE NOT is_done GROUP BY ticket_id, island
)
SELECT t.ticket_id AS record_id, t.batch_id, t.row_number, t.account_id, ${ticketDimensions},
       ${localDate(context, 'o.from_at')} AS from_date, ${localDate(context, 'o.to_at')} AS to_date, t.created_date
FROM open_time o JOIN derived.ticket t ON t.ticket_id = o.ticket_id ${customerJoin(context, 't.account_id')}
WHERE ${countedAccount('t.account_id')}`,
};
