import { sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg, multiply, subtract } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { marginIncluded, marginLegs, marginParameter, marginShare } from './cost-of-goods.js';

export const roi = define({
  id: 'roi',
  name: 'Return on investment',
  group: 'acquisition',
  unit: 'ratio',
  sentence:
    'Gross profit of the period less what was spent on winning and keeping customers, as a share of that spend.',
  formula: { words: '(gross profit − spend) ÷ spend', symbols: '(Σ revenue × GM% − Σ spend) ÷ Σ spend' },
  included: [
    'base: all spend on acquisition and retention',
    'gain: gross profit of all revenue of the period',
    marginIncluded,
    'horizon: the period itself, undiscounted',
  ],
  excluded: ['service, product and overhead cost'],
  variants: [
    { name: 'revenue ROI', difference: 'revenue in place of gross profit; higher' },
    { name: 'discounted', difference: 'time-valued, absolute', metric: 'npv' },
  ],
  source: 'metrics canon §1',
  parameters: { gross_margin: marginParameter },
  legs: {
    revenue: { fact: 'revenue_line', aggregate: sum('amount'), placement: flow('date') },
    ...marginLegs(flow('date')),
    spend: {
      fact: 'spend_day',
      aggregate: sum('amount'),
      where: [{ column: 'purpose', in: ['acquisition', 'retention'] }],
      placement: flow('date'),
      dimensions: { channel: 'spend_channel' },
    },
  },
  value: divide(subtract(multiply(leg('revenue'), marginShare), leg('spend')), leg('spend')),
  n: null,
  breakdowns: ['channel'],
  rules: ['M-01', 'M-02', 'M-06', 'M-11', 'M-12'],
});
