import { date, integer, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const productUsageDaily = entity({
  name: 'product_usage_daily',
  area: 'usage',
  description: 'How much an account used the product on a day.',
  key: ['account_id', 'day', 'feature'],
  columns: {
    account_id: reference('account', 'Which account', {
      required: true,
      headers: ['Account ID', 'Customer ID'],
    }),
    feature: text('Feature', { headers: ['Feature', 'Feature Name'] }),
    day: date('Day', { required: true, headers: ['Date', 'Usage Date'] }),
    events: integer('Events', { headers: ['Usage Count', 'Events'] }),
    duration_seconds: integer('Seconds', { headers: ['Usage Duration Secs'] }),
    errors: integer('Errors', { headers: ['Error Count'] }),
  },
});
