import { sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg, subtract } from '../definition/expression.js';
import type { Leg } from '../definition/metric-definition.js';
import { flow } from '../definition/placement.js';
import { retentionLegs } from './customer-retention-rate.js';

const spend: Leg = {
  fact: 'spend_day',
  aggregate: sum('amount'),
  where: [{ column: 'purpose', is: 'retention' }],
  placement: flow('date'),
  dimensions: { channel: 'spend_channel' },
};

const common = {
  group: 'retention',
  unit: 'money',
  better: 'lower',
  included: ['customer success, account management, loyalty, renewal operations and retention marketing'],
  excluded: ['support, unless it was booked as retention'],
  source: 'metrics canon §1 (CRC)',
  breakdowns: [],
  rules: ['M-01', 'M-02', 'M-11', 'R-04'],
} as const;

export const retentionCostPerCustomer = define({
  ...common,
  id: 'retention_cost_per_customer',
  name: 'Retention cost per customer',
  sentence: 'What was spent on keeping each customer who was there to be kept.',
  formula: { words: 'spend on retention ÷ customers at the start', symbols: 'Σ spend[retention] ÷ |A(t0)|' },
  variants: [
    {
      name: 'per customer retained',
      difference: 'survivors below the line; rises as retention falls',
      metric: 'retention_cost_per_retained',
    },
  ],
  legs: { spend, at_risk: retentionLegs.at_risk },
  value: divide(leg('spend'), leg('at_risk')),
});

export const retentionCostPerRetained = define({
  ...common,
  id: 'retention_cost_per_retained',
  name: 'Retention cost per customer retained',
  sentence: 'What was spent on keeping each customer of the start who is still there at the end.',
  formula: {
    words: 'spend on retention ÷ customers of the start who are there at the end',
    symbols: 'Σ spend[retention] ÷ |A(t0) ∩ A(t1)|',
  },
  variants: [
    {
      name: 'per customer at risk',
      difference: 'everybody who was there to be kept',
      metric: 'retention_cost_per_customer',
    },
  ],
  legs: { spend, ...retentionLegs },
  value: divide(leg('spend'), subtract(leg('at_risk'), leg('lost'))),
});
