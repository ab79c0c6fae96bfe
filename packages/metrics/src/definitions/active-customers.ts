import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { leg } from '../definition/expression.js';
import { stock } from '../definition/placement.js';

export const activeCustomers = define({
  id: 'active_customers',
  name: 'Active customers',
  group: 'retention',
  unit: 'count',
  sentence: 'How many accounts are paying customers at the end of the period.',
  formula: { words: 'accounts whose time as a customer covers the end', symbols: '|A(t1)|' },
  included: ['subscribers with a live paid item', 'buyers within the lapse window'],
  excluded: ['trials', 'customers past grace or past the lapse window'],
  source: 'metrics canon §4',
  legs: { customers: { fact: 'customer_span', aggregate: count, placement: stock('end') } },
  value: leg('customers'),
  n: leg('customers'),
  breakdowns: ['segment', 'plan', 'region', 'owner'],
  rules: ['R-01', 'R-04', 'R-05', 'I-05', 'I-06', 'K-06'],
});
