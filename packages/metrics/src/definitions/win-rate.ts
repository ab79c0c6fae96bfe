import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { flow } from '../definition/placement.js';

const isNew = { column: 'deal_type', is: 'new' };

export const winRate = define({
  id: 'win_rate',
  name: 'Win rate',
  group: 'sales',
  sentence: 'The share of new deals decided in the period that were won.',
  formula: { words: 'deals won ÷ deals won or lost', symbols: 'won ÷ (won + lost), closed ∈ P' },
  included: ['"no decision" is lost', 'a reopened deal counts once, at its last close'],
  excluded: [
    'open deals',
    'expansion, renewal and win-back deals',
    'deals disqualified before they were qualified',
  ],
  variants: [
    { name: 'by value', difference: 'amounts in place of counts', metric: 'win_rate_value' },
    { name: 'created cohort', difference: 'won ÷ created', metric: 'sales_conversion_rate' },
  ],
  source: 'metrics canon §2',
  legs: {
    won: {
      fact: 'deal',
      aggregate: count,
      where: [isNew, { column: 'is_won', is: true }],
      placement: flow('closed_date'),
    },
    closed: {
      fact: 'deal',
      aggregate: count,
      where: [isNew, { column: 'is_closed', is: true }],
      placement: flow('closed_date'),
    },
  },
  ...shareOf('won', 'closed'),
  breakdowns: ['owner', 'segment', 'channel', 'product'],
  rules: ['S-01', 'S-02', 'S-04', 'T-03'],
});
