import { sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { shareOfSums } from '../definition/interval-rule.js';
import { flow } from '../definition/placement.js';

const isNew = { column: 'deal_type', is: 'new' };

export const winRateValue = define({
  id: 'win_rate_value',
  name: 'Win rate by value',
  group: 'sales',
  unit: 'ratio',
  sentence: 'The share of the money in decided new deals that was won.',
  formula: {
    words: 'amount won ÷ amount won or lost',
    symbols: 'Σ amount[won] ÷ Σ amount[won + lost], closed ∈ P',
  },
  included: ['deals with an amount'],
  excluded: ['deals without an amount', 'expansion, renewal and win-back deals'],
  variants: [{ name: 'by count', difference: 'each deal counts the same', metric: 'win_rate' }],
  source: 'metrics canon §2',
  legs: {
    won: {
      fact: 'deal',
      aggregate: sum('amount'),
      where: [isNew, { column: 'is_won', is: true }],
      placement: flow('closed_date'),
    },
    closed: {
      fact: 'deal',
      aggregate: sum('amount'),
      where: [isNew, { column: 'is_closed', is: true }],
      placement: flow('closed_date'),
    },
    deals: {
      fact: 'deal',
      aggregate: { kind: 'count' },
      where: [isNew, { column: 'is_closed', is: true }, { column: 'amount', known: true }],
      placement: flow('closed_date'),
    },
  },
  value: divide(leg('won'), leg('closed')),
  n: leg('deals'),
  interval: shareOfSums('won', 'closed'),
  breakdowns: ['owner', 'segment', 'channel', 'product'],
  rules: ['S-01', 'S-02', 'M-01', 'M-02', 'M-08'],
});
