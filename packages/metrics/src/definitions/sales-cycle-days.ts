import { mean, median } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { countOf, leg } from '../definition/expression.js';
import type { Leg } from '../definition/metric-definition.js';
import { flow } from '../definition/placement.js';

const won = { column: 'is_won', is: true };
const cycle: Leg = {
  fact: 'deal',
  aggregate: median('cycle_days'),
  where: [won],
  placement: flow('closed_date'),
};

const common = {
  group: 'sales',
  unit: 'days',
  better: 'lower',
  included: ['won deals of every type'],
  excluded: [
    'back-dated closes (negative cycles), counted as excluded',
    'lost and open deals: won-only is biased to the quick',
  ],
  source: 'metrics canon §2',
  breakdowns: ['owner', 'segment', 'product', 'deal_type'],
  rules: ['T-03', 'T-06', 'S-02'],
} as const;

export const salesCycleDays = define({
  ...common,
  id: 'sales_cycle_days',
  name: 'Sales cycle',
  sentence: 'How many days the middle won deal took from qualification to close.',
  formula: {
    words: 'median of days from qualification to close, won deals',
    symbols: 'median(closed − qualified), won, closed ∈ P',
  },
  variants: [{ name: 'mean', difference: 'mean in place of median', metric: 'sales_cycle_days_mean' }],
  legs: { cycle },
  value: leg('cycle'),
  n: countOf('cycle'),
  interval: { method: 'quantile', leg: 'cycle' },
});

export const salesCycleDaysMean = define({
  ...common,
  id: 'sales_cycle_days_mean',
  name: 'Sales cycle, mean',
  sentence: 'How many days won deals took on average from qualification to close.',
  formula: {
    words: 'mean of days from qualification to close, won deals',
    symbols: 'mean(closed − qualified), won, closed ∈ P',
  },
  variants: [{ name: 'median', difference: 'median in place of mean', metric: 'sales_cycle_days' }],
  legs: { cycle: { ...cycle, aggregate: mean('cycle_days') } },
  value: leg('cycle'),
  n: countOf('cycle'),
  interval: { method: 'mean', leg: 'cycle' },
});
