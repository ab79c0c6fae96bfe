import { rule } from '../rule.js';

export const f09 = rule({
  id: 'F-09',
  severity: 'quarantine',
  title: 'Ids arrive whole: no .0 behind them, no 1.2E+17, no digits lost',
  remedy: 'Export the id column as text',
  appliedBy: 'mapping',
});
