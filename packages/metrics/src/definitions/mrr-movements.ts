import { count, sum } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { leg, number, subtract } from '../definition/expression.js';
import type { MetricDefinition } from '../definition/metric-definition.js';
import { flow } from '../definition/placement.js';

interface Movement {
  readonly id: string;
  readonly kind: string;
  readonly name: string;
  readonly sentence: string;
  /** Losses are shown as positive amounts: opening + new + reactivated + expansion − contraction − churned = closing. */
  readonly loss: boolean;
}

const movement = ({ id, kind, name, sentence, loss }: Movement): MetricDefinition =>
  define({
    id,
    name,
    group: 'value',
    unit: 'money',
    better: loss ? 'lower' : 'higher',
    sentence,
    formula: {
      words: `net changes of accounts' recurring revenue of the kind ${kind}${loss ? ', as a positive amount' : ''}`,
      symbols: `${loss ? '−' : ''}Σ ΔMRR[${kind}], date ∈ P`,
    },
    included: ['changes per account, not per item: a plan switch is one net change'],
    excluded: ['one-off charges and trials'],
    source: 'metrics canon §4 (movements)',
    legs: {
      amount: {
        fact: 'mrr_movement',
        aggregate: sum('amount'),
        where: [{ column: 'kind', is: kind }],
        placement: flow('date'),
      },
      movements: {
        fact: 'mrr_movement',
        aggregate: count,
        where: [{ column: 'kind', is: kind }],
        placement: flow('date'),
      },
    },
    value: loss ? subtract(number(0), leg('amount')) : leg('amount'),
    n: leg('movements'),
    additive: true,
    breakdowns: ['plan', 'segment', loss ? 'end_reason' : 'channel'],
    rules: ['M-01', 'M-02', 'R-01', 'R-03', 'R-05'],
  });

export const mrrMovements: readonly MetricDefinition[] = [
  movement({
    id: 'mrr_new',
    kind: 'new',
    name: 'New MRR',
    sentence: 'Monthly recurring revenue of accounts that had none before.',
    loss: false,
  }),
  movement({
    id: 'mrr_expansion',
    kind: 'expansion',
    name: 'Expansion MRR',
    sentence: 'Monthly recurring revenue that existing accounts added.',
    loss: false,
  }),
  movement({
    id: 'mrr_reactivated',
    kind: 'reactivation',
    name: 'Reactivated MRR',
    sentence: 'Monthly recurring revenue of accounts that came back.',
    loss: false,
  }),
  movement({
    id: 'mrr_contraction',
    kind: 'contraction',
    name: 'Contraction MRR',
    sentence: 'Monthly recurring revenue that remaining accounts gave up.',
    loss: true,
  }),
  movement({
    id: 'mrr_churned',
    kind: 'churn',
    name: 'Churned MRR',
    sentence: 'Monthly recurring revenue of accounts that left.',
    loss: true,
  }),
];
