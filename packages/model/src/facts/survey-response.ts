import { account, attribute, day, dimension, fact, is, number } from '../fact.js';

export const surveyResponseFact = fact(
  'survey_response',
  'One valid answer: in range, the latest of a respondent for an invitation.',
  [
    'survey',
    'survey_response',
    'survey_invitation',
    'person',
    'account',
    'ticket',
    'crm_user',
    'entity_merge',
  ],
  {
    ...account,
    survey: dimension('Survey'),
    survey_kind: dimension('csat, nps, ces, other'),
    survey_channel: dimension('Channel'),
    agent: dimension('Agent of the ticket'),
    team: dimension('Team of the ticket'),
    ticket_channel: dimension('Channel of the ticket'),
    role: dimension('Role of the respondent'),
    answered_date: day('When'),
    score: number('The answer as given'),
    score_percent: number('0 to 100, 100 = best, turned round where low is good'),
    is_positive: is('CSAT positive, NPS promoter, CES top three of seven'),
    is_negative: is('CSAT negative, NPS detractor, CES lowest three of seven'),
    respondent_id: attribute('Who'),
  },
);
