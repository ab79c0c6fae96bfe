import { rule } from '../rule.js';
import { spellingChecks } from './spelling-checks.js';

export const k05 = rule({
  id: 'K-05',
  severity: 'warn',
  title: 'One thing is spelt one way',
  remedy: 'Correct the spelling in the source, or map both to one value',
  tables: spellingChecks,
});
