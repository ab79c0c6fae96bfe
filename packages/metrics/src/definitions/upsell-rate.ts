import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import type { Leg, MetricDefinition } from '../definition/metric-definition.js';
import { stock } from '../definition/placement.js';

const expanded = (kind: string): Leg => ({
  fact: 'mrr_span',
  aggregate: count,
  placement: {
    kind: 'members',
    events: {
      fact: 'mrr_movement',
      date: 'date',
      where: [
        { column: 'kind', is: 'expansion' },
        { column: 'expansion_kind', is: kind },
      ],
    },
  },
});

const accounts: Leg = { fact: 'mrr_span', aggregate: count, placement: stock('start') };

const rate = (id: string, name: string, kind: string, what: string, other: string): MetricDefinition =>
  define({
    id,
    name,
    group: 'value',
    sentence: `The share of the accounts paying at the start of the period that bought ${what} during it.`,
    formula: {
      words: `accounts of the start that expanded (${what}) ÷ accounts of the start`,
      symbols: `|A(t0) ∩ expanded[${kind}] in P| ÷ |A(t0)|`,
    },
    included: ['an account once, however often it expanded', 'attributes as at the start of the period'],
    excluded: ['accounts won during the period'],
    variants: [
      { name: 'per offer', difference: 'expansions ÷ offers made' },
      { name: other, difference: 'the other kind of expansion', metric: other },
    ],
    source: 'metrics canon §5',
    legs: { expanded: expanded(kind), accounts },
    ...shareOf('expanded', 'accounts'),
    breakdowns: ['plan', 'segment'],
    rules: ['R-03', 'T-09'],
  });

export const upsellRate = rate(
  'upsell_rate',
  'Upsell rate',
  'same_product',
  'more of the same product',
  'cross_sell_rate',
);
export const crossSellRate = rate(
  'cross_sell_rate',
  'Cross-sell rate',
  'new_product',
  'another product',
  'upsell_rate',
);
