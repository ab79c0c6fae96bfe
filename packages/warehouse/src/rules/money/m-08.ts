import { rule } from '../rule.js';

export const m08 = rule({
  id: 'M-08',
  severity: 'warn',
  title: 'Nothing is empty, not 0',
  remedy: 'Leave the amount of a lost deal empty; an average would take the 0 for a price',
  tables: [
    {
      entity: 'deal',
      breaks: `SELECT deal_id AS record, 'a ' || status || ' deal with an amount of 0' AS message FROM canonical.deal WHERE status = 'lost' AND amount = 0`,
      population: `SELECT count(*) AS n FROM canonical."deal"`,
    },
  ],
});
