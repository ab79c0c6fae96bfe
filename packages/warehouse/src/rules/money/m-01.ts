import { rule } from '../rule.js';

export const m01 = rule({
  id: 'M-01',
  severity: 'quarantine',
  title: 'An amount is a number with a currency',
  remedy: 'Correct the amount, or name the currency in the mapping',
  appliedBy: 'mapping',
});
