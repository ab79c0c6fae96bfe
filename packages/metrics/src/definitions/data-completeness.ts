import { sum } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { flow } from '../definition/placement.js';

const placement = flow('date', { from_beginning: true });

export const dataCompleteness = define({
  id: 'data_completeness',
  name: 'Data completeness',
  group: 'crm',
  sentence: 'The share of required fields that hold something real.',
  formula: {
    words: 'filled cells ÷ (records × required fields), records created up to the end of the period',
    symbols: 'Σ filled ÷ Σ cells',
  },
  included: ['live records created up to the end of the period, as they are filled today'],
  excluded: ['placeholders such as "n/a", 0 and 1900-01-01: they are empty'],
  source: 'metrics canon §8',
  legs: {
    filled: { fact: 'field_cell', aggregate: sum('filled'), placement },
    cells: { fact: 'field_cell', aggregate: sum('records'), placement },
  },
  ...shareOf('filled', 'cells'),
  breakdowns: ['entity', 'field'],
  rules: ['K-06', 'F-08'],
});
