import { rule } from '../rule.js';

export const s05 = rule({
  id: 'S-05',
  severity: 'warn',
  title: 'A part of an amount is not more than the amount',
  remedy: 'Correct the amounts of the deal',
  tables: [
    {
      entity: 'deal',
      breaks: `SELECT deal_id AS record, 'recurring part ' || recurring_amount || ' of an amount of ' || amount AS message FROM canonical.deal WHERE recurring_amount > amount`,
      population: `SELECT count(recurring_amount) AS n FROM canonical.deal`,
    },
  ],
});
