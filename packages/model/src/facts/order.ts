import { account, amount, day, dimension, fact, ordinal } from '../fact.js';

export const orderFact = fact(
  'order',
  'One order that stands: cancelled ones out, reversals and refunds netted into it.',
  ['order', 'order_line', 'refund', 'product', 'account', 'entity_merge', 'fx_rate'],
  {
    ...account,
    order_channel: dimension('Channel of the order'),
    order_country: dimension('Country of the order'),
    ordered_date: day('When'),
    sequence: ordinal('1 for the first order of the account; null without account'),
    net: amount('Net of discount, tax, reversals and refunds'),
    gross: amount('Before reversals and refunds'),
    cost: amount('Cost of goods; null where unknown'),
  },
);
