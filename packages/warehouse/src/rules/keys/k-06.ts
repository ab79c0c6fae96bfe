import { rule } from '../rule.js';
import { exclusionChecks } from './exclusion-checks.js';

export const k06 = rule({
  id: 'K-06',
  severity: 'info',
  title: 'Merged and deleted records are not counted as live',
  remedy: 'None: they are left out and listed as exclusions',
  tables: exclusionChecks,
});
