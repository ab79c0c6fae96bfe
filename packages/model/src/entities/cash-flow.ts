import { currency, date, id, money, text } from '../column.js';
import { entity } from '../entity.js';

export const cashFlow = entity({
  name: 'cash_flow',
  area: 'revenue',
  description: 'A dated flow of money of a project (the CRM itself, for NPV and ROI).',
  key: ['cash_flow_id'],
  columns: {
    cash_flow_id: id('The row in its source'),
    project: text('Project', { headers: ['Project'] }),
    flowed_on: date('When', { required: true, headers: ['Date', 'Month'] }),
    amount: money('Positive in, negative out', { required: true, headers: ['Amount', 'Cash Flow'] }),
    currency: currency(),
    description: text('What'),
  },
});
