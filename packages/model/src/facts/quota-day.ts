import { amount, day, dimension, fact } from '../fact.js';

export const quotaDayFact = fact(
  'quota_day',
  'A quota spread over the days it covers; the days add up to the quota exactly.',
  ['quota', 'crm_user', 'fx_rate'],
  {
    owner: dimension('Whose'),
    team: dimension('Team'),
    date: day('Day'),
    amount: amount('Share of the day'),
  },
);
