import { count, mean } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { countOf, leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';

const placement = flow('answered_date');
const isCsat = { column: 'survey_kind', is: 'csat' };
const common = {
  group: 'voice',
  source: 'metrics canon §7',
  breakdowns: ['agent', 'team', 'ticket_channel', 'survey'],
  rules: ['V-05', 'V-06', 'V-07', 'V-08'],
} as const;

export const csat = define({
  ...common,
  id: 'csat',
  name: 'Customer satisfaction',
  sentence: 'The share of answers that were satisfied.',
  formula: { words: 'positive answers ÷ valid answers', symbols: '|positive| ÷ |valid|, answered ∈ P' },
  included: [
    'positive as the scale says: 4 and 5 of five, 3 of three, 2 of two, 3 and 4 of four',
    'neutral answers stay below the line',
  ],
  excluded: [
    'skipped questions and answers out of range',
    'all but the latest answer of a person to an invitation',
  ],
  variants: [{ name: 'mean', difference: 'mean score; never a percentage', metric: 'csat_mean' }],
  legs: {
    positive: {
      fact: 'survey_response',
      aggregate: count,
      where: [isCsat, { column: 'is_positive', is: true }],
      placement,
    },
    answers: { fact: 'survey_response', aggregate: count, where: [isCsat], placement },
  },
  ...shareOf('positive', 'answers'),
});

export const csatMean = define({
  ...common,
  id: 'csat_mean',
  name: 'Customer satisfaction, mean score',
  unit: 'points',
  sentence: 'The mean satisfaction score, on the scale of the survey.',
  formula: { words: 'mean of the scores as given', symbols: 'Σ score ÷ |valid|' },
  included: ['scores as they were given'],
  excluded: ['skipped questions and answers out of range'],
  variants: [{ name: 'share', difference: 'share of positive answers', metric: 'csat' }],
  legs: { score: { fact: 'survey_response', aggregate: mean('score'), where: [isCsat], placement } },
  value: leg('score'),
  n: countOf('score'),
  interval: { method: 'mean', leg: 'score' },
});
