import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { flow } from '../definition/placement.js';

const placement = flow('due_date');
const decided = { column: 'is_decided', is: true };

export const slaAttainment = define({
  id: 'sla_attainment',
  name: 'SLA attainment',
  group: 'service',
  sentence: 'The share of promised times that were kept.',
  formula: {
    words: 'targets met ÷ targets met or breached, by due date',
    symbols: 'met ÷ (met + breached), due ∈ P',
  },
  included: [
    'targets completed, and open ones already past due',
    'each target counts: a ticket can have several',
  ],
  excluded: ['open targets that are not due yet', 'targets of policies that were taken away'],
  variants: [{ name: 'per ticket', difference: 'a ticket counts once and only if all its targets were met' }],
  source: 'metrics canon §6',
  legs: {
    met: {
      fact: 'sla_target',
      aggregate: count,
      where: [decided, { column: 'is_met', is: true }],
      placement,
    },
    decided: { fact: 'sla_target', aggregate: count, where: [decided], placement },
  },
  ...shareOf('met', 'decided'),
  breakdowns: ['target', 'policy', 'priority', 'team'],
  rules: ['V-01', 'V-03', 'V-04', 'T-12'],
});
