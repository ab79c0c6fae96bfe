import { choice, flag, id, text } from '../column.js';
import { entity } from '../entity.js';

export const channel = entity({
  name: 'channel',
  area: 'marketing',
  description: 'A way customers come: paid search, organic, referral, partner.',
  key: ['channel_id'],
  columns: {
    channel_id: id('The channel', { headers: ['Channel'] }),
    name: text('Name'),
    channel_group: choice(
      [
        'paid_search',
        'paid_social',
        'organic',
        'email',
        'event',
        'referral',
        'partner',
        'outbound',
        'direct',
        'unknown',
      ],
      'Group',
    ),
    is_paid: flag('Costs money per visit or click'),
  },
});
