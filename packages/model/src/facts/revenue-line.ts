import { account, amount, day, dimension, fact, is } from '../fact.js';

export const revenueLineFact = fact(
  'revenue_line',
  'One line of revenue: order line, invoice line or refund (negative, on the day it was given).',
  [
    'order',
    'order_line',
    'invoice',
    'invoice_line',
    'refund',
    'product',
    'price',
    'account',
    'entity_merge',
    'fx_rate',
  ],
  {
    ...account,
    kind: dimension('order, invoice, refund'),
    product: dimension('Product'),
    product_category: dimension('Category'),
    line_kind: dimension('product, shipping, fee'),
    order_channel: dimension('Channel of the order'),
    date: day('Recognition: order date, invoice date, refund date'),
    amount: amount('Revenue without tax'),
    cost: amount('Cost of goods; null where unknown'),
    is_recurring: is('Subscription revenue'),
  },
);
