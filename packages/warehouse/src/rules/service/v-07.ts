import { rule } from '../rule.js';

export const v07 = rule({
  id: 'V-07',
  severity: 'warn',
  title: 'It is known how many were asked',
  remedy: 'Import the invitations; without them there is no response rate',
  tables: [
    {
      entity: 'survey_response',
      reads: ['survey_invitation'],
      breaks: `SELECT survey_id AS record, count(*) || ' answers and no invitation' AS message FROM canonical.survey_response WHERE survey_id NOT IN (SELECT survey_id FROM canonical.survey_invitation WHERE survey_id IS NOT NULL) GROUP BY survey_id`,
      population: `SELECT count(DISTINCT survey_id) AS n FROM canonical.survey_response`,
    },
  ],
});
