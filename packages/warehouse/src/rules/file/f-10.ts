import { rule } from '../rule.js';

export const f10 = rule({
  id: 'F-10',
  severity: 'info',
  title: 'The file has the shape of a table: no blank columns, no padded headers, no byte-order mark',
  remedy: 'None: they were tidied',
  appliedBy: 'reading',
});
