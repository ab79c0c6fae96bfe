import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { leg } from '../definition/expression.js';
import { poisson } from '../definition/interval-rule.js';
import { flow } from '../definition/placement.js';

export const newCustomers = define({
  id: 'new_customers',
  name: 'New customers',
  group: 'acquisition',
  unit: 'count',
  sentence: 'How many accounts paid for the first time.',
  formula: {
    words: 'accounts whose first time as a paying customer begins in the period',
    symbols: '|{c : first paid ∈ P}|',
  },
  included: ['accounts on their first day as a paying customer'],
  excluded: ['trials and free users', 'customers who come back (they are reactivated, not new)'],
  source: 'metrics canon §1 (CAC denominator)',
  legs: {
    customers: {
      fact: 'customer_span',
      aggregate: count,
      where: [{ column: 'sequence', at_most: 1 }],
      placement: flow('from_date'),
    },
  },
  value: leg('customers'),
  n: leg('customers'),
  interval: poisson('customers'),
  additive: true,
  breakdowns: ['channel', 'segment', 'region'],
  rules: ['K-06', 'I-05', 'I-06', 'T-01'],
});
