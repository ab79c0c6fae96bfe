import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import type { Condition } from '../definition/condition.js';
import { flow } from '../definition/placement.js';
import { lagParameter } from './cac.js';

/** The account came by a channel on which money was spent as a paid channel. */
export const fromPaidChannel: Condition = {
  column: 'channel',
  found_in: { fact: 'spend_day', column: 'spend_channel', where: [{ column: 'is_paid_channel', is: true }] },
};

export const cacPaid = define({
  id: 'cac_paid',
  name: 'Paid acquisition cost',
  group: 'acquisition',
  unit: 'money',
  better: 'lower',
  sentence: 'What paid media costs for each new customer that came by a paid channel.',
  formula: {
    words: 'media spend on paid channels ÷ new customers of paid channels',
    symbols: 'Σ media[paid, date ∈ [t0−L, t1−L)] ÷ |{c : first paid ∈ [t0, t1), channel paid}|',
  },
  included: ['media only', 'customers whose channel is a paid one'],
  excluded: ['people, tools and agencies', 'organic customers'],
  variants: [{ name: 'blended', difference: 'all acquisition spend ÷ all new customers', metric: 'cac' }],
  source: 'metrics canon §1',
  parameters: { acquisition_lag_days: lagParameter },
  legs: {
    spend: {
      fact: 'spend_day',
      aggregate: sum('amount'),
      where: [
        { column: 'is_paid_channel', is: true },
        { column: 'kind', is: 'media' },
      ],
      placement: flow('date', { lag_days: { parameter: 'acquisition_lag_days' } }),
      dimensions: { channel: 'spend_channel' },
    },
    customers: {
      fact: 'customer_span',
      aggregate: count,
      where: [{ column: 'sequence', at_most: 1 }, fromPaidChannel],
      placement: flow('from_date'),
    },
  },
  value: divide(leg('spend'), leg('customers')),
  interval: { method: 'poisson_denominator', events: 'customers' },
  breakdowns: ['channel'],
  rules: ['M-01', 'M-02', 'M-11', 'M-12', 'I-06'],
});
