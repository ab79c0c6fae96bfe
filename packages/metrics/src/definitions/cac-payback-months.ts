import { distinct, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg, multiply, positive } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { acquisitionSpend, firstTimeCustomers, lagParameter } from './cac.js';
import { marginIncluded, marginLegs, marginParameter, marginShare } from './cost-of-goods.js';

export const cacPaybackMonths = define({
  id: 'cac_payback_months',
  name: 'CAC payback',
  group: 'acquisition',
  unit: 'months',
  better: 'lower',
  sentence: 'How many months of gross profit from a new customer earn back what it cost to win.',
  formula: {
    words: 'CAC ÷ (monthly recurring revenue of a new account × gross margin)',
    symbols: 'CAC ÷ (ARPA_new × GM%)',
  },
  included: ['new accounts of the period with recurring revenue', marginIncluded],
  excluded: ['expansion', 'prepayment in cash: this is margin payback, not cash payback'],
  variants: [{ name: 'revenue payback', difference: 'leaves out the margin and is always shorter' }],
  source: 'metrics canon §1',
  parameters: { acquisition_lag_days: lagParameter, gross_margin: marginParameter },
  legs: {
    spend: acquisitionSpend,
    customers: firstTimeCustomers,
    new_mrr: {
      fact: 'mrr_movement',
      aggregate: sum('amount'),
      where: [{ column: 'kind', is: 'new' }],
      placement: flow('date'),
    },
    new_accounts: {
      fact: 'mrr_movement',
      aggregate: distinct('account_id'),
      where: [{ column: 'kind', is: 'new' }],
      placement: flow('date'),
    },
    ...marginLegs(flow('date')),
  },
  value: divide(
    divide(leg('spend'), leg('customers')),
    positive(multiply(divide(leg('new_mrr'), leg('new_accounts')), marginShare), 'never_pays_back'),
  ),
  n: leg('customers'),
  interval: { method: 'poisson_denominator', events: 'customers' },
  breakdowns: ['channel'],
  rules: ['M-01', 'M-02', 'M-11', 'M-12', 'R-03'],
});
