import { account, amount, day, dimension, fact } from '../fact.js';

export const mrrMovementFact = fact(
  'mrr_movement',
  'A net change of the MRR of an account on a day, of one kind. MRR before + movements = MRR after, exactly.',
  ['subscription', 'subscription_item', 'price', 'product', 'account', 'fx_rate', 'entity_merge'],
  {
    ...account,
    kind: dimension('new, reactivation, expansion, contraction, churn'),
    date: day('Day'),
    amount: amount('Signed change'),
    expansion_kind: dimension('For expansion: same_product or new_product'),
    end_reason: dimension('For churn: the reason'),
  },
);
