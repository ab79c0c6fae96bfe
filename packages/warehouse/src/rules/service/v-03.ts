import { rule } from '../rule.js';

export const v03 = rule({
  id: 'V-03',
  severity: 'warn',
  title: 'A solved ticket has a time of solution',
  remedy: 'Export it, or the history of its status',
  tables: [
    {
      entity: 'ticket',
      reads: ['ticket_event'],
      breaks: `
        SELECT t.ticket_id AS record, t.status || ' without a time' AS message FROM canonical.ticket t
        ANTI JOIN (SELECT ticket_id FROM canonical.ticket_event WHERE field = 'status' AND lower(new_value) IN ('solved', 'closed')) e ON e.ticket_id = t.ticket_id
        WHERE t.status IN ('solved', 'closed') AND coalesce(t.solved_at, t.closed_at, t.first_solved_at) IS NULL
          AND NOT coalesce(t.is_deleted, false) AND NOT coalesce(t.is_spam, false) AND t.merged_into_ticket_id IS NULL`,
      population: `SELECT count(*) AS n FROM canonical.ticket WHERE status IN ('solved', 'closed')`,
    },
  ],
});
