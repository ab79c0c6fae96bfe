import { choice, currency, flag, id, instant, money, reference } from '../column.js';
import { entity } from '../entity.js';

export const invoice = entity({
  name: 'invoice',
  area: 'revenue',
  description: 'A bill.',
  key: ['invoice_id'],
  columns: {
    invoice_id: id('The invoice in its source', { headers: ['Invoice ID', 'Invoice Number'] }),
    account_id: reference('account', 'Who pays', { headers: ['Customer ID', 'Account ID', 'Customer'] }),
    subscription_id: reference('subscription', 'For which subscription'),
    issued_at: instant('When it was issued', {
      required: true,
      headers: ['Invoice Date', 'Date', 'Issued', 'Created'],
    }),
    due_at: instant('When it is due', { plan: true, headers: ['Due Date'] }),
    paid_at: instant('When it was paid', { headers: ['Paid Date', 'Paid At'] }),
    status: choice(['draft', 'open', 'paid', 'void', 'uncollectible'], 'Where it stands', {
      headers: ['Status'],
    }),
    subtotal: money('Without tax, after discount', { headers: ['Subtotal', 'Net', 'Amount'] }),
    tax: money('Tax', { headers: ['Tax'] }),
    total: money('With tax', { headers: ['Total'] }),
    amount_paid: money('Paid so far'),
    currency: currency(),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
  },
});
