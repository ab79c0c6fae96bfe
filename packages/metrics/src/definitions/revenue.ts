import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';

export const revenue = define({
  id: 'revenue',
  name: 'Revenue',
  group: 'value',
  unit: 'money',
  sentence: 'What was sold, without tax, less what was given back.',
  formula: { words: 'amounts of order and invoice lines, refunds negative', symbols: 'Σ amount, date ∈ P' },
  included: [
    'orders on their order date, invoices on their invoice date, refunds on the day they were given',
  ],
  excluded: ['tax', 'cancelled orders, void and draft invoices'],
  source: 'metrics canon §0 (money), §3',
  legs: {
    amount: { fact: 'revenue_line', aggregate: sum('amount'), placement: flow('date') },
    lines: { fact: 'revenue_line', aggregate: count, placement: flow('date') },
  },
  value: leg('amount'),
  n: leg('lines'),
  additive: true,
  breakdowns: ['product', 'segment', 'region', 'channel'],
  rules: ['M-01', 'M-02', 'M-04', 'M-05', 'M-06', 'M-10'],
});
