import { rule } from '../rule.js';
import { intervalChecks } from './interval-checks.js';

export const t03 = rule({
  id: 'T-03',
  severity: 'warn',
  title: 'An end is not before its start',
  remedy: 'Correct the dates in the source; until then the row counts but no duration is taken from it',
  tables: intervalChecks,
});
