import { choice, currency, date, decimal, flag, id, instant, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const deal = entity({
  name: 'deal',
  area: 'sales',
  description: 'An opportunity to sell.',
  key: ['deal_id'],
  cursor: 'updated_at',
  columns: {
    deal_id: id('The deal in its source', { headers: ['Deal ID', 'Opportunity ID', 'Record ID'] }),
    name: text('Name', { headers: ['Deal Name', 'Opportunity Name', 'Name'] }),
    account_id: reference('account', 'Who would buy', {
      headers: ['Account', 'Account ID', 'Company', 'Company ID', 'Account Name'],
    }),
    owner_user_id: reference('crm_user', 'Who sells', {
      headers: ['Owner', 'Deal Owner', 'Sales Agent', 'Opportunity Owner', 'Sales Rep'],
    }),
    pipeline: text('Pipeline', { headers: ['Pipeline'] }),
    stage_id: reference('pipeline_stage', 'Stage it is in', { headers: ['Stage ID'] }),
    stage: text('Stage as written', { headers: ['Stage', 'Deal Stage'] }),
    type: choice(
      ['new', 'expansion', 'renewal', 'winback'],
      'What kind of sale; new where the source does not say',
      { headers: ['Deal Type', 'Type', 'Opportunity Type'] },
    ),
    product: reference('product', 'Product, where a deal sells one', {
      headers: ['Product', 'Product Name'],
    }),
    amount: money('What the deal is worth', {
      headers: ['Amount', 'Close Value', 'Deal Value', 'Value', 'Deal Amount'],
    }),
    currency: currency(),
    recurring_amount: money('Yearly recurring part of the amount'),
    probability: decimal('Chance of winning, 0 to 1', { headers: ['Probability', 'Deal Probability'] }),
    created_at: instant('When it was opened', {
      headers: ['Create Date', 'Created Date', 'Created', 'Created At', 'Engage Date'],
    }),
    qualified_at: instant('When it was qualified: the sales cycle starts here', {
      headers: ['Qualified At', 'Qualified Date'],
    }),
    expected_close_on: date('When it is expected to close', {
      headers: ['Expected Close Date', 'Close Date (Expected)'],
    }),
    closed_at: instant('When it was won or lost', { headers: ['Close Date', 'Closed Date', 'Closed At'] }),
    status: choice(['open', 'won', 'lost', 'disqualified'], 'Where it ended; from the stage where empty', {
      headers: ['Status', 'Deal Status'],
    }),
    lost_reason: text('Why it was lost', { headers: ['Lost Reason', 'Closed Lost Reason', 'Loss Reason'] }),
    channel: text('Channel it came by', {
      headers: ['Lead Source', 'Source', 'Original Source', 'Deal Source'],
    }),
    campaign_id: reference('campaign', 'Campaign'),
    lead_id: reference('lead', 'The lead it came from'),
    forecast_category: text('Commit, best case, pipeline'),
    is_test: flag('A test record: kept, never counted'),
    is_deleted: flag('The source deleted, archived or merged the row away; kept, never counted'),
    updated_at: instant('When the source last changed the row', {
      headers: ['Last Modified Date', 'Last Modified', 'Updated', 'Modified Date'],
    }),
  },
});
