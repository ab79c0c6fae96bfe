import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { days } from '../definition/parameter.js';
import { flow } from '../definition/placement.js';

const placement = flow('created_date', { mature_days: { parameter: 'window_days' } });
const isNew = { column: 'deal_type', is: 'new' };

export const salesConversionRate = define({
  id: 'sales_conversion_rate',
  name: 'Sales conversion rate',
  group: 'sales',
  sentence: 'The share of new deals opened in the period that were won in time.',
  formula: {
    words: 'deals won within the window ÷ deals created, for deals old enough to judge',
    symbols: '|{d : created ∈ P, won, closed − created ≤ W}| ÷ |{d : created ∈ P}|, created + W ≤ as-of',
  },
  included: ['lost and still open deals stay below the line'],
  excluded: ['deals younger than the window', 'expansion, renewal and win-back deals'],
  variants: [{ name: 'win rate', difference: 'won ÷ closed, by close date', metric: 'win_rate' }],
  source: 'metrics canon §2 (win rate, created cohort: Varicent; HubSpot close rate)',
  parameters: {
    window_days: days('Days a deal has to be won', 180, { assumption: 'sales_window_days' }),
  },
  legs: {
    won: {
      fact: 'deal',
      aggregate: count,
      where: [
        isNew,
        { column: 'is_won', is: true },
        { column: 'closed_date', within_days: { parameter: 'window_days' }, of: 'created_date' },
      ],
      placement,
    },
    created: { fact: 'deal', aggregate: count, where: [isNew], placement },
  },
  ...shareOf('won', 'created'),
  breakdowns: ['owner', 'channel', 'segment'],
  rules: ['S-01', 'S-02', 'T-03'],
});
