import { attribute, day, dimension, fact } from '../fact.js';

export const exclusionFact = fact(
  'exclusion',
  'A record that is not counted, and why.',
  ['account', 'deal', 'lead', 'order', 'ticket', 'survey_response', 'person'],
  {
    entity: dimension('Kind of record'),
    reason: dimension('deleted, merged, spam, test, cancelled, internal, negative_cycle and so on'),
    rule: attribute('Rule'),
    date: day('Date of the record'),
  },
);
