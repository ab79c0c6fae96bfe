import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import type { Leg } from '../definition/metric-definition.js';
import { days } from '../definition/parameter.js';
import { flow } from '../definition/placement.js';

export const lagParameter = days('Days by which spend comes before the customers it wins', 0, {
  assumption: 'acquisition_lag_days',
  maximum: 730,
});

/** Everything spent on winning customers; its channel is the channel of the spend. */
export const acquisitionSpend: Leg = {
  fact: 'spend_day',
  aggregate: sum('amount'),
  where: [{ column: 'purpose', is: 'acquisition' }],
  placement: flow('date', { lag_days: { parameter: 'acquisition_lag_days' } }),
  dimensions: { channel: 'spend_channel' },
};

export const firstTimeCustomers: Leg = {
  fact: 'customer_span',
  aggregate: count,
  where: [{ column: 'sequence', at_most: 1 }],
  placement: flow('from_date'),
};

export const cac = define({
  id: 'cac',
  name: 'Customer acquisition cost',
  group: 'acquisition',
  unit: 'money',
  better: 'lower',
  sentence: 'What it costs, on average, to win one new customer.',
  formula: {
    words: 'all spend on acquisition ÷ new customers (spend taken the lag earlier)',
    symbols: 'Σ spend[acquisition, date ∈ [t0−L, t1−L)] ÷ |{c : first paid ∈ [t0, t1)}|',
  },
  included: [
    'media, people, tools and agencies whose purpose is acquisition',
    'customers from every channel (blended)',
  ],
  excluded: ['spend on retention, service, product and overhead', 'customers who come back'],
  variants: [
    { name: 'paid', difference: 'media of paid channels ÷ customers of paid channels', metric: 'cac_paid' },
    {
      name: 'by channel',
      difference: 'break down by channel; spend and customers without one have a row of their own',
    },
  ],
  source: 'metrics canon §1; a16z, 16 Startup Metrics',
  parameters: { acquisition_lag_days: lagParameter },
  legs: { spend: acquisitionSpend, customers: firstTimeCustomers },
  value: divide(leg('spend'), leg('customers')),
  interval: { method: 'poisson_denominator', events: 'customers' },
  breakdowns: ['channel'],
  rules: ['M-01', 'M-02', 'M-11', 'M-12', 'K-06', 'I-06'],
});
