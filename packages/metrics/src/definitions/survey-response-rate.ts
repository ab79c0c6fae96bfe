import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { days } from '../definition/parameter.js';
import { flow } from '../definition/placement.js';

const placement = flow('sent_date', { mature_days: { parameter: 'window_days' } });

export const surveyResponseRate = define({
  id: 'survey_response_rate',
  name: 'Survey response rate',
  group: 'voice',
  sentence: 'The share of people asked who gave a valid answer.',
  formula: {
    words: 'invitations answered ÷ invitations delivered, for invitations old enough',
    symbols: '|answered| ÷ |delivered|, sent ∈ P, sent + W ≤ as-of',
  },
  included: ['invitations that could be answered'],
  excluded: [
    'bounces',
    'reminders: they are not invitations',
    'links and anonymous channels: nobody was asked',
    'invitations younger than the window',
  ],
  variants: [{ name: 'AAPOR RR1', difference: 'keeps bounces of unknown status below the line; lower' }],
  source: 'metrics canon §7; AAPOR Standard Definitions',
  parameters: {
    window_days: days('Days an invitation has to be answered', 14, {
      assumption: 'survey_window_days',
      maximum: 365,
    }),
  },
  legs: {
    answered: {
      fact: 'survey_invitation',
      aggregate: count,
      where: [{ column: 'is_answered', is: true }],
      placement,
    },
    invitations: { fact: 'survey_invitation', aggregate: count, placement },
  },
  ...shareOf('answered', 'invitations'),
  breakdowns: ['survey', 'survey_kind', 'survey_channel', 'segment'],
  rules: ['V-07', 'V-08'],
});
