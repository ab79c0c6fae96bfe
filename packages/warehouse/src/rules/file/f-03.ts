import { rule } from '../rule.js';

export const f03 = rule({
  id: 'F-03',
  severity: 'warn',
  title: 'The columns are those the mapping knows; a missing needed one is named',
  remedy: 'Add the column to the export, or map it',
  appliedBy: 'mapping',
});
