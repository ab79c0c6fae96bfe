import { choice, currency, flag, id, instant, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const order = entity({
  name: 'order',
  area: 'revenue',
  description: 'A purchase.',
  key: ['order_id'],
  cursor: 'updated_at',
  columns: {
    order_id: id('The order in its source', { headers: ['Order ID', 'Order Number', 'Invoice No', 'Order'] }),
    account_id: reference('account', 'Who bought', {
      headers: ['Customer ID', 'Account ID', 'Account', 'Customer'],
    }),
    ordered_at: instant('When', {
      required: true,
      headers: ['Order Date', 'Invoice Date', 'Date', 'Ordered At', 'Created At'],
    }),
    status: choice(['placed', 'paid', 'shipped', 'delivered', 'cancelled', 'returned'], 'Where it stands', {
      headers: ['Status', 'Order Status'],
    }),
    cancels_order_id: reference('order', 'The order that this one reverses, where the source says'),
    cancelled_at: instant('When it was cancelled'),
    channel: text('Channel it came by', { headers: ['Channel', 'Source'] }),
    country: text('Country of delivery', { headers: ['Country'] }),
    gross: money('Before discount and tax'),
    discount: money('Discount, positive'),
    tax: money('Tax'),
    shipping: money('Shipping'),
    net: money('After discount, without tax; the sum of the lines where empty', {
      headers: ['Amount', 'Net', 'Total', 'Revenue'],
    }),
    cost: money('Cost of goods of the order', { headers: ['Cost', 'Cost of Goods', 'COGS'] }),
    currency: currency(),
    is_test: flag('A test order: kept, never counted'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
    updated_at: instant('When the source last changed the row', {
      headers: ['Last Modified Date', 'Last Modified', 'Updated', 'Modified Date'],
    }),
  },
});
