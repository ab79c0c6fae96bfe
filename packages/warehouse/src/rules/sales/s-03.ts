import { rule } from '../rule.js';

export const s03 = rule({
  id: 'S-03',
  severity: 'warn',
  title: 'A probability lies between 0 and 1, and is 1 for won and 0 for lost',
  remedy: 'Correct the probability of the stage in the CRM',
  tables: [
    {
      entity: 'deal',
      breaks: `SELECT deal_id AS record, 'probability ' || probability || ' of a ' || coalesce(status, 'open') || ' deal' AS message FROM canonical.deal WHERE probability IS NOT NULL AND (probability NOT BETWEEN 0 AND 1 OR (status = 'won' AND probability <> 1) OR (status = 'lost' AND probability <> 0))`,
      population: `SELECT count(probability) AS n FROM canonical.deal`,
    },
  ],
});
