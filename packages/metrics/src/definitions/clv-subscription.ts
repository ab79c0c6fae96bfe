import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg, multiply } from '../definition/expression.js';
import { flow, stock } from '../definition/placement.js';
import { daysPerMonth } from './customer-lifespan.js';
import { marginIncluded, marginLegs, marginParameter, marginShare } from './cost-of-goods.js';

export const clvSubscription = define({
  id: 'clv_subscription',
  name: 'Customer lifetime value, subscription',
  group: 'value',
  unit: 'money',
  sentence:
    'What a subscriber is worth in gross profit until it leaves, at the churn of the last twelve months.',
  formula: {
    words: 'average revenue per account × gross margin ÷ monthly churn',
    symbols: 'ARPA × GM% ÷ churn',
  },
  included: [
    'ARPA at the end of the period',
    marginIncluded,
    'churn per account-month of the same accounts over twelve months',
  ],
  excluded: [
    'expansion to come',
    'discounting',
    'without a single churn there is no figure: the lifetime cannot be seen',
  ],
  variants: [{ name: 'without margin', difference: 'ARPA ÷ churn (ChartMogul, Baremetrics); higher' }],
  source: 'metrics canon §5',
  parameters: { gross_margin: marginParameter },
  legs: {
    mrr: { fact: 'mrr_span', aggregate: sum('mrr'), placement: stock('end') },
    accounts: { fact: 'mrr_span', aggregate: count, placement: stock('end') },
    account_days: {
      fact: 'mrr_span',
      aggregate: count,
      placement: { kind: 'exposure', from: 'from_date', to: 'to_date', trailing_months: 12 },
    },
    churned: {
      fact: 'mrr_movement',
      aggregate: count,
      where: [{ column: 'kind', is: 'churn' }],
      placement: flow('date', { trailing_months: 12 }),
    },
    ...marginLegs(flow('date', { trailing_months: 12 })),
  },
  value: multiply(
    divide(leg('mrr'), leg('accounts')),
    marginShare,
    divide(leg('account_days'), multiply(leg('churned'), daysPerMonth)),
  ),
  numerator: null,
  n: leg('churned'),
  interval: { method: 'poisson_denominator', events: 'churned' },
  breakdowns: ['segment', 'plan', 'channel'],
  rules: ['R-01', 'R-03', 'M-02'],
});
