import { sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg, multiply, subtract } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { marginIncluded, marginLegs, marginParameter, marginShare } from './cost-of-goods.js';

export const profitMarginRate = define({
  id: 'profit_margin_rate',
  name: 'Profit margin',
  group: 'value',
  unit: 'ratio',
  sentence: 'The share of revenue that is left after all cost.',
  formula: {
    words: '(revenue − cost of goods − all other cost) ÷ revenue',
    symbols: '(Σ revenue × GM% − Σ cost) ÷ Σ revenue',
  },
  included: ['every cost on record: acquisition, retention, service, product, overhead', marginIncluded],
  excluded: ['cost that was never imported'],
  source: 'metrics canon §3',
  parameters: { gross_margin: marginParameter },
  legs: {
    revenue: { fact: 'revenue_line', aggregate: sum('amount'), placement: flow('date') },
    ...marginLegs(flow('date')),
    spend: {
      fact: 'spend_day',
      aggregate: sum('amount'),
      placement: flow('date'),
      dimensions: { channel: 'spend_channel' },
    },
  },
  value: divide(subtract(multiply(leg('revenue'), marginShare), leg('spend')), leg('revenue')),
  n: null,
  breakdowns: [],
  rules: ['M-01', 'M-02', 'M-06', 'M-11'],
});
