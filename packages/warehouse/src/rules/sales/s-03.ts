import { rule } from '../rule.js';

export const s03 = rule({
  id: 'S-03',
  severity: 'warn',
  title: 'A probability lies between 0 and 1, and is 1 for won and 0 for lost',
  remedy: 'Correct the probability of the stage in the CRM, or divide percentages by 100 in the mapping',
  tables: [
    {
      entity: 'deal',
      reads: ['pipeline_stage'],
      breaks: `
        SELECT c.deal_id AS record, 'probability ' || rtrim(rtrim(c.probability::VARCHAR, '0'), '.') || ' of ' || CASE d.status WHEN 'open' THEN 'an open' ELSE 'a ' || d.status END || ' deal' AS message
        FROM canonical.deal c JOIN derived.deal d USING (deal_id)
        WHERE c.probability NOT BETWEEN 0 AND 1 OR (d.is_won AND c.probability <> 1) OR (d.is_lost AND c.probability <> 0)`,
      population: `SELECT count(probability) AS n FROM canonical.deal`,
    },
  ],
});
