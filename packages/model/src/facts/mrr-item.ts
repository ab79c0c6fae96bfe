import { account, amount, attribute, day, dimension, fact, is } from '../fact.js';

export const mrrItemFact = fact(
  'mrr_item',
  'A subscription item at one price for a while.',
  ['subscription', 'subscription_item', 'price', 'product', 'account', 'fx_rate', 'entity_merge'],
  {
    ...account,
    subscription_id: attribute('Subscription'),
    product: dimension('Product'),
    mrr: amount('Monthly recurring revenue of the item'),
    from_date: day('From'),
    to_date: day('To; null while it lasts'),
    has_scheduled_end: is('An end is already scheduled'),
    origin: dimension('source_history, snapshot_difference, inferred'),
  },
);
