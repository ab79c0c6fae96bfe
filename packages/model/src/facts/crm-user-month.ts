import { count, day, dimension, fact, is } from '../fact.js';

export const crmUserMonthFact = fact(
  'crm_user_month',
  'A licensed user in a month: did they work in the CRM?',
  ['crm_user', 'crm_usage_daily', 'activity'],
  {
    owner: dimension('User'),
    team: dimension('Team'),
    date: day('First day of the month'),
    writes: count('Records created, changed, activities logged'),
    is_adopting: is('At least the configured number of qualifying writes'),
  },
);
