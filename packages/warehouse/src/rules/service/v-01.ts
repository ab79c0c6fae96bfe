import { rule } from '../rule.js';
import { shown } from '../sql-words.js';

export const v01 = rule({
  id: 'V-01',
  severity: 'warn',
  title: 'The first answer comes after the question and before the solution',
  remedy: 'Check the columns; a response time below zero is not taken',
  tables: [
    {
      entity: 'ticket',
      // An end before the start is T-03.
      breaks: `
        SELECT ticket_id AS record, CASE
          WHEN is_early THEN 'answered ' || ${shown('first_response_at')} || ', before it came ' || ${shown('created_at')}
          ELSE 'first answered after it was solved' END AS message
        FROM (SELECT *, CASE WHEN 'day' IN (first_response_at_precision, created_at_precision) THEN first_response_at_date < created_at_date ELSE first_response_at < created_at END AS is_early FROM canonical.ticket)
        WHERE is_early OR (solved_at < created_at) IS NOT TRUE AND (source_first_response_seconds > source_resolution_seconds
          OR CASE WHEN 'day' IN (first_response_at_precision, solved_at_precision) THEN first_response_at_date > solved_at_date ELSE first_response_at > solved_at END)`,
      population: `SELECT count(*) AS n FROM canonical.ticket WHERE first_response_at IS NOT NULL OR source_first_response_seconds IS NOT NULL`,
    },
  ],
});
