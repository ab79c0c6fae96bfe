import { currency, date, id, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const quota = entity({
  name: 'quota',
  area: 'sales',
  description: 'What a person or team is to sell in a period.',
  key: ['quota_id'],
  columns: {
    quota_id: id('The row in its source'),
    owner_user_id: reference('crm_user', 'Whose quota', { headers: ['Owner', 'Sales Rep', 'User'] }),
    team: text('Team quota', { headers: ['Team'] }),
    started_on: date('First day', { required: true, headers: ['Month', 'Quarter', 'Period', 'Start Date'] }),
    ended_on: date('Last day, inclusive; empty for a whole calendar month', { headers: ['End Date'] }),
    amount: money('The quota', { required: true, headers: ['Quota', 'Amount', 'Target'] }),
    currency: currency(),
  },
});
