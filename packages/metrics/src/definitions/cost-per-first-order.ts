import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { acquisitionSpend, lagParameter } from './cac.js';

export const costPerFirstOrder = define({
  id: 'cost_per_first_order',
  name: 'Cost per first order',
  group: 'acquisition',
  unit: 'money',
  better: 'lower',
  sentence: 'What one first order of a new buyer costs.',
  formula: {
    words: 'acquisition spend ÷ first orders',
    symbols: 'Σ spend[acquisition] ÷ |{o : first of its account, date ∈ P}|',
  },
  included: ['the first order of each account'],
  excluded: ['repeat orders', 'orders without an account'],
  variants: [
    { name: 'won deals', difference: 'won deals in place of first orders', metric: 'cost_per_sale' },
  ],
  source: 'metrics canon §1',
  parameters: { acquisition_lag_days: lagParameter },
  legs: {
    spend: acquisitionSpend,
    orders: {
      fact: 'order',
      aggregate: count,
      where: [
        { column: 'sequence', at_least: 1 },
        { column: 'sequence', at_most: 1 },
      ],
      placement: flow('ordered_date'),
    },
  },
  value: divide(leg('spend'), leg('orders')),
  interval: { method: 'poisson_denominator', events: 'orders' },
  breakdowns: ['channel'],
  rules: ['M-01', 'M-02', 'M-11', 'M-12', 'I-06'],
});
