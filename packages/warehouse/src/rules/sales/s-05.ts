import { rule } from '../rule.js';

export const s05 = rule({
  id: 'S-05',
  severity: 'warn',
  title: 'A part of an amount is not more than the amount',
  remedy: 'Correct the amounts of the deal',
  tables: [
    {
      entity: 'deal',
      breaks: `SELECT deal_id AS record, 'recurring part ' || recurring_amount::DECIMAL(18,2) || ' of an amount of ' || amount::DECIMAL(18,2) AS message FROM canonical.deal WHERE recurring_amount > amount AND amount > 0`,
      population: `SELECT count(recurring_amount) AS n FROM canonical.deal`,
    },
  ],
});
