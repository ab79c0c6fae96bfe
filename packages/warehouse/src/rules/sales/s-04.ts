import { rule } from '../rule.js';
import { asOf } from '../sql-words.js';

/** Days without any activity after which an open deal is asleep. */
const silentDays = 90;

export const s04 = rule({
  id: 'S-04',
  severity: 'info',
  title: 'An open deal closes in the future, and somebody works on it',
  remedy: 'Close it, or move its expected date',
  tables: [
    {
      entity: 'deal',
      reads: ['pipeline_stage'],
      breaks: `SELECT deal_id AS record, 'expected to close on ' || expected_close_date || ', and still open' AS message FROM derived.deal WHERE is_open AND expected_close_date < ${asOf}`,
      population: `SELECT count(*) AS n FROM derived.deal WHERE is_open`,
    },
    {
      entity: 'deal',
      reads: ['activity', 'pipeline_stage'],
      breaks: `
        SELECT deal_id AS record, 'open, and nobody has worked on it since ' || coalesce(last_activity_date, created_date) AS message FROM derived.deal
        WHERE is_open AND greatest(last_activity_date, created_date) < ${asOf} - ${silentDays} AND EXISTS (SELECT 1 FROM canonical.activity WHERE deal_id IS NOT NULL)`,
      population: `SELECT count(*) AS n FROM derived.deal WHERE is_open`,
    },
  ],
});
