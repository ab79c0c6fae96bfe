import { rule } from '../rule.js';

export const f07 = rule({
  id: 'F-07',
  severity: 'info',
  title: 'The same file changes nothing; an overlapping one replaces row by row',
  remedy: 'None',
  appliedBy: 'import',
});
