import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { divide, leg, subtract } from '../definition/expression.js';
import { ratioOfSums, shareOfSums } from '../definition/interval-rule.js';
import type { Leg } from '../definition/metric-definition.js';
import { months } from '../definition/parameter.js';
import type { PairPlacement } from '../definition/placement.js';

const lookBack = { look_back_months: months('Months between the two edges', 12) };

const pair = (measure: PairPlacement['measure'], rule: Partial<PairPlacement>): Leg => ({
  fact: 'mrr_span',
  aggregate: sum('mrr'),
  placement: { kind: 'pair', measure, amount: 'mrr', ...rule },
});

const accounts = (rule: Partial<PairPlacement>): Leg => ({
  fact: 'mrr_span',
  aggregate: count,
  placement: { kind: 'pair', measure: 'units', amount: 'mrr', ...rule },
});

const back: Partial<PairPlacement> = { look_back_months: { parameter: 'look_back_months' } };

const common = {
  group: 'value',
  unit: 'ratio',
  excluded: ['accounts without recurring revenue at the first edge, those that came back included'],
  source: 'metrics canon §4; GitLab handbook (12 months)',
  breakdowns: ['segment', 'plan', 'cohort'],
  rules: ['M-01', 'M-02', 'R-01', 'R-03', 'I-05'],
} as const;

export const nrr = define({
  ...common,
  id: 'nrr',
  name: 'Net revenue retention',
  sentence: 'What the accounts of a year ago pay today, for each unit they paid then.',
  formula: {
    words: 'recurring revenue today of the accounts of then ÷ theirs then',
    symbols: 'Σ_C0 MRR(t1) ÷ Σ_C0 MRR(t0)',
  },
  included: ['expansion, contraction and loss of accounts that paid at the first edge'],
  variants: [
    { name: 'gross', difference: 'expansion left out', metric: 'grr' },
    {
      name: 'flow form',
      difference:
        '(start + expansion − contraction − churn) ÷ start; differs where an account grows and then leaves',
    },
  ],
  parameters: lookBack,
  legs: { closing: pair('closing', back), opening: pair('opening', back), accounts: accounts(back) },
  value: divide(leg('closing'), leg('opening')),
  n: leg('accounts'),
  interval: ratioOfSums('closing', 'opening'),
});

export const grr = define({
  ...common,
  id: 'grr',
  name: 'Gross revenue retention',
  sentence: 'What is left today of what the accounts of a year ago paid then, growth not counted.',
  formula: {
    words: 'the smaller of then and today, per account of then ÷ theirs then',
    symbols: 'Σ_C0 min(MRR(t1), MRR(t0)) ÷ Σ_C0 MRR(t0)',
  },
  included: ['contraction and loss; never above 100%'],
  variants: [{ name: 'net', difference: 'with expansion', metric: 'nrr' }],
  parameters: lookBack,
  legs: { capped: pair('capped', back), opening: pair('opening', back), accounts: accounts(back) },
  value: divide(leg('capped'), leg('opening')),
  n: leg('accounts'),
  interval: shareOfSums('capped', 'opening'),
});

export const revenueChurnRate = define({
  ...common,
  id: 'revenue_churn_rate',
  name: 'Revenue churn rate',
  group: 'retention',
  better: 'lower',
  sentence: 'The share of the recurring revenue at the start of the period that was lost by its end.',
  formula: {
    words: 'recurring revenue lost by accounts of the start ÷ theirs at the start',
    symbols: '1 − Σ_C0 min(MRR(t1), MRR(t0)) ÷ Σ_C0 MRR(t0)',
  },
  included: ['loss and contraction, at most what an account paid at the start'],
  variants: [{ name: 'net', difference: 'expansion taken off; can be negative: 1 − NRR over the period' }],
  legs: { capped: pair('capped', {}), opening: pair('opening', {}), accounts: accounts({}) },
  value: divide(subtract(leg('opening'), leg('capped')), leg('opening')),
  n: leg('accounts'),
  interval: {
    method: 'ratio_of_sums',
    numerator: 'capped',
    denominator: 'opening',
    cluster: 'account_id',
    complement: true,
    isShare: true,
  },
});
