import { account, attribute, day, dimension, fact, is } from '../fact.js';

export const activityFact = fact(
  'activity',
  'One human activity.',
  ['activity', 'deal', 'account', 'crm_user'],
  {
    ...account,
    kind: dimension('call, email, meeting, task, note'),
    owner: dimension('Who'),
    team: dimension('Team'),
    deal_id: attribute('Deal'),
    deal_closed_date: day('Close date of the deal'),
    deal_is_won: is('The deal was won'),
    occurred_date: day('When'),
  },
);
