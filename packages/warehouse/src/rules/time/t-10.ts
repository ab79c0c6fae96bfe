import { rule } from '../rule.js';
import { bare } from '../sql-words.js';

/** Solved and closed are one end; help desks close what was solved by themselves, and some say hold for on_hold. */
const settled = (status: string): string =>
  `CASE lower(${status}) WHEN 'hold' THEN 'on_hold' WHEN 'closed' THEN 'solved' ELSE lower(${status}) END`;

/** A history in words of its own (the stages of a pipeline) cannot be compared. */
const known = `'new', 'open', 'pending', 'on_hold', 'solved', 'closed'`;

export const t10 = rule({
  id: 'T-10',
  severity: 'warn',
  title: 'The last step of a history is where the record stands',
  remedy: 'Import the history and the records of the same day',
  // Steps of one instant have no order: any of the last ones will do.
  tables: [
    {
      entity: 'ticket_event',
      reads: ['ticket'],
      breaks: `
        WITH last AS (
          SELECT ticket_id, new_value FROM canonical.ticket_event WHERE field = 'status' AND new_value IS NOT NULL
          QUALIFY occurred_at = max(occurred_at) OVER (PARTITION BY ticket_id)
        )
        SELECT t.ticket_id AS record, 'it stands at ' || t.status || ', its history ends at ' || any_value(lower(e.new_value)) AS message
        FROM canonical.ticket t JOIN last e USING (ticket_id)
        WHERE t.status IN (${known}) AND NOT coalesce(t.is_spam, false) AND NOT coalesce(t.is_deleted, false)
        GROUP BY t.ticket_id, t.status HAVING NOT bool_or(${settled('e.new_value')} = ${settled('t.status')}) AND bool_and(${settled('e.new_value')} IN (${known}))`,
      population: `SELECT count(DISTINCT ticket_id) AS n FROM canonical.ticket_event WHERE field = 'status'`,
    },
    {
      entity: 'deal_stage_history',
      reads: ['deal'],
      breaks: `
        WITH last AS (
          SELECT deal_id, stage_id FROM canonical.deal_stage_history QUALIFY entered_at = max(entered_at) OVER (PARTITION BY deal_id)
        )
        SELECT d.deal_id AS record, 'it stands at ' || ${bare('d.stage_id')} || ', its history ends at ' || any_value(${bare('e.stage_id')}) AS message
        FROM canonical.deal d JOIN last e USING (deal_id) WHERE d.stage_id IS NOT NULL AND NOT coalesce(d.is_deleted, false)
        GROUP BY d.deal_id, d.stage_id HAVING NOT bool_or(e.stage_id = d.stage_id)`,
      population: `SELECT count(DISTINCT deal_id) AS n FROM canonical.deal_stage_history`,
    },
  ],
});
