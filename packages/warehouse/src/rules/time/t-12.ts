import { rule } from '../rule.js';

export const t12 = rule({
  id: 'T-12',
  severity: 'info',
  title: 'An event is recorded once',
  remedy: 'None: repeated events are taken once',
  appliedBy: 'mapping',
});
