import { rule } from '../rule.js';

export const v01 = rule({
  id: 'V-01',
  severity: 'warn',
  title: 'The first answer comes after the question and before the solution',
  remedy: 'Check the two columns; no response time is taken from such a ticket',
  tables: [
    {
      entity: 'ticket',
      breaks: `SELECT ticket_id AS record, CASE WHEN first_response_at < created_at THEN 'answered before it came' ELSE 'first answered after it was solved' END AS message FROM canonical.ticket WHERE (first_response_at_precision <> 'day' AND created_at_precision <> 'day' AND first_response_at < created_at) OR (source_first_response_seconds > source_resolution_seconds)`,
      population: `SELECT count(coalesce(first_response_at::VARCHAR, source_first_response_seconds::VARCHAR)) AS n FROM canonical.ticket`,
    },
  ],
});
