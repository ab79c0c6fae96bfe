import { choice, flag, id, instant, integer, reference } from '../column.js';
import { entity } from '../entity.js';

export const activity = entity({
  name: 'activity',
  area: 'sales',
  description: 'A call, e-mail, meeting, task or note.',
  key: ['activity_id'],
  columns: {
    activity_id: id('The activity in its source', { headers: ['Activity ID', 'Engagement ID'] }),
    kind: choice(['call', 'email', 'meeting', 'task', 'note'], 'Kind', {
      headers: ['Type', 'Activity Type', 'Kind'],
    }),
    occurred_at: instant('When', {
      required: true,
      headers: ['Date', 'Activity Date', 'Occurred At', 'Created At'],
    }),
    duration_seconds: integer('How long'),
    user_id: reference('crm_user', 'Who did it', { headers: ['Owner', 'User', 'Assigned To'] }),
    account_id: reference('account', 'About which account'),
    person_id: reference('person', 'With whom'),
    deal_id: reference('deal', 'About which deal', { headers: ['Deal ID', 'Opportunity ID'] }),
    lead_id: reference('lead', 'About which lead'),
    ticket_id: reference('ticket', 'About which ticket'),
    is_automated: flag('Sent or logged by a machine'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
  },
});
