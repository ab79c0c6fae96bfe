import { count, mean } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { countOf, leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';

const placement = flow('answered_date');
const isCes = { column: 'survey_kind', is: 'ces' };
const common = {
  group: 'voice',
  excluded: ['skipped questions and answers out of range'],
  source: 'metrics canon §7',
  breakdowns: ['survey', 'team', 'ticket_channel'],
  rules: ['V-05', 'V-06', 'V-07', 'V-08'],
} as const;

export const ces = define({
  ...common,
  id: 'ces',
  name: 'Customer effort score',
  unit: 'points',
  sentence: 'How easy customers found it, from 0 to 100, 100 being the easiest.',
  formula: {
    words: 'mean of scores stretched to 0–100 and turned so that 100 is easiest',
    symbols: 'mean(100 × (x − min) ÷ (max − min))',
  },
  included: ['both versions of the question, turned the same way'],
  variants: [
    { name: 'share', difference: 'share of answers in the top three of seven', metric: 'ces_easy_rate' },
    { name: 'mean', difference: 'scores as given', metric: 'ces_mean' },
  ],
  legs: { score: { fact: 'survey_response', aggregate: mean('score_percent'), where: [isCes], placement } },
  value: leg('score'),
  n: countOf('score'),
  interval: { method: 'mean', leg: 'score' },
});

export const cesMean = define({
  ...common,
  id: 'ces_mean',
  name: 'Customer effort score, as given',
  unit: 'points',
  better: 'neither',
  sentence: 'The mean effort score on the scale of the survey; whether high is good depends on the question.',
  formula: { words: 'mean of the scores as given', symbols: 'Σ score ÷ |valid|' },
  variants: [{ name: '0–100', difference: 'turned so that 100 is easiest', metric: 'ces' }],
  legs: { score: { fact: 'survey_response', aggregate: mean('score'), where: [isCes], placement } },
  value: leg('score'),
  n: countOf('score'),
  interval: { method: 'mean', leg: 'score' },
});

export const cesEasyRate = define({
  ...common,
  id: 'ces_easy_rate',
  name: 'Customer effort, share easy',
  sentence: 'The share of customers who found it easy.',
  formula: { words: 'answers in the top three of seven ÷ valid answers', symbols: '|easy| ÷ |valid|' },
  variants: [{ name: 'score', difference: 'mean on 0–100', metric: 'ces' }],
  legs: {
    easy: {
      fact: 'survey_response',
      aggregate: count,
      where: [isCes, { column: 'is_positive', is: true }],
      placement,
    },
    answers: { fact: 'survey_response', aggregate: count, where: [isCes], placement },
  },
  ...shareOf('easy', 'answers'),
});
