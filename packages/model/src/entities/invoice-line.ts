import { currency, decimal, flag, id, instant, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const invoiceLine = entity({
  name: 'invoice_line',
  area: 'revenue',
  description: 'One line of an invoice: the grain of revenue.',
  key: ['invoice_line_id'],
  columns: {
    invoice_line_id: id('The line in its source'),
    invoice_id: reference('invoice', 'The invoice', { required: true }),
    product_id: reference('product', 'What is billed'),
    price_id: reference('price', 'At which price'),
    subscription_id: reference('subscription', 'For which subscription'),
    amount: money('Amount without tax', { required: true }),
    cost: money('Cost of goods of the line'),
    currency: currency(),
    quantity: decimal('How many'),
    period_start: instant('First instant it covers', { plan: true }),
    period_end: instant('End of what it covers, exclusive', { plan: true }),
    is_proration: flag('A part-period correction'),
    is_recurring: flag('Billed again and again'),
    description: text('What it says'),
  },
});
