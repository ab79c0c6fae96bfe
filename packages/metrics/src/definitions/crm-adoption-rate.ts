import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { flow } from '../definition/placement.js';

const placement = flow('date');

export const crmAdoptionRate = define({
  id: 'crm_adoption_rate',
  name: 'CRM adoption rate',
  group: 'crm',
  sentence: 'The share of licensed users who really work in the CRM.',
  formula: {
    words: 'user-months with enough qualifying writes ÷ user-months with a licence',
    symbols: '|{u : writes ≥ k}| ÷ |licensed|, month by month',
  },
  included: ['records created or changed and activities logged'],
  excluded: ['logins alone', 'users without a licence'],
  source: 'metrics canon §8',
  legs: {
    adopting: {
      fact: 'crm_user_month',
      aggregate: count,
      where: [{ column: 'is_adopting', is: true }],
      placement,
    },
    users: { fact: 'crm_user_month', aggregate: count, placement },
  },
  ...shareOf('adopting', 'users'),
  grains: ['month', 'quarter', 'year', 'fiscal_quarter', 'fiscal_year', 'total'],
  breakdowns: ['team', 'owner'],
  rules: ['S-07', 'K-03'],
});
