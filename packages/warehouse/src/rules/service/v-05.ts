import { rule } from '../rule.js';

export const v05 = rule({
  id: 'V-05',
  severity: 'quarantine',
  title: 'An answer lies on the scale of its question',
  remedy: 'Correct the answer, or the scale of the survey',
  rows: [
    {
      entity: 'survey_response',
      column: 'score',
      needs: ['score', 'scale_min', 'scale_max'],
      when: `r.score NOT BETWEEN r.scale_min AND r.scale_max`,
      message: `'an answer of ' || r.score || ' on a scale from ' || r.scale_min || ' to ' || r.scale_max`,
    },
    {
      entity: 'survey_response',
      column: 'score',
      needs: ['score', 'kind'],
      when: `r.kind = 'nps' AND r.score NOT BETWEEN 0 AND 10`,
      message: `'an answer of ' || r.score || ' to a question from 0 to 10'`,
    },
  ],
  tables: [
    {
      entity: 'survey_response',
      reads: ['survey'],
      breaks: `SELECT r.response_id AS record, 'an answer of ' || r.score || ' on a scale from ' || s.scale_min || ' to ' || s.scale_max || '; it is not counted' AS message FROM canonical.survey_response r JOIN canonical.survey s ON s.survey_id = r.survey_id WHERE r.score NOT BETWEEN s.scale_min AND s.scale_max`,
      population: `SELECT count(score) AS n FROM canonical.survey_response`,
    },
  ],
});
