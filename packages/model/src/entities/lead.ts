import { choice, decimal, flag, id, instant, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const lead = entity({
  name: 'lead',
  area: 'marketing',
  description: 'A person who might buy, before there is a deal.',
  key: ['lead_id'],
  cursor: 'updated_at',
  columns: {
    lead_id: id('The lead in its source', { headers: ['Lead ID'] }),
    person_id: reference('person', 'Who'),
    account_id: reference('account', 'Which account, once known'),
    email: text('E-mail', { personal: true, headers: ['Email'] }),
    company: text('Company as written', { headers: ['Company', 'Company Name'] }),
    created_at: instant('When it came', {
      required: true,
      headers: ['Created', 'Create Date', 'Created Date', 'Created At'],
    }),
    channel: text('Channel it came by', { headers: ['Lead Source', 'Source', 'Original Source', 'Channel'] }),
    campaign_id: reference('campaign', 'Campaign', { headers: ['Campaign ID'] }),
    status: choice(
      ['new', 'working', 'qualified', 'disqualified', 'converted', 'recycled'],
      'Where it stands',
      { headers: ['Status', 'Lead Status'] },
    ),
    qualified_at: instant('When it was qualified', { headers: ['Qualified At'] }),
    converted_at: instant('When it became a deal or customer', {
      headers: ['Converted Date', 'Converted At'],
    }),
    converted_deal_id: reference('deal', 'The deal it became', { headers: ['Converted Opportunity ID'] }),
    converted_account_id: reference('account', 'The account it became', {
      headers: ['Converted Account ID'],
    }),
    score: decimal('Lead score', { headers: ['Score', 'Lead Score'] }),
    owner_user_id: reference('crm_user', 'Owner', { headers: ['Owner', 'Lead Owner'] }),
    disqualified_reason: text('Why not'),
    is_test: flag('A test record: kept, never counted'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
    updated_at: instant('When the source last changed the row', {
      headers: ['Last Modified Date', 'Last Modified', 'Updated', 'Modified Date'],
    }),
  },
});
