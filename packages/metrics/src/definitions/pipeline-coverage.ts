import { sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg, positive, subtract } from '../definition/expression.js';
import { flow } from '../definition/placement.js';

export const pipelineCoverage = define({
  id: 'pipeline_coverage',
  name: 'Pipeline coverage',
  group: 'sales',
  unit: 'times',
  sentence:
    'How many times over the open deals expected to close in the period cover what is still missing to quota.',
  formula: {
    words: 'open amount expected to close in the rest of the period ÷ (quota − won so far)',
    symbols: 'Σ open amount[expected close ∈ P, ≥ m] ÷ (quota − won before m)',
  },
  included: [
    'measured at the as-of date while the period runs or lies ahead, at its first day once it is over',
    'deals of every type, unweighted',
  ],
  excluded: ['deals whose expected close is already past', 'deals without an amount'],
  variants: [{ name: 'full quota', difference: 'open amount ÷ whole quota; lower' }],
  source: 'metrics canon §2',
  legs: {
    open: {
      fact: 'deal_span',
      aggregate: sum('amount'),
      placement: { kind: 'remaining', from: 'from_date', to: 'to_date', date: 'expected_close_date' },
    },
    quota: { fact: 'quota_day', aggregate: sum('amount'), placement: flow('date', { whole_period: true }) },
    won: {
      fact: 'deal',
      aggregate: sum('amount'),
      where: [{ column: 'is_won', is: true }],
      placement: flow('closed_date', { measured: 'before' }),
    },
  },
  value: divide(leg('open'), positive(subtract(leg('quota'), leg('won')), 'quota_met')),
  denominator: subtract(leg('quota'), leg('won')),
  n: null,
  ahead: true,
  breakdowns: ['owner', 'team'],
  rules: ['S-04', 'M-01', 'M-02'],
});
