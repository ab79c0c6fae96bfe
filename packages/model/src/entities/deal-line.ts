import { currency, decimal, flag, id, money, reference } from '../column.js';
import { entity } from '../entity.js';

export const dealLine = entity({
  name: 'deal_line',
  area: 'sales',
  description: 'A product in a deal.',
  key: ['deal_line_id'],
  columns: {
    deal_line_id: id('The line in its source'),
    deal_id: reference('deal', 'The deal', { required: true }),
    product_id: reference('product', 'What is sold'),
    quantity: decimal('How many'),
    unit_price: money('Price of one'),
    amount: money('Amount of the line after discount'),
    currency: currency(),
    is_recurring: flag('Billed again and again'),
  },
});
