import { rule } from '../rule.js';

export const v02 = rule({
  id: 'V-02',
  severity: 'warn',
  title: 'A ticket has a creation time',
  remedy: 'Export it; without it the ticket is in no figure',
  tables: [
    {
      entity: 'ticket',
      breaks: `SELECT ticket_id AS record, 'no creation time' AS message FROM canonical.ticket WHERE created_at IS NULL AND NOT coalesce(is_deleted, false)`,
      population: `SELECT count(*) AS n FROM canonical.ticket`,
    },
  ],
});
