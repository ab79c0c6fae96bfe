import { distinct } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { flow } from '../definition/placement.js';

export const repeatPurchaseRate = define({
  id: 'repeat_purchase_rate',
  name: 'Repeat purchase rate',
  group: 'value',
  sentence: 'The share of buyers of the period for whom it was not only their first order.',
  formula: {
    words: 'accounts with a second or later order ÷ accounts that ordered',
    symbols: '|{c : order #≥2 ∈ P}| ÷ |{c : order ∈ P}|',
  },
  included: ['orders are numbered over the whole life of the account'],
  excluded: ['orders without an account'],
  source: 'metrics canon §3, §5 (repeat customers)',
  legs: {
    repeaters: {
      fact: 'order',
      aggregate: distinct('account_id'),
      where: [{ column: 'sequence', at_least: 2 }],
      placement: flow('ordered_date'),
    },
    purchasers: {
      fact: 'order',
      aggregate: distinct('account_id'),
      where: [{ column: 'account_id', known: true }],
      placement: flow('ordered_date'),
    },
  },
  ...shareOf('repeaters', 'purchasers'),
  breakdowns: ['segment', 'channel', 'cohort'],
  rules: ['I-06', 'K-02'],
});
