import { flag, id, instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const touchpoint = entity({
  name: 'touchpoint',
  area: 'marketing',
  description: 'Something a prospect did: a visit, form, click, event, call.',
  key: ['touchpoint_id'],
  columns: {
    touchpoint_id: id('The row in its source'),
    person_id: reference('person', 'Who'),
    account_id: reference('account', 'Which account'),
    anonymous_id: text('Cookie or device where the person is not known'),
    occurred_at: instant('When', { required: true, headers: ['Timestamp', 'Date', 'Occurred At'] }),
    kind: text('visit, form, ad_click, email_click, event, call, demo_request', {
      headers: ['Kind', 'Event', 'Action'],
    }),
    is_action: flag('Counts as a qualifying action (denominator of cost per action)'),
    channel: text('Channel', { headers: ['Channel', 'Source'] }),
    campaign_id: reference('campaign', 'Campaign', { headers: ['Campaign ID'] }),
  },
});
