import { count } from '../definition/aggregate.js';
import { define } from '../definition/define.js';
import { leg } from '../definition/expression.js';
import { stock } from '../definition/placement.js';

export const ticketBacklog = define({
  id: 'ticket_backlog',
  name: 'Ticket backlog',
  group: 'service',
  unit: 'count',
  better: 'lower',
  sentence: 'How many tickets are unsolved at the end of the period.',
  formula: { words: 'tickets open at the end', symbols: '|{ticket : unsolved at t1}|' },
  included: ['reopened tickets while they are open again'],
  excluded: ['solved, closed, deleted and merged tickets'],
  source: 'metrics canon §6',
  legs: { tickets: { fact: 'ticket_open_span', aggregate: count, placement: stock('end') } },
  value: leg('tickets'),
  n: leg('tickets'),
  breakdowns: ['team', 'priority', 'category'],
  rules: ['V-03', 'V-04', 'T-09', 'T-10'],
});
