import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { flow } from '../definition/placement.js';

const placement = flow('first_solved_date');

export const reopenRate = define({
  id: 'reopen_rate',
  name: 'Reopen rate',
  group: 'service',
  better: 'lower',
  sentence: 'The share of solved tickets that were opened again.',
  formula: {
    words: 'tickets that left solved for an open status at least once ÷ tickets solved',
    symbols: '|reopened ≥ 1| ÷ |first solved ∈ P|',
  },
  included: ['tickets by the day they were first solved; a ticket counts once'],
  excluded: ['tickets never solved'],
  variants: [{ name: 'events', difference: 'every reopening ÷ every solve' }],
  source: 'metrics canon §6',
  legs: {
    reopened: { fact: 'ticket', aggregate: count, where: [{ column: 'was_reopened', is: true }], placement },
    solved: { fact: 'ticket', aggregate: count, placement },
  },
  ...shareOf('reopened', 'solved'),
  breakdowns: ['category', 'team', 'agent'],
  rules: ['V-03', 'V-04', 'T-12'],
});
