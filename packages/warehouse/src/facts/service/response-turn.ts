import type { FactBuilder } from '../fact-builder.js';
import { countedAccount, customerJoin } from '../fragments.js';
import { businessSecondsSql } from './business-seconds.js';
import { ticketDimensions, touchedTickets } from './service-dimensions.js';

/**
 * `facts.response_turn`: from the first customer message since the last agent message to the next public agent message.
 * Messages in a row are one turn; the last turn may still wait.
 */
export const responseTurn: FactBuilder = {
  table: 'facts.response_turn',
  unit: 'ticket',
  unitColumn: 'ticket_id',
  touchedBy: touchedTickets,
  select: (context) => `
WITH numbered AS (
  SELECT *, count(*) FILTER (author = 'agent') OVER (PARTITION BY ticket_id ORDER BY position ROWS BETWEEN UNBOUNDED PRECEDING AND 1 PRECEDING) AS answers_before
  FROM derived.ticket_message WHERE true ${context.only('ticket', 'ticket_id')}
),
asked AS (
  SELECT ticket_id, coalesce(answers_before, 0) AS turn, min(sent_at) AS moment, min(sent_date) AS date, bool_or(sent_at_precision = 'day') AS is_day,
         arg_min(message_id, position) AS message_id, arg_min(_batch_id, position) AS batch_id, arg_min(_row, position) AS row_number
  FROM numbered WHERE author = 'customer' GROUP BY ALL
),
answered AS (
  SELECT ticket_id, coalesce(answers_before, 0) AS turn, min(sent_at) AS moment, min(sent_date) AS date, bool_or(sent_at_precision = 'day') AS is_day
  FROM numbered WHERE author = 'agent' GROUP BY ALL
),
turn AS (
  SELECT q.ticket_id, q.turn, q.moment AS asked_at, a.moment AS answered_at, q.date AS asked_date, a.date AS answered_date, q.message_id, q.batch_id, q.row_number,
         q.is_day OR coalesce(a.is_day, false) AS is_day
  FROM asked q LEFT JOIN answered a ON a.ticket_id = q.ticket_id AND a.turn = q.turn AND a.moment >= q.moment
),
business AS (${businessSecondsSql(`SELECT ticket_id, turn::VARCHAR AS measure, asked_at AS from_at, answered_at AS to_at FROM turn WHERE answered_at IS NOT NULL`)})
SELECT n.message_id AS record_id, n.batch_id, n.row_number, t.account_id, ${ticketDimensions}, n.asked_date, n.answered_date,
       CASE WHEN NOT n.is_day THEN epoch_us(n.answered_at - n.asked_at) / 1e6 END AS response_seconds,
       CASE WHEN NOT n.is_day THEN b.seconds END AS response_business_seconds, n.ticket_id
FROM turn n JOIN derived.ticket t ON t.ticket_id = n.ticket_id
LEFT JOIN business b ON b.ticket_id = n.ticket_id AND b.measure = n.turn::VARCHAR
${customerJoin(context, 't.account_id')}
WHERE ${countedAccount('t.account_id')}`,
};
