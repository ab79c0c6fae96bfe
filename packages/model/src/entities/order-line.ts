import { choice, currency, decimal, id, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const orderLine = entity({
  name: 'order_line',
  area: 'revenue',
  description: 'One line of an order.',
  key: ['order_line_id'],
  columns: {
    order_line_id: id('The line in its source; a hash of the row where there is none'),
    order_id: reference('order', 'The order', {
      required: true,
      headers: ['Order ID', 'Invoice No', 'Invoice'],
    }),
    product_id: reference('product', 'What was bought', {
      headers: ['Stock Code', 'SKU', 'Product ID', 'Product'],
    }),
    description: text('What it was called', { headers: ['Description', 'Product Name'] }),
    kind: choice(
      ['product', 'shipping', 'fee', 'discount', 'adjustment', 'gift_card', 'donation'],
      'Product, or something that is not one',
    ),
    quantity: decimal('How many; negative for what came back', { headers: ['Quantity', 'Qty'] }),
    unit_price: money('Price of one', { headers: ['Unit Price', 'Price'] }),
    amount: money('Amount of the line after discount, without tax; quantity x unit price where empty', {
      headers: ['Amount', 'Line Total'],
    }),
    unit_cost: money('Cost of one', { headers: ['Unit Cost', 'Cost'] }),
    currency: currency(),
  },
});
