import { rule } from '../rule.js';

export const t06 = rule({
  id: 'T-06',
  severity: 'warn',
  title: 'Both ends of a duration have a clock, or neither',
  remedy: 'Export both with their time; until then only days can be told',
  tables: [
    {
      entity: 'ticket',
      breaks: `SELECT ticket_id AS record, 'created_at is ' || created_at_precision || ' and solved_at is ' || solved_at_precision || '; no time is taken from the two' AS message FROM canonical.ticket WHERE (created_at_precision = 'day') <> (solved_at_precision = 'day')`,
      population: `SELECT count(solved_at) AS n FROM canonical.ticket`,
    },
  ],
});
