import { rule } from '../rule.js';
import { shown } from '../sql-words.js';

export const t07 = rule({
  id: 'T-07',
  severity: 'warn',
  title: 'No history begins before the creation',
  remedy: 'Check the time zones of the two tables',
  tables: [
    {
      entity: 'ticket_event',
      reads: ['ticket'],
      breaks: `
        SELECT t.ticket_id AS record, 'its history begins ' || strftime(e.first, '%Y-%m-%d %H:%M') || ' UTC, before its creation ' || ${shown('t.created_at')} AS message
        FROM canonical.ticket t JOIN (SELECT ticket_id, min(occurred_at) AS first, min(occurred_at_date) AS first_date FROM canonical.ticket_event WHERE field = 'status' GROUP BY 1) e USING (ticket_id)
        WHERE CASE WHEN t.created_at_precision = 'day' THEN e.first_date < t.created_at_date ELSE e.first < t.created_at - INTERVAL 1 HOUR END`,
      population: `SELECT count(DISTINCT ticket_id) AS n FROM canonical.ticket_event WHERE field = 'status'`,
    },
    {
      entity: 'deal_stage_history',
      reads: ['deal'],
      breaks: `SELECT d.deal_id AS record, 'its stages begin on ' || e.first || ', before it was opened on ' || d.created_at_date AS message FROM canonical.deal d JOIN (SELECT deal_id, min(entered_at_date) AS first FROM canonical.deal_stage_history GROUP BY 1) e USING (deal_id) WHERE e.first < d.created_at_date`,
      population: `SELECT count(DISTINCT deal_id) AS n FROM canonical.deal_stage_history`,
    },
  ],
});
