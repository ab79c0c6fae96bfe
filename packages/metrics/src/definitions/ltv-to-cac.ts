import { define } from '../definition/define.js';
import { divide, type Expression, leg } from '../definition/expression.js';
import type { Leg } from '../definition/metric-definition.js';
import { lagParameter, acquisitionSpend, firstTimeCustomers } from './cac.js';
import { clvMargin } from './clv-margin.js';
import { flow } from '../definition/placement.js';

/** Acquisition cost over the same twelve months as the lifetime value. */
export const yearlyCacLegs: Readonly<Record<string, Leg>> = {
  spend: {
    ...acquisitionSpend,
    placement: flow('date', { trailing_months: 12, lag_days: { parameter: 'acquisition_lag_days' } }),
  },
  customers: { ...firstTimeCustomers, placement: flow('from_date', { trailing_months: 12 }) },
};

export const yearlyCac: Expression = divide(leg('spend'), leg('customers'));

export const ltvToCac = define({
  id: 'ltv_to_cac',
  name: 'Lifetime value to acquisition cost',
  group: 'acquisition',
  unit: 'times',
  sentence: 'How many times over a customer earns back, in margin, what it cost to win.',
  formula: {
    words: 'margin CLV ÷ CAC, both over the twelve months to the end of the period',
    symbols: 'CLV_margin ÷ CAC',
  },
  included: ['gross profit, never revenue, above the line'],
  excluded: ['retention cost'],
  variants: [
    {
      name: 'subscription',
      difference: 'lifetime value from recurring revenue and churn',
      metric: 'ltv_to_cac_subscription',
    },
  ],
  source: 'metrics canon §1',
  parameters: { ...clvMargin.parameters, acquisition_lag_days: lagParameter },
  legs: { ...yearlyCacLegs },
  value: divide({ metric: 'clv_margin' }, yearlyCac),
  n: leg('customers'),
  breakdowns: ['channel'],
  rules: ['M-01', 'M-02', 'M-11', 'M-12', 'I-06'],
});
