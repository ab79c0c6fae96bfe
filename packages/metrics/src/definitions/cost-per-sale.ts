import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { acquisitionSpend, lagParameter } from './cac.js';

export const costPerSale = define({
  id: 'cost_per_sale',
  name: 'Cost per sale',
  group: 'acquisition',
  unit: 'money',
  better: 'lower',
  sentence: 'What one won new deal costs.',
  formula: {
    words: 'acquisition spend ÷ new deals won',
    symbols: 'Σ spend[acquisition] ÷ |{d : won, closed ∈ P}|',
  },
  included: ['won deals of type new'],
  excluded: ['expansion, renewal and win-back deals'],
  variants: [
    {
      name: 'first orders',
      difference: 'first orders in place of won deals',
      metric: 'cost_per_first_order',
    },
  ],
  source: 'metrics canon §1',
  parameters: { acquisition_lag_days: lagParameter },
  legs: {
    spend: acquisitionSpend,
    sales: {
      fact: 'deal',
      aggregate: count,
      where: [
        { column: 'is_won', is: true },
        { column: 'deal_type', is: 'new' },
      ],
      placement: flow('closed_date'),
    },
  },
  value: divide(leg('spend'), leg('sales')),
  interval: { method: 'poisson_denominator', events: 'sales' },
  breakdowns: ['channel', 'campaign'],
  rules: ['M-01', 'M-02', 'M-11', 'M-12', 'S-02'],
});
