import { date, id, text } from '../column.js';
import { entity } from '../entity.js';

export const scheduleHoliday = entity({
  name: 'schedule_holiday',
  area: 'service',
  description: 'Days on which a schedule is closed.',
  key: ['schedule_id', 'started_on'],
  columns: {
    schedule_id: id('The schedule'),
    name: text('Name'),
    started_on: date('First day', { required: true }),
    ended_on: date('Last day, inclusive'),
  },
});
