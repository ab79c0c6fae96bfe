import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';

export const cohortRetention = define({
  id: 'cohort_retention',
  name: 'Cohort retention',
  group: 'retention',
  sentence: 'The share of the customers first won in a period who are customers some periods later.',
  formula: {
    words:
      'customers of the cohort active at the end of the period that is k after their own ÷ customers of the cohort',
    symbols: '|cohort(P) ∩ A(t1(P + k))| ÷ |cohort(P)|',
  },
  included: [
    "the period of a cell is the cohort; its age k is a breakdown of its own: 0 is the end of the cohort's own period",
    'customers who left and came back count while they are there',
    'attributes as on the first day',
  ],
  excluded: ['ages that lie past the as-of date: blank, not low'],
  variants: [{ name: 'period retention', difference: 'active at age k ÷ active at age k − 1' }],
  source: 'metrics canon §4 (cohort triangle)',
  parameters: {
    oldest_age: {
      kind: 'number',
      description: 'Oldest age to show, in periods',
      default: 12,
      minimum: 0,
      maximum: 120,
      whole: true,
    },
  },
  legs: {
    active: { fact: 'customer_span', aggregate: count, placement: { kind: 'cohort', measure: 'active' } },
    size: { fact: 'customer_span', aggregate: count, placement: { kind: 'cohort', measure: 'size' } },
  },
  ...shareOf('active', 'size'),
  grains: ['week', 'month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year'],
  breakdowns: ['channel', 'segment'],
  rules: ['R-01', 'R-04', 'I-05', 'I-06', 'T-09'],
});
