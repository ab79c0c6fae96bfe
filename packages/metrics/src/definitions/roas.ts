import { sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { fromPaidChannel } from './cac-paid.js';

export const roas = define({
  id: 'roas',
  name: 'Return on ad spend',
  group: 'acquisition',
  unit: 'times',
  sentence: 'Revenue from customers of paid channels for each unit of money spent on paid media.',
  formula: {
    words: 'revenue of customers from paid channels ÷ media spend on paid channels',
    symbols: 'Σ revenue[paid] ÷ Σ media[paid]',
  },
  included: [
    'attribution rule: all revenue of the period from accounts whose own channel is a paid one',
    'refunds on the day they were given',
  ],
  excluded: ['people, tools and agencies', 'revenue of organic customers'],
  variants: [{ name: 'platform ROAS', difference: 'revenue as the ad platform attributes it' }],
  source: 'metrics canon §1',
  legs: {
    revenue: {
      fact: 'revenue_line',
      aggregate: sum('amount'),
      where: [fromPaidChannel],
      placement: flow('date'),
    },
    spend: {
      fact: 'spend_day',
      aggregate: sum('amount'),
      where: [
        { column: 'is_paid_channel', is: true },
        { column: 'kind', is: 'media' },
      ],
      placement: flow('date'),
      dimensions: { channel: 'spend_channel' },
    },
  },
  value: divide(leg('revenue'), leg('spend')),
  n: null,
  breakdowns: ['channel'],
  rules: ['M-01', 'M-02', 'M-06', 'M-11', 'M-12'],
});
