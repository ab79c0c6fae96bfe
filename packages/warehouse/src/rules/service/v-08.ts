import { rule } from '../rule.js';

export const v08 = rule({
  id: 'V-08',
  severity: 'warn',
  title: 'An invitation is answered once',
  remedy: 'None: the latest answer counts',
  tables: [
    {
      entity: 'survey_response',
      breaks: `SELECT invitation_id AS record, count(*) || ' answers to one invitation; the latest counts' AS message FROM canonical.survey_response WHERE invitation_id IS NOT NULL AND score IS NOT NULL AND NOT coalesce(is_test, false) GROUP BY invitation_id HAVING count(*) > 1`,
      population: `SELECT count(DISTINCT invitation_id) AS n FROM canonical.survey_response`,
    },
  ],
});
