import { count, distinct } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { ratioOfSums } from '../definition/interval-rule.js';
import { flow } from '../definition/placement.js';

const where = [{ column: 'account_id', known: true }] as const;

export const purchaseFrequency = define({
  id: 'purchase_frequency',
  name: 'Purchase frequency',
  group: 'value',
  unit: 'times',
  sentence: 'How often a buyer bought in the period.',
  formula: {
    words: 'orders of known accounts ÷ accounts that ordered',
    symbols: 'APF = |orders| ÷ |purchasers|',
  },
  included: ['two orders on one day count as two'],
  excluded: ['orders without an account: nobody knows whose they are', 'cancelled orders'],
  source: 'metrics canon §3',
  legs: {
    orders: { fact: 'order', aggregate: count, where, placement: flow('ordered_date') },
    purchasers: { fact: 'order', aggregate: distinct('account_id'), where, placement: flow('ordered_date') },
  },
  value: divide(leg('orders'), leg('purchasers')),
  interval: ratioOfSums('orders', 'purchasers'),
  breakdowns: ['segment', 'region', 'channel'],
  rules: ['I-06', 'K-02'],
});
