import { choice, id, instant } from '../column.js';
import { entity } from '../entity.js';

export const entityMerge = entity({
  name: 'entity_merge',
  area: 'parties',
  description: 'One record was merged into another by its source or by a person.',
  key: ['entity', 'losing_id'],
  columns: {
    entity: choice(['account', 'person', 'deal', 'ticket', 'lead'], 'Kind of record', { required: true }),
    losing_id: id('The record that went away'),
    winning_id: id('The record that stays'),
    merged_at: instant('When'),
  },
});
