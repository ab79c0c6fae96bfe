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
      breaks: `SELECT ticket_id AS record, CASE WHEN is_spam THEN 'spam' WHEN status = 'deleted' OR is_deleted THEN 'deleted' ELSE 'merged' END AS message FROM canonical.ticket WHERE is_spam OR status = 'deleted' OR is_deleted OR merged_into_ticket_id IS NOT NULL OR ticket_id IN (SELECT losing_id FROM canonical.entity_merge WHERE entity = 'ticket')`,
      population: `SELECT count(*) AS n FROM canonical."ticket"`,
    },
  ],
});
