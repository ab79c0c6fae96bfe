import { count, median, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg, multiply, positive } from '../definition/expression.js';
import { flow, stock } from '../definition/placement.js';

const isNew = { column: 'deal_type', is: 'new' };
const isWon = { column: 'is_won', is: true };
const year = flow('closed_date', { trailing_months: 12 });

export const pipelineVelocity = define({
  id: 'pipeline_velocity',
  name: 'Pipeline velocity',
  group: 'sales',
  unit: 'money_per_day',
  sentence: 'How much money a day the open qualified deals will bring at the pace of the last twelve months.',
  formula: {
    words: 'open qualified deals × win rate × average won amount ÷ median cycle in days',
    symbols: 'n × (won ÷ closed) × (Σ won amount ÷ won) ÷ cycle',
  },
  included: [
    'new deals, open and qualified at the end of the period',
    'the three rates over the twelve months before it',
  ],
  excluded: ['deals not yet qualified', 'expansion, renewal and win-back deals'],
  variants: [
    {
      name: 'flow',
      difference: 'deals created in the period in place of the open stock; another population than the cycle',
    },
  ],
  source: 'metrics canon §2; mavenlb, storylane, winsabove',
  legs: {
    open: {
      fact: 'deal_span',
      aggregate: count,
      where: [isNew, { column: 'is_qualified', is: true }],
      placement: stock('end', { from: 'qualified_date' }),
    },
    won: { fact: 'deal', aggregate: count, where: [isNew, isWon], placement: year },
    closed: {
      fact: 'deal',
      aggregate: count,
      where: [isNew, { column: 'is_closed', is: true }],
      placement: year,
    },
    amount: {
      fact: 'deal',
      aggregate: sum('amount'),
      where: [isNew, isWon, { column: 'amount', known: true }],
      placement: year,
    },
    sized: {
      fact: 'deal',
      aggregate: count,
      where: [isNew, isWon, { column: 'amount', known: true }],
      placement: year,
    },
    cycle: { fact: 'deal', aggregate: median('cycle_days'), where: [isNew, isWon], placement: year },
  },
  value: divide(
    multiply(leg('open'), divide(leg('won'), leg('closed')), divide(leg('amount'), leg('sized'))),
    positive(leg('cycle'), 'zero_denominator'),
  ),
  denominator: leg('cycle'),
  n: leg('closed'),
  breakdowns: ['pipeline', 'owner', 'segment'],
  rules: ['S-01', 'S-02', 'S-04', 'T-03', 'M-02'],
});
