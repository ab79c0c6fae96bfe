import { rule } from '../rule.js';

export const v04 = rule({
  id: 'V-04',
  severity: 'info',
  title: 'Merged tickets, spam and deleted ones are not counted',
  remedy: 'None: they are left out and listed as exclusions',
  tables: [
    {
      entity: 'ticket',
      reads: ['entity_merge'],
      breaks: `
        SELECT t.ticket_id AS record, CASE WHEN t.is_spam THEN 'spam' WHEN t.status = 'deleted' OR t.is_deleted THEN 'deleted' ELSE 'merged into another ticket' END || '; not counted' AS message
        FROM canonical.ticket t LEFT JOIN (SELECT DISTINCT losing_id FROM canonical.entity_merge WHERE entity = 'ticket') m ON m.losing_id = t.ticket_id
        WHERE t.is_spam OR t.status = 'deleted' OR t.is_deleted OR t.merged_into_ticket_id IS NOT NULL OR m.losing_id IS NOT NULL`,
      population: `SELECT count(*) AS n FROM canonical.ticket`,
    },
  ],
});
