import { rule } from '../rule.js';

export const i06 = rule({
  id: 'I-06',
  severity: 'warn',
  title: 'Customers come back: the customer id is not an order id in disguise',
  remedy: 'Map the id that stays with the customer across orders',
  tables: [
    {
      entity: 'order',
      breaks: `SELECT any_value(_source) AS record, 'each of ' || count(*) || ' orders has a customer id of its own; is it the id of the customer?' AS message
FROM canonical."order" WHERE account_id IS NOT NULL GROUP BY _source HAVING count(*) >= 200 AND count(*) = count(DISTINCT account_id)`,
      population: `SELECT count(account_id) AS n FROM canonical."order"`,
    },
  ],
});
