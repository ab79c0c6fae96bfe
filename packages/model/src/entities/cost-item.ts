import { choice, currency, date, id, money, text } from '../column.js';
import { entity } from '../entity.js';

export const costItem = entity({
  name: 'cost_item',
  area: 'marketing',
  description: 'A cost that is not media spend: salaries, tools, agencies, support, cost of goods.',
  key: ['cost_id'],
  columns: {
    cost_id: id('The row in its source', { headers: ['Cost ID', 'ID'] }),
    started_on: date('First day it covers', {
      required: true,
      headers: ['Month', 'Period', 'Period Start', 'Start Date', 'Date'],
    }),
    ended_on: date('Last day it covers, inclusive; empty for a whole calendar month from started_on', {
      headers: ['Period End', 'End Date'],
    }),
    category: choice(
      [
        'sales_salary',
        'sales_commission',
        'marketing_salary',
        'tooling',
        'agency',
        'media',
        'onboarding',
        'support',
        'success',
        'retention_programme',
        'cost_of_goods',
        'payment_fees',
        'research',
        'overhead',
      ],
      'What it was spent on',
      { required: true, headers: ['Category', 'Cost Type'] },
    ),
    purpose: choice(
      ['acquisition', 'retention', 'service', 'product', 'overhead'],
      'What it serves; derived from the category where empty',
      { headers: ['Purpose', 'Allocate To'] },
    ),
    channel: text('Channel it belongs to', { headers: ['Channel'] }),
    team: text('Team it belongs to', { headers: ['Team', 'Department'] }),
    amount: money('Cost without tax', { required: true, headers: ['Amount', 'Cost'] }),
    currency: currency(),
    description: text('What it was', { headers: ['Description', 'Note'] }),
  },
});
