import { count } from '../definition/aggregate.js';
import { define, shareOf } from '../definition/define.js';
import { flow } from '../definition/placement.js';

const placement = flow('solved_date', { mature_days: 7 });

export const firstContactResolutionRate = define({
  id: 'first_contact_resolution_rate',
  name: 'First contact resolution rate',
  group: 'service',
  sentence: 'The share of solved tickets that needed one answer, once.',
  formula: {
    words:
      'tickets solved with exactly one public answer, never reopened, no new ticket on the topic within 7 days ÷ tickets solved',
    symbols: 'FCR₇ = |one reply, no reopen, no repeat in 7 d| ÷ |solved ∈ P|, solved + 7 d ≤ as-of',
  },
  included: ['tickets solved at least 7 days ago'],
  excluded: ['tickets solved less than 7 days ago: a repeat contact may still come'],
  variants: [
    { name: 'one-touch', difference: 'replies only, repeat contacts not looked at; tens of points higher' },
  ],
  source: 'metrics canon §6',
  legs: {
    resolved: {
      fact: 'ticket',
      aggregate: count,
      where: [{ column: 'is_first_contact_resolution', is: true }],
      placement,
    },
    solved: { fact: 'ticket', aggregate: count, placement },
  },
  ...shareOf('resolved', 'solved'),
  breakdowns: ['category', 'team', 'ticket_channel', 'agent'],
  rules: ['V-01', 'V-03', 'V-04', 'T-12'],
});
