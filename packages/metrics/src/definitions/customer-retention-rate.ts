import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg, subtract } from '../definition/expression.js';
import type { Leg } from '../definition/metric-definition.js';
import { stock } from '../definition/placement.js';

/** Customers of the first day, and those of them who are gone on the last. */
export const retentionLegs: Readonly<Record<'at_risk' | 'lost', Leg>> = {
  at_risk: { fact: 'customer_span', aggregate: count, placement: stock('start') },
  lost: { fact: 'customer_span', aggregate: count, placement: { kind: 'lost' } },
};

const common = {
  group: 'retention',
  unit: 'ratio',
  excluded: ['customers won during the period: they were not there to be kept'],
  breakdowns: ['segment', 'plan', 'owner', 'cohort'],
  rules: ['R-01', 'R-04', 'I-05', 'I-06', 'K-06', 'T-09'],
  legs: retentionLegs,
  n: leg('at_risk'),
} as const;

export const customerRetentionRate = define({
  ...common,
  id: 'customer_retention_rate',
  name: 'Customer retention rate',
  sentence: 'The share of the customers at the start of the period who are customers at its end.',
  formula: {
    words: 'customers of the start who are there at the end ÷ customers of the start',
    symbols: '|A(t0) ∩ A(t1)| ÷ |A(t0)|',
  },
  included: ['customers who left and came back within the period', 'attributes as at the start'],
  variants: [
    {
      name: '(E − N) ÷ S',
      difference: 'equal only if N is new or returned customers still there at the end',
    },
  ],
  source: 'metrics canon §4',
  value: divide(subtract(leg('at_risk'), leg('lost')), leg('at_risk')),
  interval: { method: 'wilson', successes: 'lost', trials: 'at_risk', complement: true },
});

export const customerChurnRate = define({
  ...common,
  id: 'customer_churn_rate',
  name: 'Customer churn rate',
  better: 'lower',
  sentence: 'The share of the customers at the start of the period who are gone at its end.',
  formula: { words: '1 − customer retention rate', symbols: '|A(t0) \\ A(t1)| ÷ |A(t0)|' },
  included: ['loss dated on the day the service ended', 'attributes as at the start'],
  variants: [
    {
      name: 'per customer-month',
      difference: 'all ends ÷ time lived; counts second churns',
      metric: 'customer_churn_per_month',
    },
    { name: 'start + new', difference: 'new customers below the line too (Stripe, Gumroad); lower' },
  ],
  source: 'metrics canon §4',
  value: divide(leg('lost'), leg('at_risk')),
  interval: { method: 'wilson', successes: 'lost', trials: 'at_risk' },
});
