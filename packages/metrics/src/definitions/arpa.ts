import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { stock } from '../definition/placement.js';

export const arpa = define({
  id: 'arpa',
  name: 'Average revenue per account',
  group: 'value',
  unit: 'money',
  sentence: 'What a paying account brings a month on average, at the end of the period.',
  formula: {
    words: 'monthly recurring revenue ÷ accounts that have any',
    symbols: 'ARPA = MRR(t1) ÷ |{c : MRR_c(t1) > 0}|',
  },
  included: ['accounts with recurring revenue above 0'],
  excluded: ['trials: neither above nor below the line'],
  source: 'metrics canon §5 (subscription CLV)',
  legs: {
    mrr: { fact: 'mrr_span', aggregate: sum('mrr'), placement: stock('end') },
    accounts: { fact: 'mrr_span', aggregate: count, placement: stock('end') },
  },
  value: divide(leg('mrr'), leg('accounts')),
  breakdowns: ['plan', 'segment'],
  rules: ['M-01', 'M-02', 'R-03', 'R-05'],
});
