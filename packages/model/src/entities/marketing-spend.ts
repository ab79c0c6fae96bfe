import { currency, date, decimal, id, integer, money, reference, text } from '../column.js';
import { entity } from '../entity.js';

export const marketingSpend = entity({
  name: 'marketing_spend',
  area: 'marketing',
  description: 'Money spent on one campaign (or channel) over one day or period.',
  key: ['spend_id'],
  columns: {
    spend_id: id(
      'The row in its source; a hash of account, campaign, ad, date, device and network where the source has none',
    ),
    campaign_id: reference('campaign', 'The campaign', { headers: ['Campaign ID'] }),
    campaign_name: text('Campaign name written on the row', { headers: ['Campaign', 'Campaign Name'] }),
    channel: text('Channel: paid_search, paid_social and so on', { headers: ['Channel', 'Source'] }),
    started_on: date('First day', {
      required: true,
      headers: ['Date', 'Day', 'Start Date', 'Reporting Starts'],
    }),
    ended_on: date('Last day, inclusive; empty for a single day', {
      headers: ['End Date', 'Reporting Ends'],
    }),
    amount: money('Spend without tax', {
      required: true,
      headers: ['Spend', 'Cost', 'Amount', 'Amount Spent'],
    }),
    currency: currency(),
    impressions: integer('Impressions', { headers: ['Impressions', 'Impr.'] }),
    clicks: integer('Clicks', { headers: ['Clicks', 'Link Clicks'] }),
    conversions: decimal('Conversions as the platform counts them (its own window)', {
      headers: ['Conversions', 'Results'],
    }),
    conversion_value: money('Value of conversions as the platform counts it', {
      headers: ['Conversion Value', 'Conv. Value'],
    }),
  },
});
