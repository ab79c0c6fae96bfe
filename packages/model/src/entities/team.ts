import { flag, id, text } from '../column.js';
import { entity } from '../entity.js';

export const team = entity({
  name: 'team',
  area: 'parties',
  description: 'A team or group that users and tickets belong to, where the source gives it an id.',
  key: ['team_id'],
  columns: {
    team_id: id('The team in its source', { headers: ['Team ID', 'Group ID'] }),
    name: text('Name', { headers: ['Team', 'Group', 'Name'] }),
    is_deleted: flag('The source deleted it; kept, so that old tickets still have a name'),
  },
});
