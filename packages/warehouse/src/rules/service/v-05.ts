import { rule } from '../rule.js';
import { bare } from '../sql-words.js';

/** The scale that is taken where neither the answer nor its survey names one, by what is measured. */
const usual = (kind: string, of: 'low' | 'high'): string =>
  of === 'low'
    ? `CASE ${kind} WHEN 'nps' THEN 0 WHEN 'csat' THEN 1 WHEN 'ces' THEN 1 END`
    : `CASE ${kind} WHEN 'nps' THEN 10 WHEN 'csat' THEN 5 WHEN 'ces' THEN 7 END`;

const number = (value: string): string => `rtrim(rtrim((${value})::DECIMAL(18,6)::VARCHAR, '0'), '.')`;

/** The end of the scale that the survey of a staged answer states. */
const stated = (end: 'scale_min' | 'scale_max'): string =>
  `(SELECT map_from_entries(list((survey_id, ${end}))) FROM canonical.survey)[r.survey_id]`;

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
      message: `'an answer of ' || ${number('r.score')} || ' on a scale from ' || ${number('r.scale_min')} || ' to ' || ${number('r.scale_max')}`,
    },
    {
      entity: 'survey_response',
      column: 'score',
      needs: ['score', 'kind'],
      when: `r.kind = 'nps' AND r.score NOT BETWEEN 0 AND 10`,
      message: `'an answer of ' || ${number('r.score')} || ' to a question from 0 to 10'`,
    },
    {
      entity: 'survey_response',
      column: 'score',
      needs: ['score', 'survey_id'],
      // Only where the survey was there before its answers; the check of the tables sees it in any order.
      when: `r.score NOT BETWEEN ${stated('scale_min')} AND ${stated('scale_max')}`,
      message: `'an answer of ' || ${number('r.score')} || ' on a scale from ' || ${number(stated('scale_min'))} || ' to ' || ${number(stated('scale_max'))}`,
    },
  ],
  tables: [
    {
      entity: 'survey_response',
      reads: ['survey'],
      breaks: `
        SELECT response_id AS record, 'an answer of ' || ${number('score')} || CASE WHEN is_stated THEN ' on a scale from ' ELSE ', and no scale is stated; taken to be from ' END || ${number('low')} || ' to ' || ${number('high')} || '; it is not counted' AS message
        FROM (
          SELECT r.response_id, r.score, coalesce(s.scale_max, r.scale_max) IS NOT NULL AS is_stated,
                 coalesce(s.scale_min, r.scale_min, ${usual('coalesce(s.kind, r.kind)', 'low')}) AS low, coalesce(s.scale_max, r.scale_max, ${usual('coalesce(s.kind, r.kind)', 'high')}) AS high
          FROM canonical.survey_response r LEFT JOIN canonical.survey s ON s.survey_id = r.survey_id WHERE NOT coalesce(r.is_test, false)
        ) WHERE score NOT BETWEEN low AND high`,
      population: `SELECT count(score) AS n FROM canonical.survey_response`,
    },
    {
      entity: 'survey',
      breaks: `SELECT survey_id AS record, coalesce(question, ${bare('survey_id')}) || ' goes from ' || ${number('scale_min')} || ' to ' || ${number('scale_max')} || '; NPS is asked from 0 to 10 only, and its answers are in no NPS' AS message FROM canonical.survey WHERE kind = 'nps' AND (scale_min <> 0 OR scale_max <> 10)`,
      population: `SELECT count(*) AS n FROM canonical.survey`,
    },
  ],
});
