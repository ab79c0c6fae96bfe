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
      breaks: `SELECT ticket_id AS record, status || ' without a time' AS message FROM canonical.ticket WHERE status IN ('solved', 'closed') AND solved_at IS NULL AND closed_at IS NULL AND first_solved_at IS NULL AND ticket_id NOT IN (SELECT ticket_id FROM canonical.ticket_event WHERE field = 'status')`,
      population: `SELECT count(*) AS n FROM canonical.ticket WHERE status IN ('solved', 'closed')`,
    },
  ],
});
