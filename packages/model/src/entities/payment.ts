import { choice, currency, id, instant, money, reference } from '../column.js';
import { entity } from '../entity.js';

export const payment = entity({
  name: 'payment',
  area: 'revenue',
  description: 'Money that came in (or failed to).',
  key: ['payment_id'],
  columns: {
    payment_id: id('The payment in its source', { headers: ['Payment ID', 'Charge ID', 'id'] }),
    invoice_id: reference('invoice', 'For which invoice'),
    account_id: reference('account', 'From whom', { headers: ['Customer ID'] }),
    amount: money('Amount', { required: true, headers: ['Amount'] }),
    amount_refunded: money('Given back so far', { headers: ['Amount Refunded'] }),
    fee: money('Fee of the processor', { headers: ['Fee'] }),
    currency: currency(),
    status: choice(['succeeded', 'failed', 'pending', 'refunded', 'disputed'], 'Outcome', {
      headers: ['Status'],
    }),
    paid_at: instant('When', { required: true, headers: ['Created', 'Paid At', 'Date'] }),
  },
});
