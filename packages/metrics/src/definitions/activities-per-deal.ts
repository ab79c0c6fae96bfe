import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { ratioOfSums } from '../definition/interval-rule.js';

const placement = flow('closed_date');
const where = [{ column: 'is_closed', is: true }] as const;

export const activitiesPerDeal = define({
  id: 'activities_per_deal',
  name: 'Activities per deal',
  group: 'crm',
  unit: 'times',
  better: 'neither',
  sentence: 'How many calls, e-mails, meetings, tasks and notes were logged on a deal until it was decided.',
  formula: {
    words: 'human activities logged on decided deals ÷ decided deals',
    symbols: 'Σ activities ÷ |closed ∈ P|',
  },
  included: ['deals without any activity: they count as 0'],
  excluded: ['automated activities', 'open deals'],
  source: 'metrics canon §8 (engagement, adoption)',
  legs: {
    activities: { fact: 'deal', aggregate: sum('activity_count'), where, placement },
    deals: { fact: 'deal', aggregate: count, where, placement },
  },
  value: divide(leg('activities'), leg('deals')),
  interval: ratioOfSums('activities', 'deals'),
  requires: ['activity'],
  breakdowns: ['owner', 'team', 'status'],
  rules: ['S-02', 'S-07', 'K-03'],
});
