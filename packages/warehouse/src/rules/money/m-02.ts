import { rule } from '../rule.js';
import { rateChecks } from './rate-checks.js';

export const m02 = rule({
  id: 'M-02',
  severity: 'block',
  title: 'There is a rate for every foreign amount on its day',
  remedy: 'Import the rates (day, from, to, rate) for the currency',
  tables: rateChecks,
});
