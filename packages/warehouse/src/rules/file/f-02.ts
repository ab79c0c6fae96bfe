import { rule } from '../rule.js';

export const f02 = rule({
  id: 'F-02',
  severity: 'quarantine',
  title: 'Every row has as many cells as the header',
  remedy: 'Correct the row (often a quote or delimiter inside a text) and import the rejects again',
  appliedBy: 'reading',
});
