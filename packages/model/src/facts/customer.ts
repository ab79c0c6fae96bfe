import { account, attribute, day, dimension, fact } from '../fact.js';

export const customerFact = fact(
  'customer',
  'One live account (prospects too): the row of the customer list.',
  ['account', 'account_history', 'order', 'invoice', 'subscription', 'contract', 'deal', 'entity_merge'],
  {
    ...account,
    name: attribute('Name'),
    owner: dimension('Who looks after it'),
    created_date: day('When the account came into being'),
    first_paid_date: day('Start of its first customer span; null for a prospect'),
    last_paid_date: day('Date of its last order, invoice or won deal'),
  },
);
