import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg, multiply } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { daysPerMonth } from './customer-lifespan.js';

export const customerChurnPerMonth = define({
  id: 'customer_churn_per_month',
  name: 'Churn per customer-month',
  group: 'retention',
  unit: 'ratio',
  better: 'lower',
  sentence: 'How many customers left for each month that customers lived in the period.',
  formula: {
    words: 'ends of customer relationships ÷ customer-months',
    symbols: '|ends ∈ P| ÷ (Σ days in P ÷ 30.4375)',
  },
  included: ['everybody who left, those won during the period and second churns included'],
  variants: [
    {
      name: 'start of period',
      difference: 'only customers of the start, only those gone at the end',
      metric: 'customer_churn_rate',
    },
  ],
  source: 'metrics canon §4 (loss per customer-month of exposure)',
  legs: {
    ended: { fact: 'customer_span', aggregate: count, placement: flow('to_date') },
    customer_days: {
      fact: 'customer_span',
      aggregate: count,
      placement: { kind: 'exposure', from: 'from_date', to: 'to_date' },
    },
  },
  value: divide(multiply(leg('ended'), daysPerMonth), leg('customer_days')),
  numerator: leg('ended'),
  denominator: divide(leg('customer_days'), daysPerMonth),
  n: leg('ended'),
  interval: { method: 'poisson_rate', events: 'ended', exposure: 'customer_days', scale: 30.4375 },
  breakdowns: ['segment', 'plan', 'end_reason'],
  rules: ['R-01', 'R-04', 'I-06', 'T-09'],
});
