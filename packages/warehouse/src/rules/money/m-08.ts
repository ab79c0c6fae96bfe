import { rule } from '../rule.js';

export const m08 = rule({
  id: 'M-08',
  severity: 'warn',
  title: 'Nothing is empty, not 0',
  remedy: 'Leave the amount of a lost deal empty; an average would take the 0 for a price',
  tables: [
    {
      entity: 'deal',
      breaks: `SELECT c.deal_id AS record, 'a lost deal with an amount of 0' AS message FROM canonical.deal c SEMI JOIN (SELECT deal_id FROM derived.deal WHERE is_lost) d USING (deal_id) WHERE c.amount = 0`,
      population: `SELECT count(*) AS n FROM derived.deal WHERE is_lost`,
    },
  ],
});
