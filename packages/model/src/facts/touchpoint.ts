import { account, day, dimension, fact, is } from '../fact.js';

export const touchpointFact = fact(
  'touchpoint',
  'One action of a prospect; one a person and campaign.',
  ['touchpoint', 'person', 'account', 'campaign'],
  {
    ...account,
    kind: dimension('Kind'),
    campaign: dimension('Campaign'),
    is_action: is('Qualifying action'),
    occurred_date: day('When'),
  },
);
