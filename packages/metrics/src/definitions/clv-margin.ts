import { sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, first, leg, multiply, parameter, subtract } from '../definition/expression.js';
import { flow } from '../definition/placement.js';
import { clvLegs, clvValue } from './clv.js';
import { marginParameter } from './cost-of-goods.js';

const placement = flow('ordered_date', { trailing_months: 12 });
const costKnown = [{ column: 'cost', known: true }] as const;

export const clvMargin = define({
  id: 'clv_margin',
  name: 'Customer lifetime value, margin',
  group: 'value',
  unit: 'money',
  sentence: 'What a customer is worth in gross profit over the whole relationship.',
  formula: {
    words: 'average purchase value × purchases a year × lifespan in years × gross margin',
    symbols: 'APV × APF × lifespan × GM%',
  },
  included: ['gross margin of the orders whose cost is known; the declared one where none is'],
  excluded: ['discounting', 'retention cost'],
  variants: [{ name: 'revenue', difference: 'without the margin', metric: 'clv' }],
  source: 'metrics canon §5',
  parameters: { gross_margin: marginParameter },
  legs: {
    ...clvLegs,
    costed_net: { fact: 'order', aggregate: sum('net'), where: costKnown, placement },
    cost: { fact: 'order', aggregate: sum('cost'), where: costKnown, placement },
  },
  value: multiply(
    clvValue,
    first(divide(subtract(leg('costed_net'), leg('cost')), leg('costed_net')), parameter('gross_margin')),
  ),
  numerator: null,
  n: leg('purchasers'),
  breakdowns: ['segment', 'channel'],
  rules: ['M-01', 'M-02', 'M-06', 'M-07', 'I-06', 'K-02'],
});
