import { rule } from '../rule.js';
import { outlierChecks } from './outlier-checks.js';

export const m07 = rule({
  id: 'M-07',
  severity: 'warn',
  title: 'No amount is out of all proportion',
  remedy: 'Look at the record; if it is right, waive the rule',
  tables: outlierChecks,
});
