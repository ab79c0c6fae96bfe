import { sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, first, leg, multiply, number } from '../definition/expression.js';
import { stock } from '../definition/placement.js';

export const pipelineValue = define({
  id: 'pipeline_value',
  name: 'Open pipeline',
  group: 'sales',
  unit: 'money',
  sentence: 'What all open deals are worth at the end of the period.',
  formula: { words: 'amounts of deals open at the end', symbols: 'Σ amount[open at t1]' },
  included: ['open deals of every type that have an amount'],
  excluded: ['deals closed before the end', 'deals without an amount'],
  variants: [{ name: 'weighted', difference: 'amount × probability' }],
  source: 'metrics canon §2',
  legs: {
    amount: { fact: 'deal_span', aggregate: sum('amount'), placement: stock('end') },
    deals: { fact: 'deal_span', aggregate: { kind: 'count' }, placement: stock('end') },
    priced: {
      fact: 'deal_span',
      aggregate: { kind: 'count' },
      where: [{ column: 'amount', known: true }],
      placement: stock('end'),
    },
  },
  // Deals of which none has an amount are not worth 0: nobody knows what they are worth.
  value: first(divide(multiply(leg('amount'), leg('priced')), leg('priced')), {
    when_zero: leg('deals'),
    gives: number(0),
    otherwise: 'no_values',
  }),
  numerator: null,
  denominator: null,
  n: leg('deals'),
  additive: false,
  breakdowns: ['pipeline', 'owner', 'segment'],
  rules: ['S-04', 'S-08', 'M-01', 'M-02', 'M-07'],
});
