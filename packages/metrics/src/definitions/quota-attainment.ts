import { sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';

export const quotaAttainment = define({
  id: 'quota_attainment',
  name: 'Quota attainment',
  group: 'sales',
  unit: 'ratio',
  sentence: 'How much of the quota was won.',
  formula: { words: 'amount won ÷ quota', symbols: 'Σ amount[won, closed ∈ P] ÷ Σ quota[P]' },
  included: [
    'won deals of every type',
    'the whole quota of the period, even while it runs',
    'a team is sum over sum, never a mean of people',
  ],
  excluded: ['won deals without an amount'],
  source: 'metrics canon §2',
  legs: {
    won: {
      fact: 'deal',
      aggregate: sum('amount'),
      where: [{ column: 'is_won', is: true }],
      placement: flow('closed_date'),
    },
    quota: { fact: 'quota_day', aggregate: sum('amount'), placement: flow('date', { whole_period: true }) },
  },
  value: divide(leg('won'), leg('quota')),
  n: null,
  breakdowns: ['owner', 'team'],
  rules: ['S-02', 'S-07', 'M-01', 'M-02'],
});
