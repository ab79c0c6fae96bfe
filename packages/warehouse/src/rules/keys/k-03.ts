import { rule } from '../rule.js';
import { referenceChecks } from './reference-checks.js';

export const k03 = rule({
  id: 'K-03',
  severity: 'warn',
  title: 'What a row points at exists',
  remedy: 'Import the file that holds the missing records, or correct the id',
  tables: referenceChecks,
});
