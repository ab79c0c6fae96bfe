import { account, attribute, day, dimension, fact, is, number, ordinal } from '../fact.js';

export const dealStageEntryFact = fact(
  'deal_stage_entry',
  'A deal reached a stage (stages skipped on the way count as passed). One row a deal and stage.',
  ['deal', 'deal_stage_history', 'pipeline_stage', 'crm_user', 'account'],
  {
    ...account,
    deal_id: attribute('Deal'),
    pipeline: dimension('Pipeline'),
    stage: dimension('Stage'),
    stage_position: ordinal('Order of the stage'),
    entered_date: day('First entry'),
    days_in_stage: number('Days spent in it; null while it is there'),
    reached_next: is('It reached a later stage or was won'),
    is_decided: is('It left the stage: moved on, won or lost'),
    origin: dimension('source_history, snapshot_difference, calculated_property, inferred'),
    deal_type: dimension('Type'),
    owner: dimension('Owner'),
    team: dimension('Team'),
  },
);
