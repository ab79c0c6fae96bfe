import { rule } from '../rule.js';

/** Answers from which on a distribution has a shape. */
const manyAnswers = 100;
/** The chance that real answers are spread as evenly as this is nil; made-up ones often are. */
const evenAnswers = 500;

export const v06 = rule({
  id: 'V-06',
  severity: 'warn',
  title: 'Answers use the scale, as answers of people do',
  remedy: 'Ask whether unhappy customers were asked, and whether their answers were kept',
  tables: [
    {
      entity: 'survey_response',
      reads: ['survey'],
      breaks: `
        SELECT survey AS record, 'of ' || count(*) || ' answers to ' || survey || CASE WHEN count(DISTINCT score) = 1 THEN ' all are the same' ELSE ' none lies in the lower two fifths of the scale' END AS message
        FROM facts.survey_response WHERE score_percent IS NOT NULL GROUP BY survey
        HAVING count(*) >= ${manyAnswers} AND (min(score_percent) > 40 OR count(DISTINCT score) = 1)`,
      population: `SELECT count(DISTINCT survey) AS n FROM facts.survey_response`,
    },
    {
      entity: 'survey_response',
      reads: ['survey'],
      // Pearson's chi-squared against equal shares: no more than its expectation plus two standard deviations.
      breaks: `
        WITH score AS (SELECT survey, score, count(*) AS n FROM facts.survey_response WHERE score_percent IS NOT NULL GROUP BY ALL),
        spread AS (
          SELECT survey, sum(n) AS answers, count(*) AS points, max(score) - min(score) + 1 AS span, sum(n * n) * count(*) / sum(n)::DOUBLE - sum(n) AS chi_squared FROM score GROUP BY survey
        )
        SELECT survey AS record, answers || ' answers to ' || survey || ' are spread evenly over ' || points || ' scores, which those of people never are' AS message
        FROM spread WHERE answers >= ${evenAnswers} AND points >= 5 AND points = span AND chi_squared <= points - 1 + 2 * sqrt(2 * (points - 1))`,
      population: `SELECT count(DISTINCT survey) AS n FROM facts.survey_response`,
    },
  ],
});
