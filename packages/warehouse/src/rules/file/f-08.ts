import { rule } from '../rule.js';
import { fillChecks } from './fill-checks.js';
import { volumeChecks } from './volume-checks.js';

export const f08 = rule({
  id: 'F-08',
  severity: 'warn',
  title: 'An import is as large and as full as those before it of the same kind',
  remedy: 'Check whether the export was cut off, filtered or lost a column',
  tables: [...volumeChecks, ...fillChecks],
});
