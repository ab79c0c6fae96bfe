import { rule } from '../rule.js';

export const k02 = rule({
  id: 'K-02',
  severity: 'warn',
  title: 'No row stands in a file twice',
  remedy: 'Check whether the export joined a table that repeats rows',
  appliedBy: 'import',
});
