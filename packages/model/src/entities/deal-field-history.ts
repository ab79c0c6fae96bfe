import { instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const dealFieldHistory = entity({
  name: 'deal_field_history',
  area: 'sales',
  description: 'A field of a deal changed: owner, amount, expected close date.',
  key: ['deal_id', 'field', 'changed_at'],
  columns: {
    deal_id: reference('deal', 'The deal', { required: true }),
    field: text('owner_user_id, amount, expected_close_on, probability', { required: true }),
    old_value: text('Before'),
    new_value: text('After'),
    changed_at: instant('When', { required: true }),
    changed_by_user_id: reference('crm_user', 'Who changed it'),
  },
});
