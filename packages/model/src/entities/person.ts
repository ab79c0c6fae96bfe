import { choice, flag, id, instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const person = entity({
  name: 'person',
  area: 'parties',
  description: 'A human being at or outside an account.',
  key: ['person_id'],
  cursor: 'updated_at',
  columns: {
    person_id: id('The person in its source', { headers: ['Contact ID', 'Person ID', 'User ID'] }),
    name: text('Full name', { personal: true, headers: ['Name', 'Full Name', 'Contact Name'] }),
    email: text('E-mail', { personal: true, headers: ['Email', 'E-mail', 'Email Address'] }),
    phone: text('Phone', { personal: true, headers: ['Phone', 'Phone Number'] }),
    external_id: text('The id of the same person in another system', { headers: ['External ID'] }),
    account_id: reference('account', 'The account the person belongs to', {
      headers: ['Account ID', 'Company ID', 'Associated Company ID', 'Organization ID'],
    }),
    role: choice(['customer', 'agent', 'admin'], 'Customer side or own staff'),
    title: text('Job title', { headers: ['Job Title', 'Title'] }),
    country: text('Country', { headers: ['Country'] }),
    created_at: instant('When the person was recorded', {
      headers: ['Created', 'Create Date', 'Created At'],
    }),
    is_test: flag('A test record: kept, never counted'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
    updated_at: instant('When the source last changed the row', {
      headers: ['Last Modified Date', 'Last Modified', 'Updated', 'Modified Date'],
    }),
  },
});
