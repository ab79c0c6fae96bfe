import { sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, type Expression, first, leg, parameter, subtract } from '../definition/expression.js';
import type { Leg } from '../definition/metric-definition.js';
import { declaredShare } from '../definition/parameter.js';
import { type FlowPlacement, flow } from '../definition/placement.js';

const costKnown = [{ column: 'cost', known: true }] as const;

/** Revenue whose cost is known, and that cost. */
export const marginLegs = (placement: FlowPlacement): Readonly<Record<'costed_revenue' | 'cost', Leg>> => ({
  costed_revenue: { fact: 'revenue_line', aggregate: sum('amount'), where: costKnown, placement },
  cost: { fact: 'revenue_line', aggregate: sum('cost'), where: costKnown, placement },
});

export const marginParameter = declaredShare(
  'Gross margin as a share of revenue, used only where no cost is known',
  'gross_margin',
);

const measuredMargin: Expression = divide(
  subtract(leg('costed_revenue'), leg('cost')),
  leg('costed_revenue'),
);

/** Measured where cost is known, else as declared, else nothing. */
export const marginShare: Expression = first(measuredMargin, parameter('gross_margin'));

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
  legs: marginLegs(flow('date')),
  value: measuredMargin,
  n: null,
  breakdowns: ['product', 'product_category', 'segment'],
  rules: ['M-01', 'M-02', 'M-04', 'M-06'],
});
