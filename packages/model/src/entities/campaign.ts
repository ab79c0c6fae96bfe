import { currency, date, flag, id, money, text } from '../column.js';
import { entity } from '../entity.js';

export const campaign = entity({
  name: 'campaign',
  area: 'marketing',
  description: 'A campaign that money is spent on.',
  key: ['campaign_id'],
  columns: {
    campaign_id: id('The campaign in its source', { headers: ['Campaign ID'] }),
    name: text('Name', { headers: ['Campaign', 'Campaign Name'] }),
    channel: text('Channel it belongs to', { headers: ['Channel'] }),
    status: text('Status in the source'),
    started_on: date('First day', { headers: ['Start Date'] }),
    ended_on: date('Last day', { headers: ['End Date'] }),
    budget: money('Planned spend', { headers: ['Budget'] }),
    currency: currency(),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
  },
});
