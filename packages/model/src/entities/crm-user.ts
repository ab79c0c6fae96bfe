import { choice, flag, id, instant, text } from '../column.js';
import { entity } from '../entity.js';

export const crmUser = entity({
  name: 'crm_user',
  area: 'parties',
  description: 'A person of our own who works in the CRM or help desk, or an integration that does.',
  key: ['user_id'],
  columns: {
    user_id: id('The user in its source', {
      headers: ['User ID', 'Owner ID', 'Sales Agent', 'Agent', 'Agent ID'],
    }),
    name: text('Name', { headers: ['Name', 'Full Name'] }),
    email: text('E-mail', { personal: true, headers: ['Email'] }),
    role: choice(
      [
        'representative',
        'development_representative',
        'manager',
        'agent',
        'success_manager',
        'administrator',
        'bot',
        'integration',
      ],
      'What the user does',
    ),
    team: text('Team', { headers: ['Team', 'Group'] }),
    region: text('Region or office', { headers: ['Regional Office', 'Region', 'Office'] }),
    manager: text('Manager', { headers: ['Manager'] }),
    is_active: flag('May work today', { headers: ['Active', 'Is Active'] }),
    is_licensed: flag('Holds a paid seat: the denominator of adoption', {
      headers: ['Licensed', 'Has License'],
    }),
    started_at: instant('First day', { headers: ['Hire Date', 'Start Date', 'Created At'] }),
    left_at: instant('Last day', { headers: ['Left At', 'End Date', 'Deactivated At'] }),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
  },
});
