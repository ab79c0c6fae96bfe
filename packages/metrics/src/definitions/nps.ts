import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { countOf, divide, leg, multiply, number, subtract } from '../definition/expression.js';
import { flow } from '../definition/placement.js';

const placement = flow('answered_date');
const isNps = { column: 'survey_kind', is: 'nps' };

export const nps = define({
  id: 'nps',
  name: 'Net promoter score',
  group: 'voice',
  unit: 'nps',
  sentence: 'Promoters less detractors, in a hundred answers.',
  formula: { words: '100 × (answers 9–10 − answers 0–6) ÷ answers', symbols: 'NPS = 100 × (P − D) ÷ n' },
  included: ['answers from 0 to 10; 7 and 8 below the line only'],
  excluded: [
    'skipped questions and answers out of range',
    'all but the latest answer of a person to an invitation',
  ],
  variants: [{ name: 'by account', difference: 'one vote an account', metric: 'nps_account' }],
  source: 'metrics canon §7',
  legs: {
    promoters: {
      fact: 'survey_response',
      aggregate: count,
      where: [isNps, { column: 'is_positive', is: true }],
      placement,
    },
    detractors: {
      fact: 'survey_response',
      aggregate: count,
      where: [isNps, { column: 'is_negative', is: true }],
      placement,
    },
    answers: { fact: 'survey_response', aggregate: count, where: [isNps], placement },
  },
  value: divide(multiply(number(100), subtract(leg('promoters'), leg('detractors'))), leg('answers')),
  numerator: subtract(leg('promoters'), leg('detractors')),
  interval: { method: 'nps', promoters: 'promoters', detractors: 'detractors', answers: 'answers' },
  breakdowns: ['survey', 'segment', 'role', 'survey_channel'],
  rules: ['V-05', 'V-06', 'V-07', 'V-08'],
});

export const npsAccount = define({
  id: 'nps_account',
  name: 'Net promoter score by account',
  group: 'voice',
  unit: 'nps',
  sentence: 'Promoters less detractors, with one vote for each account.',
  formula: {
    words: '100 × mean over accounts of the mean category (+1, 0, −1) of their answers',
    symbols: '100 × mean_a(mean category of a)',
  },
  included: ['each account once a period, its monthly scores weighted by their answers'],
  excluded: ['answers without an account'],
  variants: [{ name: 'by person', difference: 'one vote a person', metric: 'nps' }],
  source: 'metrics canon §7 (account level)',
  legs: {
    category: {
      fact: 'survey_account_score',
      aggregate: { kind: 'mean_of_members', column: 'category', weight: 'answers', by: 'account_id' },
      placement,
    },
  },
  value: multiply(number(100), leg('category')),
  numerator: null,
  n: countOf('category'),
  interval: { method: 'mean', leg: 'category', scale: 100 },
  breakdowns: ['segment', 'plan', 'survey'],
  rules: ['V-05', 'V-06', 'V-07', 'V-08', 'I-05'],
});
