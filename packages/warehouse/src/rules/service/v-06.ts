import { rule } from '../rule.js';

export const v06 = rule({
  id: 'V-06',
  severity: 'warn',
  title: 'Answers use the scale',
  remedy: 'Ask whether unhappy customers were asked, and whether their answers were kept',
  tables: [
    {
      entity: 'survey_response',
      reads: ['survey'],
      breaks: `SELECT survey AS record, 'of ' || count(*) || ' answers to ' || survey || ' none is in the lower two fifths of the scale' AS message FROM facts.survey_response WHERE score_percent IS NOT NULL GROUP BY survey HAVING count(*) >= 100 AND min(score_percent) > 40`,
      population: `SELECT count(DISTINCT survey) AS n FROM facts.survey_response`,
    },
  ],
});
