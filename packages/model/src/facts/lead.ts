import { account, day, dimension, fact, number } from '../fact.js';

export const leadFact = fact(
  'lead',
  'One lead, duplicates of a person within 90 days merged to the earliest.',
  ['lead', 'deal', 'crm_user', 'entity_merge', 'campaign'],
  {
    ...account,
    created_date: day('When it came'),
    qualified_date: day('When it was qualified'),
    converted_date: day('When it became a deal or customer'),
    days_to_convert: number('Days from creation to conversion'),
    status: dimension('Where it stands'),
    owner: dimension('Owner'),
    team: dimension('Team of the owner'),
    campaign: dimension('Campaign'),
    score_band: dimension('Lead score: 0-24, 25-49, 50-74, 75-100'),
  },
);
