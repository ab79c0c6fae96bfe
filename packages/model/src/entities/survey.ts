import { choice, decimal, flag, id, text } from '../column.js';
import { entity } from '../entity.js';

export const survey = entity({
  name: 'survey',
  area: 'voice',
  description: 'A question that is asked again and again, with its scale.',
  key: ['survey_id'],
  columns: {
    survey_id: id('The survey in its source'),
    kind: choice(['csat', 'nps', 'ces', 'other'], 'What it measures', { required: true }),
    question: text('Wording'),
    scale_min: decimal('Lowest answer', { required: true }),
    scale_max: decimal('Highest answer', { required: true }),
    higher_is_better: flag('A high answer is good'),
    positive_from: decimal('Answers from here on are positive (CSAT)'),
    version: text('Version of the wording'),
  },
});
