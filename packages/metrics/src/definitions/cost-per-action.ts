import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { acquisitionSpend, lagParameter } from './cac.js';

export const costPerAction = define({
  id: 'cost_per_action',
  name: 'Cost per action',
  group: 'acquisition',
  unit: 'money',
  better: 'lower',
  sentence: 'What one qualifying action of a prospect costs.',
  formula: {
    words: 'acquisition spend ÷ qualifying actions',
    symbols: 'Σ spend[acquisition] ÷ |{a : date ∈ P}|',
  },
  included: ['an action once per person and campaign'],
  excluded: ['bots and tests', 'touches that do not qualify'],
  variants: [{ name: 'platform CPA', difference: 'conversions as the ad platform counts them' }],
  source: 'metrics canon §1',
  parameters: { acquisition_lag_days: lagParameter },
  legs: {
    spend: acquisitionSpend,
    actions: {
      fact: 'touchpoint',
      aggregate: count,
      where: [{ column: 'is_action', is: true }],
      placement: flow('occurred_date'),
    },
  },
  value: divide(leg('spend'), leg('actions')),
  interval: { method: 'poisson_denominator', events: 'actions' },
  breakdowns: ['campaign', 'channel'],
  rules: ['M-01', 'M-02', 'M-11', 'M-12'],
});
