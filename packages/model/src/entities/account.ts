import { choice, currency, flag, id, instant, integer, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const account = entity({
  name: 'account',
  area: 'parties',
  description: 'A company (or a person who buys for themselves): prospect, customer or former customer.',
  key: ['account_id'],
  cursor: 'updated_at',
  columns: {
    account_id: id('The account in its source', {
      headers: ['Account ID', 'Company ID', 'Customer ID', 'Organization ID'],
    }),
    name: text('Name as the source writes it', {
      headers: [
        'Account',
        'Company',
        'Company Name',
        'Account Name',
        'Customer',
        'Customer Name',
        'Organization',
      ],
    }),
    domain: text('Internet domain', { headers: ['Domain', 'Website', 'Company Domain Name'] }),
    email: text('Billing or main e-mail', { personal: true, headers: ['Email', 'E-mail', 'Billing Email'] }),
    phone: text('Main phone number', { personal: true, headers: ['Phone'] }),
    external_id: text('The id of the same account in another system, as `<source>:<id>` or a bare id', {
      headers: ['External ID', 'CRM ID'],
    }),
    parent_account_id: reference('account', 'The account that owns this one', {
      headers: ['Parent Account', 'Subsidiary Of', 'Parent Company ID'],
    }),
    type: choice(
      ['prospect', 'customer', 'former_customer', 'partner', 'competitor', 'internal', 'test'],
      'What the account is to us',
      { headers: ['Account Type'] },
    ),
    industry: text('Industry', { headers: ['Industry', 'Sector'] }),
    segment: text('Commercial segment', { headers: ['Segment', 'Customer Segment'] }),
    size: integer('Number of employees', { headers: ['Employees', 'Number of Employees', 'Employee Count'] }),
    annual_revenue: money('Yearly revenue of the account itself', { headers: ['Annual Revenue', 'Revenue'] }),
    currency: currency(),
    country: text('Country, ISO 3166 two letters where known', {
      headers: ['Country', 'Country/Region', 'Office Location', 'Billing Country'],
    }),
    region: text('Region or state', { headers: ['Region', 'State', 'State/Region'] }),
    city: text('City', { headers: ['City'] }),
    channel: text('How the account first came', {
      headers: ['Referral Source', 'Lead Source', 'Original Source', 'Acquisition Channel', 'Channel'],
    }),
    plan: text('Plan or tier written on the account', { headers: ['Plan', 'Plan Tier'] }),
    owner_user_id: reference('crm_user', 'Who looks after it', {
      headers: ['Owner', 'Account Owner', 'Company Owner'],
    }),
    created_at: instant('When the account came into being', {
      headers: ['Created', 'Create Date', 'Created Date', 'Signup Date', 'Created At'],
    }),
    first_paid_at: instant('First payment as the source states it', {
      headers: ['First Paid', 'First Paid At'],
    }),
    churned_at: instant('When the source says the customer left', { headers: ['Churn Date', 'Churned At'] }),
    is_churned: flag('The source flags the customer as gone', {
      headers: ['Churn', 'Churned', 'Churn Flag'],
    }),
    is_test: flag('A test record: kept, never counted'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
    updated_at: instant('When the source last changed the row', {
      headers: ['Last Modified Date', 'Last Modified', 'Updated', 'Modified Date'],
    }),
  },
});
