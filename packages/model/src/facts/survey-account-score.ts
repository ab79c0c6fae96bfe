import { account, count, day, dimension, fact, number } from '../fact.js';

export const surveyAccountScoreFact = fact(
  'survey_account_score',
  'NPS of one account in one month: the mean category (+1, 0, -1) of its latest answers.',
  ['survey', 'survey_response', 'person', 'account'],
  {
    ...account,
    survey: dimension('Survey'),
    answered_date: day('Last answer of the account in the month'),
    category: number('-1 to 1'),
    answers: count('Answers behind it'),
  },
);
