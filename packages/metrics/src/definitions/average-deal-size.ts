import { count, median, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { countOf, divide, leg } from '../definition/expression.js';
import { ratioOfSums } from '../definition/interval-rule.js';
import { flow } from '../definition/placement.js';

const wonWithAmount = [
  { column: 'is_won', is: true },
  { column: 'amount', known: true },
] as const;

const common = {
  group: 'sales',
  unit: 'money',
  included: ['won deals of every type that have an amount'],
  excluded: ['won deals without an amount: left out, never counted as 0'],
  source: 'metrics canon §2',
  breakdowns: ['owner', 'segment', 'product'],
  rules: ['S-02', 'M-01', 'M-02', 'M-07', 'M-08'],
} as const;

export const averageDealSize = define({
  ...common,
  id: 'average_deal_size',
  name: 'Average deal size',
  sentence: 'What a won deal is worth on average.',
  formula: {
    words: 'amount won ÷ won deals that have an amount',
    symbols: 'Σ amount[won] ÷ |won|, closed ∈ P',
  },
  variants: [
    { name: 'median', difference: 'the middle deal; not moved by one giant', metric: 'median_deal_size' },
  ],
  legs: {
    amount: { fact: 'deal', aggregate: sum('amount'), where: wonWithAmount, placement: flow('closed_date') },
    deals: { fact: 'deal', aggregate: count, where: wonWithAmount, placement: flow('closed_date') },
  },
  value: divide(leg('amount'), leg('deals')),
  interval: ratioOfSums('amount', 'deals'),
});

export const medianDealSize = define({
  ...common,
  id: 'median_deal_size',
  name: 'Median deal size',
  sentence: 'What the middle won deal is worth.',
  formula: { words: 'median amount of won deals', symbols: 'median(amount), won, closed ∈ P' },
  variants: [{ name: 'mean', difference: 'mean in place of median', metric: 'average_deal_size' }],
  legs: {
    amount: {
      fact: 'deal',
      aggregate: median('amount'),
      where: wonWithAmount,
      placement: flow('closed_date'),
    },
  },
  value: leg('amount'),
  n: countOf('amount'),
  interval: { method: 'quantile', leg: 'amount' },
});
