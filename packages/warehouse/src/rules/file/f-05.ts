import { rule } from '../rule.js';

export const f05 = rule({
  id: 'F-05',
  severity: 'block',
  title: 'The decimal mark is proven by the data or declared',
  remedy: 'Say --decimal, or write decimal into the mapping',
  appliedBy: 'mapping',
});
