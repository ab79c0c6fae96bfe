import { choice, decimal, flag, id, instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const surveyResponse = entity({
  name: 'survey_response',
  area: 'voice',
  description: 'Somebody answered.',
  key: ['response_id'],
  columns: {
    response_id: id('The response in its source', { headers: ['Response ID'] }),
    survey_id: reference('survey', 'Which survey', { headers: ['Survey', 'Survey ID'] }),
    kind: choice(['csat', 'nps', 'ces', 'other'], 'What it measures, where there is no survey row', {
      headers: ['Type', 'Survey Type', 'Kind'],
    }),
    responded_at: instant('When', {
      required: true,
      headers: ['Responded At', 'Answered At', 'Date', 'Submitted At'],
    }),
    score: decimal('The answer; empty when skipped', { headers: ['Score', 'Rating', 'Answer'] }),
    scale_min: decimal('Lowest answer, where there is no survey row', { headers: ['Scale Min'] }),
    scale_max: decimal('Highest answer', { headers: ['Scale Max'] }),
    comment: text('In their words', { personal: true, headers: ['Comment', 'Feedback'] }),
    person_id: reference('person', 'Who', { headers: ['Contact ID', 'Respondent ID'] }),
    email: text('E-mail of the respondent', { personal: true, headers: ['Email'] }),
    account_id: reference('account', 'Which account', { headers: ['Account ID', 'Customer ID'] }),
    ticket_id: reference('ticket', 'About which ticket', { headers: ['Ticket ID'] }),
    order_id: reference('order', 'About which order', { headers: ['Order ID'] }),
    agent_user_id: reference('crm_user', 'About which agent', { headers: ['Agent'] }),
    invitation_id: reference('survey_invitation', 'Answer to which invitation', {
      headers: ['Invitation ID'],
    }),
    channel: text('Channel', { headers: ['Channel'] }),
    is_test: flag('A test record: kept, never counted'),
  },
});
