import { rule } from '../rule.js';
import { bare } from '../sql-words.js';

export const v07 = rule({
  id: 'V-07',
  severity: 'warn',
  title: 'It is known how many were asked',
  remedy: 'Import the invitations; without them there is no response rate',
  tables: [
    {
      entity: 'survey_response',
      reads: ['survey_invitation'],
      breaks: `
        SELECT coalesce(r.survey_id, r.kind, 'no survey') AS record, count(*) || ' answers to ' || any_value(coalesce(${bare('r.survey_id')}, r.kind, 'no named survey')) || ', and no invitation' AS message
        FROM canonical.survey_response r
        WHERE NOT coalesce(r.is_test, false) AND r.score IS NOT NULL
          AND NOT coalesce(r.survey_id IN (SELECT survey_id FROM canonical.survey_invitation WHERE survey_id IS NOT NULL), false)
        GROUP BY 1`,
      population: `SELECT count(DISTINCT coalesce(survey_id, kind, '')) AS n FROM canonical.survey_response`,
    },
  ],
});
