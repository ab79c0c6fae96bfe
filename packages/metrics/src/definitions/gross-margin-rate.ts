import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import {
  add,
  divide,
  type Expression,
  first,
  leg,
  multiply,
  number,
  parameter,
  subtract,
} from '../definition/expression.js';
import type { Leg } from '../definition/metric-definition.js';
import { declaredShare } from '../definition/parameter.js';
import { type FlowPlacement, flow } from '../definition/placement.js';

const costKnown = [{ column: 'cost', known: true }] as const;

const costUnknown = [
  { column: 'line_kind', in: ['product'] },
  { column: 'cost', known: false },
] as const;

/** Revenue whose cost is known, and that cost. */
const costedLegs = (placement: FlowPlacement): Readonly<Record<'costed_revenue' | 'cost', Leg>> => ({
  costed_revenue: { fact: 'revenue_line', aggregate: sum('amount'), where: costKnown, placement },
  cost: { fact: 'revenue_line', aggregate: sum('cost'), where: costKnown, placement },
});

type MarginLeg = 'costed_revenue' | 'cost' | 'margin_revenue' | 'uncosted_revenue' | 'uncosted_lines';

/** All revenue, the cost that is known, and the product lines whose cost is not. */
export const marginLegs = (placement: FlowPlacement): Readonly<Record<MarginLeg, Leg>> => ({
  ...costedLegs(placement),
  margin_revenue: { fact: 'revenue_line', aggregate: sum('amount'), placement },
  uncosted_revenue: { fact: 'revenue_line', aggregate: sum('amount'), where: costUnknown, placement },
  uncosted_lines: { fact: 'revenue_line', aggregate: count, where: costUnknown, placement },
});

export const marginParameter = declaredShare(
  'Gross margin as a share of revenue, used only where no cost is known',
  'gross_margin',
);

const measuredMargin: Expression = divide(
  subtract(leg('costed_revenue'), leg('cost')),
  leg('costed_revenue'),
);

const shareLeftAfter = (cost: Expression): Expression =>
  divide(subtract(leg('margin_revenue'), cost), leg('margin_revenue'));

/**
 * Gross profit as a share of all revenue, with the same cost of goods as `cogs`: known cost, and the declared
 * margin on product lines without one. Where nothing was declared: known cost alone if every product line has
 * one, else the margin of the lines that have.
 */
export const marginShare: Expression = first(
  shareLeftAfter(
    add(leg('cost'), multiply(leg('uncosted_revenue'), subtract(number(1), parameter('gross_margin')))),
  ),
  { when_zero: leg('uncosted_lines'), gives: shareLeftAfter(leg('cost')), otherwise: 'cost_unknown' },
  measuredMargin,
  parameter('gross_margin'),
);

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
  legs: costedLegs(flow('date')),
  value: measuredMargin,
  n: null,
  breakdowns: ['product', 'product_category', 'segment'],
  rules: ['M-01', 'M-02', 'M-04', 'M-06'],
});
