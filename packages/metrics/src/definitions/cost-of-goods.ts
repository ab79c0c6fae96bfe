import { count, sum } from '../definition/aggregate.js';
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
import type { FlowPlacement } from '../definition/placement.js';

// What `cogs`, `gross_margin_rate` and every figure with a margin in it mean by the cost of goods (decision 14).

export const costKnown = [{ column: 'cost', known: true }] as const;

const costUnknown = [
  { column: 'line_kind', in: ['product'] },
  { column: 'cost', known: false },
] as const;

export const marginParameter = declaredShare(
  'Gross margin as a share of revenue, used only where no cost is known',
  'gross_margin',
);

type CostLeg = 'cost' | 'uncosted_revenue' | 'uncosted_lines';

/** The cost that is known, and the product lines whose cost is not. */
export const costLegs = (placement: FlowPlacement): Readonly<Record<CostLeg, Leg>> => ({
  cost: { fact: 'revenue_line', aggregate: sum('cost'), where: costKnown, placement },
  uncosted_revenue: { fact: 'revenue_line', aggregate: sum('amount'), where: costUnknown, placement },
  uncosted_lines: { fact: 'revenue_line', aggregate: count, where: costUnknown, placement },
});

/** Known cost, and what the declared margin leaves of product lines without one. Needs `costLegs`. */
const costAtDeclaredMargin: Expression = add(
  leg('cost'),
  multiply(leg('uncosted_revenue'), subtract(number(1), parameter('gross_margin'))),
);

/** Something made of the cost of goods: with a declared margin, or of known cost alone if every product line has one. */
const ofCost = (
  figure: (cost: Expression) => Expression,
): [Expression, { when_zero: Expression; gives: Expression; otherwise: 'cost_unknown' }] => [
  figure(costAtDeclaredMargin),
  { when_zero: leg('uncosted_lines'), gives: figure(leg('cost')), otherwise: 'cost_unknown' },
];

/** The cost of goods. Needs `costLegs`. */
export const costOfGoods: Expression = first(...ofCost((cost) => cost));

type MarginLeg = CostLeg | 'costed_revenue' | 'margin_revenue';

/** All revenue and that whose cost is known, and the cost. */
export const marginLegs = (placement: FlowPlacement): Readonly<Record<MarginLeg, Leg>> => ({
  ...costLegs(placement),
  costed_revenue: { fact: 'revenue_line', aggregate: sum('amount'), where: costKnown, placement },
  margin_revenue: { fact: 'revenue_line', aggregate: sum('amount'), placement },
});

/** Gross profit as a share of the revenue whose cost is known. Needs the legs `costed_revenue` and `cost`. */
export const measuredMargin: Expression = divide(
  subtract(leg('costed_revenue'), leg('cost')),
  leg('costed_revenue'),
);

/**
 * Gross profit as a share of all revenue, with the cost of goods as above. Where nothing was declared and a product line
 * has no cost: the margin of the lines that have one, else the declared margin. Needs `marginLegs`.
 */
export const marginShare: Expression = first(
  ...ofCost((cost) => divide(subtract(leg('margin_revenue'), cost), leg('margin_revenue'))),
  measuredMargin,
  parameter('gross_margin'),
);

/** What a figure with a margin in it says of the margin. */
export const marginIncluded =
  'gross margin = (revenue − cost of goods) ÷ revenue, the cost of goods as in cogs; where no margin was declared, of the lines whose cost is known';
