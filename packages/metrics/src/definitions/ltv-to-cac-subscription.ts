import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { lagParameter } from './cac.js';
import { clvSubscription } from './clv-subscription.js';
import { yearlyCac, yearlyCacLegs } from './ltv-to-cac.js';

export const ltvToCacSubscription = define({
  id: 'ltv_to_cac_subscription',
  name: 'Subscription lifetime value to acquisition cost',
  group: 'acquisition',
  unit: 'times',
  sentence: 'How many times over a subscriber earns back, in margin, what it cost to win.',
  formula: {
    words: 'subscription CLV ÷ CAC over the twelve months to the end of the period',
    symbols: '(ARPA × GM% ÷ churn) ÷ CAC',
  },
  variants: [{ name: 'orders', difference: 'lifetime value from orders', metric: 'ltv_to_cac' }],
  source: 'metrics canon §1, §5',
  parameters: { ...clvSubscription.parameters, acquisition_lag_days: lagParameter },
  legs: { ...yearlyCacLegs },
  value: divide({ metric: 'clv_subscription' }, yearlyCac),
  n: leg('customers'),
  breakdowns: ['channel'],
  rules: ['M-01', 'M-02', 'M-11', 'M-12', 'R-03'],
});
