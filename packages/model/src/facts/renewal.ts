import { account, amount, day, dimension, fact, is } from '../fact.js';

export const renewalFact = fact(
  'renewal',
  'A contract term that is due for renewal.',
  ['contract', 'account', 'fx_rate'],
  {
    ...account,
    owner: dimension('Who looks after the account'),
    due_date: day('When it is due'),
    decided_date: day('When it was decided'),
    value_due: amount('What is due'),
    value_renewed: amount('What it was renewed at; 0 when lost'),
    value_renewed_capped: amount('The smaller of due and renewed'),
    is_decided: is('Renewed or lost (undecided past the grace counts as lost)'),
    is_renewed: is('Renewed within the grace'),
    timing: dimension('early, on_time, late, lost, open'),
    auto_renew: is('Renews by itself'),
  },
);
