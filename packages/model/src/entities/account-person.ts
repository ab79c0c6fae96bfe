import { flag, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const accountPerson = entity({
  name: 'account_person',
  area: 'parties',
  description: 'A person belongs to an account, in a role.',
  key: ['account_id', 'person_id'],
  columns: {
    account_id: reference('account', 'The account', { required: true }),
    person_id: reference('person', 'The person', { required: true }),
    role: text('Buyer, champion, billing, user'),
    is_primary: flag('The main one'),
  },
});
