import { account, amount, day, dimension, fact, is, number } from '../fact.js';

export const dealSpanFact = fact(
  'deal_span',
  'The time a deal was open, with its amount: for pipeline as of a date.',
  ['deal', 'deal_stage_history', 'pipeline_stage', 'crm_user', 'account', 'fx_rate'],
  {
    ...account,
    deal_type: dimension('new, expansion, renewal, winback'),
    pipeline: dimension('Pipeline'),
    product: dimension('Product'),
    owner: dimension('Owner'),
    team: dimension('Team of the owner'),
    is_qualified: is('Was qualified'),
    amount: amount('Amount'),
    probability: number('Chance of winning'),
    expected_close_date: day('Expected close'),
    from_date: day('Opened'),
    qualified_date: day('Qualified'),
    to_date: day('Closed; null while open'),
  },
);
