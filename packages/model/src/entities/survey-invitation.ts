import { flag, id, instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const surveyInvitation = entity({
  name: 'survey_invitation',
  area: 'voice',
  description: 'Somebody was asked.',
  key: ['invitation_id'],
  columns: {
    invitation_id: id('The invitation in its source', { headers: ['Invitation ID'] }),
    survey_id: reference('survey', 'Which survey', { headers: ['Survey', 'Survey ID'] }),
    person_id: reference('person', 'Who'),
    account_id: reference('account', 'Which account', { headers: ['Account ID'] }),
    ticket_id: reference('ticket', 'About which ticket', { headers: ['Ticket ID'] }),
    sent_at: instant('When', { required: true, headers: ['Sent At', 'Sent'] }),
    is_delivered: flag('It arrived', { headers: ['Delivered'] }),
    channel: text('email, in_app, link', { headers: ['Channel'] }),
  },
});
