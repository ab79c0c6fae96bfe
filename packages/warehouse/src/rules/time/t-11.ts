import { rule } from '../rule.js';
import { shown } from '../sql-words.js';

export const t11 = rule({
  id: 'T-11',
  severity: 'warn',
  title: 'A row knows nothing of later',
  remedy: 'Take the stream of events instead of the final table',
  tables: [
    {
      entity: 'ticket',
      breaks: `SELECT ticket_id AS record, 'it is new, and solved ' || ${shown('solved_at')} AS message FROM canonical.ticket WHERE status = 'new' AND solved_at IS NOT NULL`,
      population: `SELECT count(*) AS n FROM canonical.ticket WHERE status = 'new'`,
    },
  ],
});
