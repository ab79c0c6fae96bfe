import { rule } from '../rule.js';
import { rangeChecks } from './range-checks.js';

export const t01 = rule({
  id: 'T-01',
  severity: 'quarantine',
  title: 'A date is a date, and a plausible one',
  remedy: 'Correct the date and import the rejects again',
  rows: rangeChecks,
});
