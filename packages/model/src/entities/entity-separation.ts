import { choice, id, instant } from '../column.js';
import { entity } from '../entity.js';

/**
 * Only kinds of record that identity resolves: deals, leads and tickets are never taken for one by what they look like.
 * Which of the two is named first says nothing.
 */
export const entitySeparation = entity({
  name: 'entity_separation',
  area: 'parties',
  description: 'A person says that two records are not one, whatever else speaks for it.',
  key: ['entity', 'one_id', 'other_id'],
  columns: {
    entity: choice(['account', 'person'], 'Kind of record', { required: true }),
    one_id: id('One of the two records'),
    other_id: id('The other record'),
    separated_at: instant('When'),
  },
});
