import { rule } from '../rule.js';

/** Below this, a shop may well have had no second order yet. */
const manyOrders = 200;

export const i06 = rule({
  id: 'I-06',
  severity: 'warn',
  title: 'Customers come back: the customer id is not an order id in disguise',
  remedy: 'Map the id that stays with the customer across orders',
  tables: [
    {
      entity: 'order',
      breaks: `SELECT _source AS record, 'each of ' || count(*) || ' orders has a customer id of its own; is it the id of the customer?' AS message
FROM canonical."order" WHERE account_id IS NOT NULL GROUP BY _source HAVING count(*) >= ${manyOrders} AND count(*) = count(DISTINCT account_id)`,
      population: `SELECT count(account_id) AS n FROM canonical."order"`,
    },
  ],
});
