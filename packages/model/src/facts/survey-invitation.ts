import { account, day, dimension, fact, is } from '../fact.js';

export const surveyInvitationFact = fact(
  'survey_invitation',
  'One invitation that could be answered (delivered).',
  ['survey', 'survey_invitation', 'survey_response', 'person', 'account'],
  {
    ...account,
    survey: dimension('Survey'),
    survey_kind: dimension('csat, nps, ces, other'),
    survey_channel: dimension('Channel'),
    sent_date: day('When'),
    is_answered: is('A valid answer came'),
  },
);
