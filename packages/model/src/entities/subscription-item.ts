import { choice, currency, decimal, flag, id, instant, integer, money, reference } from '../column.js';
import { entity } from '../entity.js';

export const subscriptionItem = entity({
  name: 'subscription_item',
  area: 'revenue',
  description: 'What a subscription contained for a while: price, quantity, discount.',
  key: ['item_id', 'valid_from'],
  columns: {
    item_id: id('The item in its source'),
    subscription_id: reference('subscription', 'The subscription', { required: true }),
    price_id: reference('price', 'At which price'),
    product_id: reference('product', 'Which product'),
    quantity: decimal('How many'),
    unit_amount: money('Price of one per interval, where there is no price row'),
    currency: currency(),
    interval: choice(['one_off', 'day', 'week', 'month', 'year'], 'How often it is charged'),
    interval_count: integer('Every how many intervals'),
    discount_percent: decimal('Lasting discount, 0 to 100'),
    valid_from: instant('From, inclusive; the start of the subscription where empty'),
    valid_to: instant('To, exclusive; empty while it lasts', { plan: true }),
    origin: choice(['source_history', 'snapshot_difference', 'inferred'], 'How it is known'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
  },
});
