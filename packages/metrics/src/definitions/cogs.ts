import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { costKnown, costLegs, costOfGoods, marginParameter } from './cost-of-goods.js';

const placement = flow('date');

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
    ...costLegs(placement),
    lines: { fact: 'revenue_line', aggregate: count, where: costKnown, placement },
  },
  value: costOfGoods,
  numerator: null,
  denominator: null,
  n: leg('lines'),
  breakdowns: ['product', 'product_category'],
  rules: ['M-01', 'M-02', 'M-06'],
});
