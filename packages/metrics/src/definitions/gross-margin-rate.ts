import { define } from '../definition/define.js';
import { flow } from '../definition/placement.js';
import { marginLegs, measuredMargin } from './cost-of-goods.js';

const { costed_revenue, cost } = marginLegs(flow('date'));

export const grossMarginRate = define({
  id: 'gross_margin_rate',
  name: 'Gross margin',
  group: 'value',
  unit: 'ratio',
  sentence: 'The share of revenue that is left after the cost of the goods sold.',
  formula: {
    words: '(revenue − cost of goods) ÷ revenue, over lines whose cost is known',
    symbols: '(Σ revenue − Σ cost) ÷ Σ revenue',
  },
  included: ['lines whose cost is known, refunds on their own day'],
  excluded: [
    'a declared gross margin: what was assumed is not shown as measured',
    'lines without a cost',
    'sales, marketing, research and overhead',
  ],
  source: 'metrics canon §3',
  legs: { costed_revenue, cost },
  value: measuredMargin,
  n: null,
  breakdowns: ['product', 'product_category', 'segment'],
  rules: ['M-01', 'M-02', 'M-04', 'M-06'],
});
