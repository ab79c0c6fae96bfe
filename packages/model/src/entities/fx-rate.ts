import { date, decimal, text } from '../column.js';
import { entity } from '../entity.js';

export const fxRate = entity({
  name: 'fx_rate',
  area: 'control',
  description: 'What one unit of a currency was worth in another on a day.',
  key: ['day', 'from_currency', 'to_currency'],
  columns: {
    day: date('Day', { required: true, headers: ['Date'] }),
    from_currency: text('ISO 4217', { required: true, headers: ['From', 'From Currency'] }),
    to_currency: text('ISO 4217', { required: true, headers: ['To', 'To Currency'] }),
    rate: decimal('Units of to_currency for one from_currency', { required: true, headers: ['Rate'] }),
  },
});
