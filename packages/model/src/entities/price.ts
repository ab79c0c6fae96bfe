import { choice, currency, flag, id, integer, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const price = entity({
  name: 'price',
  area: 'revenue',
  description: 'What a product costs, how often (for subscriptions).',
  key: ['price_id'],
  columns: {
    price_id: id('The price in its source', { headers: ['Price ID'] }),
    product_id: reference('product', 'The product'),
    nickname: text('Name of the plan', { headers: ['Plan'] }),
    unit_amount: money('Price of one per interval', { headers: ['Amount', 'Unit Amount'] }),
    currency: currency(),
    interval: choice(['one_off', 'day', 'week', 'month', 'year'], 'How often it is charged', {
      headers: ['Interval'],
    }),
    interval_count: integer('Every how many intervals', { headers: ['Interval Count'] }),
    is_metered: flag('Charged by use: not part of MRR unless committed'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
  },
});
