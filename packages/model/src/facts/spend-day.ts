import { amount, count, day, dimension, fact, is, number } from '../fact.js';

export const spendDayFact = fact(
  'spend_day',
  'Money spent, by day: media and other costs spread over the days they cover; the days add up exactly.',
  ['marketing_spend', 'cost_item', 'campaign', 'fx_rate'],
  {
    date: day('Day'),
    spend_channel: dimension('Channel'),
    campaign: dimension('Campaign'),
    purpose: dimension('acquisition, retention, service, product, overhead'),
    kind: dimension('media, people, tools, agency, other'),
    category: dimension('Cost category'),
    is_paid_channel: is('A paid channel'),
    amount: amount('Cost without tax'),
    impressions: count('Impressions'),
    clicks: count('Clicks'),
    platform_conversions: number('Conversions as the platform counts them'),
  },
);
