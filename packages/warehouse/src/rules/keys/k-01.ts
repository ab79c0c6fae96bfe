import { rule } from '../rule.js';

export const k01 = rule({
  id: 'K-01',
  severity: 'quarantine',
  title: 'A row has a key, and no other row of its file has it',
  remedy: 'Correct the id and import the rejects again',
  appliedBy: 'import',
});
