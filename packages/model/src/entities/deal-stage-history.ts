import { choice, instant, reference } from '../column.js';
import { entity } from '../entity.js';

export const dealStageHistory = entity({
  name: 'deal_stage_history',
  area: 'sales',
  description: 'A deal entered a stage.',
  key: ['deal_id', 'stage_id', 'entered_at'],
  columns: {
    deal_id: reference('deal', 'The deal', { required: true }),
    stage_id: reference('pipeline_stage', 'The stage entered', { required: true }),
    entered_at: instant('When', { required: true }),
    left_at: instant('When it left the stage; the next entry where empty'),
    origin: choice(
      ['source_history', 'snapshot_difference', 'calculated_property', 'inferred'],
      'How it is known',
    ),
  },
});
