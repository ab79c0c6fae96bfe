import { rule } from '../rule.js';

export const f04 = rule({
  id: 'F-04',
  severity: 'block',
  title: 'The order of day and month is proven by the data or declared',
  remedy: 'Say --date-order, or write date_order into the mapping',
  appliedBy: 'mapping',
});
