import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { add, first, leg, multiply, number, parameter, subtract } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { marginParameter } from './gross-margin-rate.js';

const placement = flow('date');
const product = { column: 'line_kind', in: ['product'] };
const costUnknown = [product, { column: 'cost', known: false }];

export const cogs = define({
  id: 'cogs',
  name: 'Cost of goods sold',
  group: 'value',
  unit: 'money',
  better: 'lower',
  sentence: 'What the goods and services that were sold cost to provide.',
  formula: {
    words: 'cost of lines + (1 − declared gross margin) × revenue of product lines without a cost',
    symbols: 'Σ cost + (1 − GM%) × Σ revenue[cost unknown]',
  },
  included: [
    'the cost on each line',
    'an estimate for product lines without one, only where a gross margin was declared',
  ],
  excluded: [
    'sales, marketing, research and overhead',
    'without a declared gross margin: a period in which a product line lacks its cost has no figure',
  ],
  source: 'metrics canon §3',
  parameters: { gross_margin: marginParameter },
  legs: {
    cost: {
      fact: 'revenue_line',
      aggregate: sum('cost'),
      where: [{ column: 'cost', known: true }],
      placement,
    },
    lines: { fact: 'revenue_line', aggregate: count, where: [{ column: 'cost', known: true }], placement },
    uncosted_revenue: { fact: 'revenue_line', aggregate: sum('amount'), where: costUnknown, placement },
    uncosted_lines: { fact: 'revenue_line', aggregate: count, where: costUnknown, placement },
  },
  value: first(
    add(leg('cost'), multiply(leg('uncosted_revenue'), subtract(number(1), parameter('gross_margin')))),
    { when_zero: leg('uncosted_lines'), gives: leg('cost'), otherwise: 'cost_unknown' },
  ),
  numerator: null,
  denominator: null,
  n: leg('lines'),
  breakdowns: ['product', 'product_category'],
  rules: ['M-01', 'M-02', 'M-06'],
});
