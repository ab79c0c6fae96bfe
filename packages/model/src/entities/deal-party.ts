import { flag, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const dealParty = entity({
  name: 'deal_party',
  area: 'sales',
  description: 'An account or person belongs to a deal.',
  key: ['deal_id', 'account_id', 'person_id'],
  columns: {
    deal_id: reference('deal', 'The deal', { required: true }),
    account_id: reference('account', 'The account'),
    person_id: reference('person', 'The person'),
    role: text('Role'),
    is_primary: flag('The main one'),
  },
});
