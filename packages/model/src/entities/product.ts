import { currency, flag, id, money, text } from '../column.js';
import { entity } from '../entity.js';

export const product = entity({
  name: 'product',
  area: 'revenue',
  description: 'Something that is sold.',
  key: ['product_id'],
  columns: {
    product_id: id('The product in its source', { headers: ['Product ID', 'SKU', 'Stock Code', 'Product'] }),
    name: text('Name', { headers: ['Product Name', 'Product', 'Name'] }),
    category: text('Category or series', { headers: ['Category', 'Series', 'Product Type'] }),
    list_price: money('List price', { headers: ['Price', 'Sales Price', 'List Price', 'Unit Price'] }),
    unit_cost: money('Cost of one', { headers: ['Cost', 'Unit Cost'] }),
    currency: currency(),
    is_recurring: flag('Sold as a subscription'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
  },
});
