import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { leg, multiply, number } from '../definition/expression.js';
import { stock } from '../definition/placement.js';

const common = {
  group: 'value',
  unit: 'money',
  included: [
    'subscription items live at the end, as a rate: never prorated',
    'paused and overdue within grace',
  ],
  excluded: ['tax, trials, one-off and metered charges'],
  source: 'metrics canon §4',
  breakdowns: ['plan', 'product', 'segment'],
  rules: ['M-01', 'M-02', 'R-01', 'R-02', 'R-03', 'R-05'],
} as const;

const mrrLeg = { fact: 'mrr_item', aggregate: sum('mrr'), placement: stock('end') } as const;
const items = { fact: 'mrr_item', aggregate: count, placement: stock('end') } as const;

export const mrr = define({
  ...common,
  id: 'mrr',
  name: 'Monthly recurring revenue',
  sentence: 'What all running subscriptions bring a month, at the end of the period.',
  formula: {
    words: 'monthly amounts of items live at the end',
    symbols: 'Σ unit × quantity × (1 − discount) ÷ months, live at t1',
  },
  variants: [
    { name: 'committed', difference: 'drops items whose end is already scheduled', metric: 'mrr_committed' },
  ],
  legs: { mrr: mrrLeg, items },
  value: leg('mrr'),
  n: leg('items'),
});

export const mrrCommitted = define({
  ...common,
  id: 'mrr_committed',
  name: 'Committed monthly recurring revenue',
  sentence: 'What the running subscriptions that are not due to end bring a month.',
  formula: {
    words: 'monthly amounts of items live at the end without a scheduled end',
    symbols: 'Σ MRR[live at t1, no end scheduled]',
  },
  variants: [{ name: 'all', difference: 'keeps items whose end is scheduled', metric: 'mrr' }],
  legs: {
    mrr: { ...mrrLeg, where: [{ column: 'has_scheduled_end', is: false }] },
    items: { ...items, where: [{ column: 'has_scheduled_end', is: false }] },
  },
  value: leg('mrr'),
  n: leg('items'),
});

export const arr = define({
  ...common,
  id: 'arr',
  name: 'Annual recurring revenue',
  sentence: 'What all running subscriptions bring a year, at the end of the period.',
  formula: { words: 'twelve times the monthly recurring revenue', symbols: '12 × MRR' },
  legs: { mrr: mrrLeg, items },
  value: multiply(number(12), leg('mrr')),
  n: leg('items'),
});
