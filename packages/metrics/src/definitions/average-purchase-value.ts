import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { ratioOfSums } from '../definition/interval-rule.js';
import { flow } from '../definition/placement.js';

export const averagePurchaseValue = define({
  id: 'average_purchase_value',
  name: 'Average purchase value',
  group: 'value',
  unit: 'money',
  sentence: 'What one order is worth on average.',
  formula: { words: 'net order value ÷ orders', symbols: 'APV = Σ net ÷ |orders|' },
  included: ['orders that stand, net of discount, tax, reversals and refunds'],
  excluded: ['cancelled orders'],
  source: 'metrics canon §3',
  legs: {
    net: { fact: 'order', aggregate: sum('net'), placement: flow('ordered_date') },
    orders: { fact: 'order', aggregate: count, placement: flow('ordered_date') },
  },
  value: divide(leg('net'), leg('orders')),
  interval: ratioOfSums('net', 'orders'),
  breakdowns: ['order_channel', 'segment', 'region'],
  rules: ['M-01', 'M-02', 'M-04', 'M-06', 'M-07'],
});
