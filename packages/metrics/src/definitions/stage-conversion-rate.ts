import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { flow } from '../definition/placement.js';

export const stageConversionRate = define({
  id: 'stage_conversion_rate',
  name: 'Stage conversion rate',
  group: 'sales',
  sentence: 'The share of deals that entered a stage in the period and have left it which moved on.',
  formula: {
    words: 'entries that reached a later stage or were won ÷ entries decided',
    symbols: '|moved on| ÷ |left the stage|, entered ∈ P',
  },
  included: ['a stage skipped on the way counts as passed'],
  excluded: ['deals still in the stage'],
  source: 'metrics canon §2',
  legs: {
    moved_on: {
      fact: 'deal_stage_entry',
      aggregate: count,
      where: [
        { column: 'is_decided', is: true },
        { column: 'reached_next', is: true },
      ],
      placement: flow('entered_date'),
    },
    decided: {
      fact: 'deal_stage_entry',
      aggregate: count,
      where: [{ column: 'is_decided', is: true }],
      placement: flow('entered_date'),
    },
  },
  ...shareOf('moved_on', 'decided'),
  breakdowns: ['stage', 'pipeline', 'owner'],
  rules: ['S-01', 'T-07', 'T-09'],
});
