import { choice, decimal, flag, id, integer, text } from '../column.js';
import { entity } from '../entity.js';

export const pipelineStage = entity({
  name: 'pipeline_stage',
  area: 'sales',
  description: 'A stage of a sales pipeline.',
  key: ['stage_id'],
  columns: {
    stage_id: id('The stage in its source', { headers: ['Stage ID'] }),
    pipeline: text('Pipeline', { headers: ['Pipeline'] }),
    name: text('Label', { headers: ['Stage', 'Label'] }),
    category: choice(['open', 'won', 'lost'], 'What being in it means'),
    position: integer('Order from left to right', { headers: ['Order', 'Sort'] }),
    probability: decimal('Chance of winning, 0 to 1'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
  },
});
