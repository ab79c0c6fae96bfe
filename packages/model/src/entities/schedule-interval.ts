import { id, integer, text } from '../column.js';
import { entity } from '../entity.js';

export const scheduleInterval = entity({
  name: 'schedule_interval',
  area: 'service',
  description: 'An opening time of a business-hours schedule.',
  key: ['schedule_id', 'starts_minute'],
  columns: {
    schedule_id: id('The schedule'),
    name: text('Name'),
    time_zone: text('IANA zone', { required: true }),
    starts_minute: integer('Minutes after Monday 00:00 local', { required: true }),
    ends_minute: integer('Minutes after Monday 00:00 local, exclusive', { required: true }),
  },
});
