import { date, integer, reference } from '../column.js';
import { entity } from '../entity.js';

export const crmUsageDaily = entity({
  name: 'crm_usage_daily',
  area: 'usage',
  description: 'What a user did in the CRM on a day: the ground of adoption.',
  key: ['user_id', 'day'],
  columns: {
    user_id: reference('crm_user', 'Who', { required: true, headers: ['User ID', 'User', 'Owner'] }),
    day: date('Day', { required: true, headers: ['Date', 'Day'] }),
    logins: integer('Log-ins', { headers: ['Logins'] }),
    records_created: integer('Records created', { headers: ['Records Created'] }),
    records_updated: integer('Records changed', { headers: ['Records Updated'] }),
    activities_logged: integer('Activities logged', { headers: ['Activities Logged'] }),
  },
});
