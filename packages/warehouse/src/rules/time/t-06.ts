import { rule } from '../rule.js';

export const t06 = rule({
  id: 'T-06',
  severity: 'warn',
  title: 'Both ends of a duration have a clock, or neither',
  remedy: 'Export both with their time; until then only days can be told',
  tables: [
    {
      entity: 'ticket',
      breaks: `SELECT ticket_id AS record, CASE WHEN created_at_precision = 'day' THEN 'it has a time of solution and only a day of creation' ELSE 'it has a time of creation and only a day of solution' END || '; no duration is taken from the two' AS message
        FROM canonical.ticket WHERE (created_at_precision = 'day') <> (solved_at_precision = 'day')`,
      population: `SELECT count(*) AS n FROM canonical.ticket WHERE created_at IS NOT NULL AND solved_at IS NOT NULL`,
    },
  ],
});
