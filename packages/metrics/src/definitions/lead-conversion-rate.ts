import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { days } from '../definition/parameter.js';
import { flow } from '../definition/placement.js';

const placement = flow('created_date', { mature_days: { parameter: 'window_days' } });

export const leadConversionRate = define({
  id: 'lead_conversion_rate',
  name: 'Lead conversion rate',
  group: 'sales',
  sentence: 'The share of leads created in the period that became a deal or customer in time.',
  formula: {
    words: 'leads converted within the window ÷ leads created, for leads old enough to judge',
    symbols: '|{l : created ∈ P, converted − created ≤ W}| ÷ |{l : created ∈ P}|, created + W ≤ as-of',
  },
  included: [
    'disqualified leads stay below the line',
    'duplicates of a person within 90 days count once, at the earliest',
  ],
  excluded: ['leads younger than the window: they cannot be judged yet'],
  variants: [
    { name: 'period', difference: 'conversions in the period ÷ leads created in it; can exceed 100%' },
  ],
  source: 'metrics canon §2',
  parameters: {
    window_days: days('Days a lead has to convert', 90, { assumption: 'lead_window_days' }),
  },
  legs: {
    converted: {
      fact: 'lead',
      aggregate: count,
      where: [{ column: 'converted_date', within_days: { parameter: 'window_days' }, of: 'created_date' }],
      placement,
    },
    leads: { fact: 'lead', aggregate: count, placement },
  },
  ...shareOf('converted', 'leads'),
  breakdowns: ['channel', 'campaign', 'owner', 'score_band'],
  rules: ['S-06', 'K-02', 'T-03', 'M-12'],
});
