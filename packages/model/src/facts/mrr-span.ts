import { account, amount, day, fact } from '../fact.js';

export const mrrSpanFact = fact(
  'mrr_span',
  'The total MRR of an account while it does not change (only while above 0). Spans never overlap.',
  ['subscription', 'subscription_item', 'price', 'product', 'account', 'fx_rate', 'entity_merge'],
  {
    ...account,
    mrr: amount('Monthly recurring revenue of the account'),
    from_date: day('From'),
    to_date: day('To; null while it lasts'),
  },
);
