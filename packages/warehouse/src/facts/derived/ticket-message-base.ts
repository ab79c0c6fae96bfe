import { touchedTickets } from '../service/service-dimensions.js';
import type { FactBuilder } from '../fact-builder.js';

/**
 * `derived.ticket_message`: public words between people, in order. Which side wrote is taken from the source, else from
 * the role of the author; machines and private notes are out. Of messages in one instant the customer's comes first. The
 * opening words of a ticket are no answer, even when an agent wrote them.
 */
export const ticketMessageBase: FactBuilder = {
  table: 'derived.ticket_message',
  unit: 'ticket',
  unitColumn: 'ticket_id',
  touchedBy: touchedTickets,
  select: (context) => `
WITH sided AS (
  SELECT m.ticket_id, m.message_id, m.sent_at, m.sent_at_date, m.sent_at_precision, m._batch_id, m._row, coalesce(m.author_user_id, '') AS user_id,
         CASE WHEN m.author IS NOT NULL THEN m.author
              WHEN u.role IN ('bot', 'integration') THEN 'bot'
              WHEN u.user_id IS NOT NULL THEN 'agent'
              WHEN p.role IN ('agent', 'admin') THEN 'agent'
              ELSE 'customer' END AS author
  FROM canonical.ticket_message m
  LEFT JOIN canonical.crm_user u ON u.user_id = m.author_user_id
  LEFT JOIN canonical.person p ON p.person_id = m.author_person_id
  WHERE coalesce(m.is_public, true) AND NOT coalesce(m.is_automated, false) ${context.only('ticket', 'm.ticket_id')}
)
SELECT ticket_id, message_id, sent_at, sent_at_date AS sent_date, sent_at_precision, author, user_id, _batch_id, _row,
       row_number() OVER (PARTITION BY ticket_id ORDER BY sent_at, author = 'agent', message_id) AS position
FROM sided WHERE author IN ('customer', 'agent')`,
};
