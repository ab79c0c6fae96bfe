import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { acquisitionSpend, lagParameter } from './cac.js';

export const costPerLead = define({
  id: 'cost_per_lead',
  name: 'Cost per lead',
  group: 'acquisition',
  unit: 'money',
  better: 'lower',
  sentence: 'What one new lead costs.',
  formula: {
    words: 'acquisition spend ÷ leads created',
    symbols: 'Σ spend[acquisition] ÷ |{l : created ∈ P}|',
  },
  included: ['leads of every status; duplicates of a person within 90 days once'],
  excluded: ['test and spam leads'],
  variants: [
    { name: 'platform cost per lead', difference: 'ad platforms count conversions in a window of their own' },
  ],
  source: 'metrics canon §1; fivetran/dbt_ad_reporting',
  parameters: { acquisition_lag_days: lagParameter },
  legs: {
    spend: acquisitionSpend,
    leads: { fact: 'lead', aggregate: count, placement: flow('created_date') },
  },
  value: divide(leg('spend'), leg('leads')),
  interval: { method: 'poisson_denominator', events: 'leads' },
  breakdowns: ['channel', 'campaign'],
  rules: ['M-01', 'M-02', 'M-11', 'M-12', 'K-02'],
});
