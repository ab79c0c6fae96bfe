import { rule } from '../rule.js';
import { futureChecks } from './future-checks.js';

export const t02 = rule({
  id: 'T-02',
  severity: 'warn',
  title: 'Nothing has happened in the future',
  remedy: 'Correct the date; an event dated later than today is in no figure yet',
  tables: futureChecks,
});
