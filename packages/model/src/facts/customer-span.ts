import { account, count, day, dimension, fact, is, ordinal } from '../fact.js';

export const customerSpanFact = fact(
  'customer_span',
  'One uninterrupted time as a paying customer. Spans of an account never overlap.',
  ['account', 'order', 'invoice', 'subscription', 'contract', 'deal', 'entity_merge'],
  {
    ...account,
    owner: dimension('Who looks after it'),
    sequence: ordinal('1 for the first span, 2 after a return'),
    from_date: day('First day'),
    to_date: day('Day it ended; null while it lasts'),
    next_from_date: day('First day of the next span of the account'),
    next_to_date: day('End of the next span of the account'),
    days: count('Days from first day to end; null while it lasts'),
    basis: dimension('contract or lapse'),
    end_reason: dimension('Reason, voluntary or involuntary'),
    is_involuntary: is('Ended because a payment failed'),
  },
);
