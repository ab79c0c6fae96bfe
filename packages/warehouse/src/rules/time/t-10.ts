import { rule } from '../rule.js';

export const t10 = rule({
  id: 'T-10',
  severity: 'warn',
  title: 'The last step of a history is where the record stands',
  remedy: 'Import the history and the records of the same day',
  tables: [
    {
      entity: 'ticket_event',
      reads: ['ticket'],
      breaks: `SELECT t.ticket_id AS record, 'it stands at ' || t.status || ', its history ends at ' || e.last AS message FROM canonical.ticket t JOIN (SELECT ticket_id, arg_max(lower(new_value), occurred_at) AS last FROM canonical.ticket_event WHERE field = 'status' GROUP BY 1) e USING (ticket_id) WHERE t.status IS NOT NULL AND replace(e.last, 'hold', 'on_hold') NOT IN (t.status, 'on_' || t.status) AND e.last <> t.status AND NOT (e.last IN ('solved', 'closed') AND t.status IN ('solved', 'closed'))`,
      population: `SELECT count(DISTINCT ticket_id) AS n FROM canonical.ticket_event`,
    },
    {
      entity: 'deal_stage_history',
      reads: ['deal'],
      breaks: `SELECT d.deal_id AS record, 'it stands at ' || d.stage_id || ', its history ends at ' || e.last AS message FROM canonical.deal d JOIN (SELECT deal_id, arg_max(stage_id, entered_at) AS last, max(entered_at) AS at FROM canonical.deal_stage_history GROUP BY 1 HAVING count(*) FILTER (entered_at = (SELECT max(h.entered_at) FROM canonical.deal_stage_history h WHERE h.deal_id = deal_stage_history.deal_id)) = 1) e USING (deal_id) WHERE d.stage_id IS NOT NULL AND e.last <> d.stage_id`,
      population: `SELECT count(DISTINCT deal_id) AS n FROM canonical.deal_stage_history`,
    },
  ],
});
