import { currency, id, instant, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const refund = entity({
  name: 'refund',
  area: 'revenue',
  description: 'Money given back.',
  key: ['refund_id'],
  columns: {
    refund_id: id('The refund in its source', { headers: ['Refund ID'] }),
    order_id: reference('order', 'For which order'),
    payment_id: reference('payment', 'For which payment'),
    invoice_id: reference('invoice', 'For which invoice'),
    account_id: reference('account', 'To whom'),
    amount: money('Amount without tax, positive', { required: true, headers: ['Amount', 'Refund Amount'] }),
    currency: currency(),
    refunded_at: instant('When', { required: true, headers: ['Refund Date', 'Created', 'Date'] }),
    reason: text('Why'),
  },
});
