import { rule } from '../rule.js';
import { copyChecks } from './copy-checks.js';

export const k02 = rule({
  id: 'K-02',
  severity: 'warn',
  title: 'No row stands there twice',
  remedy:
    'Check whether the export joined a table that repeats rows; rows with an id are taken once, rows without one all count',
  appliedBy: 'import',
  tables: copyChecks,
});
