import { rule } from '../rule.js';
import { scaleChecks } from './scale-checks.js';

export const m03 = rule({
  id: 'M-03',
  severity: 'block',
  title: 'Amounts keep their scale: not cents one time and euros the next',
  remedy: 'Say scale: minor or micros in the mapping and import again, or undo the import',
  tables: scaleChecks,
});
